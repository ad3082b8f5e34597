// The benchmarks on futures::executor::LocalPool + remote handles
use bench::*;
use futures::executor::{LocalPool, LocalSpawner};
use futures::task::LocalSpawnExt;
use futures_lite::future::yield_now;
use std::time::{Duration, Instant};
async fn spawn_join(sp: &LocalSpawner, n: usize) -> i64 {
    let mut v = Vec::with_capacity(n);
    for i in 0..n {
        let i = i as i32;
        v.push(sp.spawn_local_with_handle(async move { i & 7 }).unwrap());
    }
    let mut s = 0;
    for h in v {
        s += h.await as i64;
    }
    s
}
async fn spawn_await(sp: &LocalSpawner, n: usize) -> i64 {
    let mut s = 0;
    for i in 0..n {
        let i = i as i32;
        s += sp.spawn_local_with_handle(async move { i & 7 }).unwrap().await as i64;
    }
    s
}
async fn yields(sp: &LocalSpawner, k: usize, total: usize) {
    let per = total / k;
    let mut v = Vec::new();
    for _ in 0..k {
        v.push(
            sp.spawn_local_with_handle(async move {
                for _ in 0..per {
                    yield_now().await;
                }
            })
            .unwrap(),
        );
    }
    for h in v {
        h.await;
    }
}
async fn chan(sp: &LocalSpawner, cap: usize, p: usize, total: usize) -> i64 {
    let (tx, rx) = async_channel::bounded::<i32>(cap);
    let per = total / p;
    for _ in 0..p {
        let tx = tx.clone();
        sp.spawn_local(async move {
            for i in 0..per {
                tx.send(i as i32).await.unwrap();
            }
        })
        .unwrap();
    }
    drop(tx);
    sp.spawn_local_with_handle(async move {
        let mut s = 0;
        while let Ok(v) = rx.recv().await {
            s += v as i64;
        }
        s
    })
    .unwrap()
    .await
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[2].parse().unwrap();
    let per = |d: Duration| d.as_nanos() as f64 / n as f64;
    let mut pool = LocalPool::new();
    let sp = pool.spawner();
    pool.run_until(async move {
        match a[1].as_str() {
            "spawn_join" => {
                spawn_join(&sp, n / 10).await;
                let t = Instant::now();
                spawn_join(&sp, n).await;
                rep("spawn_join", per(t.elapsed()), "ns/task");
            }
            "spawn_await" => {
                spawn_await(&sp, n / 10).await;
                let t = Instant::now();
                spawn_await(&sp, n).await;
                rep("spawn_await", per(t.elapsed()), "ns/task");
            }
            k @ ("yield2" | "yield1000") => {
                let c = if k == "yield2" { 2 } else { 1000 };
                yields(&sp, c, n / 10).await;
                let t = Instant::now();
                yields(&sp, c, n).await;
                rep(k, per(t.elapsed()), "ns/switch");
            }
            k @ ("chan64" | "chan0" | "chan_mp") => {
                let (c, p) = match k {
                    "chan64" => (64, 1),
                    "chan0" => (1, 1),
                    _ => (64, 100),
                };
                chan(&sp, c, p, n / 10).await;
                let t = Instant::now();
                chan(&sp, c, p, n).await;
                rep(k, per(t.elapsed()), "ns/msg");
            }
            "idle" => {
                let m0 = mem();
                let (tx, rx) = async_channel::bounded::<i32>(1);
                let mut v = Vec::with_capacity(n);
                for _ in 0..n {
                    let rx = rx.clone();
                    v.push(
                        sp.spawn_local_with_handle(async move {
                            let _ = rx.recv().await;
                        })
                        .unwrap(),
                    );
                }
                for _ in 0..10 {
                    yield_now().await;
                }
                let m1 = mem();
                rep("idle", (m1 - m0) as f64 / n as f64, "B/task");
                drop(tx);
                for h in v {
                    h.await;
                }
            }
            _ => panic!(),
        }
    });
}
