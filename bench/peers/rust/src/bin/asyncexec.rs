// The benchmarks on async-executor LocalExecutor + async-channel; no timers (async-io does not build for wasip1)
use async_executor::LocalExecutor;
use bench::*;
use futures_lite::future::yield_now;
use std::time::{Duration, Instant};
async fn spawn_join(ex: &LocalExecutor<'_>, n: usize) -> i64 {
    let mut v = Vec::with_capacity(n);
    for i in 0..n {
        let i = i as i32;
        v.push(ex.spawn(async move { i & 7 }));
    }
    let mut s = 0;
    for h in v {
        s += h.await as i64;
    }
    s
}
async fn spawn_await(ex: &LocalExecutor<'_>, n: usize) -> i64 {
    let mut s = 0;
    for i in 0..n {
        let i = i as i32;
        s += ex.spawn(async move { i & 7 }).await as i64;
    }
    s
}
async fn yields(ex: &LocalExecutor<'_>, k: usize, total: usize) {
    let per = total / k;
    let mut v = Vec::new();
    for _ in 0..k {
        v.push(ex.spawn(async move {
            for _ in 0..per {
                yield_now().await;
            }
        }));
    }
    for h in v {
        h.await;
    }
}
async fn chan(ex: &LocalExecutor<'_>, cap: usize, p: usize, total: usize) -> i64 {
    let (tx, rx) = async_channel::bounded::<i32>(cap);
    let per = total / p;
    for _ in 0..p {
        let tx = tx.clone();
        ex.spawn(async move {
            for i in 0..per {
                tx.send(i as i32).await.unwrap();
            }
        })
        .detach();
    }
    drop(tx);
    ex.spawn(async move {
        let mut s = 0;
        while let Ok(v) = rx.recv().await {
            s += v as i64;
        }
        s
    })
    .await
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[2].parse().unwrap();
    let per = |d: Duration| d.as_nanos() as f64 / n as f64;
    let ex = LocalExecutor::new();
    futures_lite::future::block_on(ex.run(async {
        match a[1].as_str() {
            "spawn_join" => {
                spawn_join(&ex, n / 10).await;
                let t = Instant::now();
                spawn_join(&ex, n).await;
                rep("spawn_join", per(t.elapsed()), "ns/task");
            }
            "spawn_await" => {
                spawn_await(&ex, n / 10).await;
                let t = Instant::now();
                spawn_await(&ex, n).await;
                rep("spawn_await", per(t.elapsed()), "ns/task");
            }
            k @ ("yield2" | "yield1000") => {
                let c = if k == "yield2" { 2 } else { 1000 };
                yields(&ex, c, n / 10).await;
                let t = Instant::now();
                yields(&ex, c, n).await;
                rep(k, per(t.elapsed()), "ns/switch");
            }
            k @ ("chan64" | "chan0" | "chan_mp") => {
                let (c, p) = match k {
                    "chan64" => (64, 1),
                    "chan0" => (1, 1),
                    _ => (64, 100),
                };
                chan(&ex, c, p, n / 10).await;
                let t = Instant::now();
                chan(&ex, c, p, n).await;
                rep(k, per(t.elapsed()), "ns/msg");
            }
            "idle" => {
                let m0 = mem();
                let (tx, rx) = async_channel::bounded::<i32>(1);
                let mut v = Vec::with_capacity(n);
                for _ in 0..n {
                    let rx = rx.clone();
                    v.push(ex.spawn(async move {
                        let _ = rx.recv().await;
                    }));
                }
                yield_now().await;
                while ex.try_tick() {}
                let m1 = mem();
                rep("idle", (m1 - m0) as f64 / n as f64, "B/task");
                drop(tx);
                for h in v {
                    h.await;
                }
            }
            _ => panic!(),
        }
    }));
}
