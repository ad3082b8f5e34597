// The benchmarks on tokio, current thread: PROGRAM BENCH N, as ../../../../README.md defines them.
use bench::*;
use std::future::Future;
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::*;
use tokio::sync::{mpsc, Notify};
use tokio::task::yield_now;

async fn spawn_join(n: usize) -> i64 {
    let mut v = Vec::with_capacity(n);
    for i in 0..n {
        let i = i as i32;
        v.push(tokio::spawn(async move { i & 7 }));
    }
    let mut s = 0i64;
    for h in v {
        s += h.await.unwrap() as i64;
    }
    s
}
async fn spawn_await(n: usize) -> i64 {
    let mut s = 0i64;
    for i in 0..n {
        let i = i as i32;
        s += tokio::spawn(async move { i & 7 }).await.unwrap() as i64;
    }
    s
}
async fn yields(k: usize, total: usize) {
    let per = total / k;
    let mut v = Vec::new();
    for _ in 0..k {
        v.push(tokio::spawn(async move {
            for _ in 0..per {
                yield_now().await;
            }
        }));
    }
    for h in v {
        h.await.unwrap();
    }
}
async fn chan(cap: usize, p: usize, total: usize) -> i64 {
    let (tx, mut rx) = mpsc::channel::<i32>(cap);
    let per = total / p;
    for _ in 0..p {
        let tx = tx.clone();
        tokio::spawn(async move {
            for i in 0..per {
                tx.send(i as i32).await.unwrap();
            }
        });
    }
    drop(tx);
    tokio::spawn(async move {
        let mut s = 0i64;
        while let Some(v) = rx.recv().await {
            s += v as i64;
        }
        s
    })
    .await
    .unwrap()
}
async fn timers(n: usize, span_us: u32) {
    let mut seed = 12345u32;
    let mut v = Vec::with_capacity(n);
    for _ in 0..n {
        let d = Duration::from_micros((lcg(&mut seed) % span_us) as u64);
        v.push(tokio::spawn(async move {
            tokio::time::sleep(d).await;
        }));
    }
    for h in v {
        h.await.unwrap();
    }
}
struct Once<F>(F);
impl<F: Future + Unpin> Future for Once<F> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let _ = Pin::new(&mut self.0).poll(cx);
        Poll::Ready(())
    }
}
async fn timer_cancel(n: usize) {
    for i in 0..n {
        let s = pin!(tokio::time::sleep(Duration::from_millis(
            1000 + (i % 1000) as u64
        )));
        Once(s).await; // registers the timer; dropping it cancels
    }
}
// blocking fd wrapped as AsyncRead/AsyncWrite: what a tokio program on wasip1 has to do (no io-std there)
struct In;
struct Out;
impl AsyncRead for In {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        b: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        use std::io::Read;
        let mut l = std::io::stdin().lock();
        // std's own buffer is bypassed for reads >= its size
        let n = l.read(b.initialize_unfilled())?;
        b.advance(n);
        Poll::Ready(Ok(()))
    }
}
impl AsyncWrite for Out {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, b: &[u8]) -> Poll<std::io::Result<usize>> {
        use std::io::Write;
        use std::os::fd::FromRawFd;
        let mut f = std::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(1) });
        Poll::Ready(f.write(b))
    }
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
#[cfg(target_arch = "wasm32")]
fn inp() -> In {
    In
}
#[cfg(target_arch = "wasm32")]
fn outp() -> Out {
    Out
}
#[cfg(not(target_arch = "wasm32"))]
fn inp() -> tokio::io::Stdin {
    let _ = In;
    tokio::io::stdin()
}
#[cfg(not(target_arch = "wasm32"))]
fn outp() -> tokio::io::Stdout {
    let _ = Out;
    tokio::io::stdout()
}

async fn run(a: Vec<String>) {
    let n: usize = a.get(2).map(|s| s.parse().unwrap()).unwrap_or(0);
    let per = |d: Duration| d.as_nanos() as f64 / n as f64;
    match a[1].as_str() {
        "spawn_join" => {
            spawn_join(n / 10).await;
            let t = Instant::now();
            spawn_join(n).await;
            rep("spawn_join", per(t.elapsed()), "ns/task");
        }
        "spawn_await" => {
            spawn_await(n / 10).await;
            let t = Instant::now();
            spawn_await(n).await;
            rep("spawn_await", per(t.elapsed()), "ns/task");
        }
        k @ ("yield2" | "yield1000") => {
            let c = if k == "yield2" { 2 } else { 1000 };
            yields(c, n / 10).await;
            let t = Instant::now();
            yields(c, n).await;
            rep(k, per(t.elapsed()), "ns/switch");
        }
        k @ ("chan64" | "chan0" | "chan_mp") => {
            let (c, p) = match k {
                "chan64" => (64, 1),
                "chan0" => (1, 1),
                _ => (64, 100),
            };
            chan(c, p, n / 10).await;
            let t = Instant::now();
            chan(c, p, n).await;
            rep(k, per(t.elapsed()), "ns/msg");
        }
        "timers" => {
            timers(n / 100, 10000).await;
            let m0 = mem();
            let t = Instant::now();
            timers(n, 1000000).await;
            rep(
                "timers_over_1s",
                t.elapsed().as_micros() as f64 / 1000.0 - 1000.0,
                "ms",
            );
            rep("timers_per_task", (mem() - m0) as f64 / n as f64, "B/task");
        }
        "timer_cancel" => {
            timer_cancel(n / 10).await;
            let t = Instant::now();
            timer_cancel(n).await;
            rep("timer_cancel", per(t.elapsed()), "ns/op");
        }
        "timer_cancel_bg" => {
            let mut v = Vec::new();
            for i in 0..10000u64 {
                v.push(tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_secs(3600 + i)).await;
                }));
            }
            yield_now().await;
            timer_cancel(n / 10).await;
            let t = Instant::now();
            timer_cancel(n).await;
            rep("timer_cancel_bg", per(t.elapsed()), "ns/op");
            for h in v {
                h.abort();
            }
        }
        "idle" => {
            let m0 = mem();
            let nt = Arc::new(Notify::new());
            let mut v = Vec::with_capacity(n);
            for _ in 0..n {
                let nt = nt.clone();
                v.push(tokio::spawn(async move {
                    nt.notified().await;
                }));
            }
            yield_now().await;
            yield_now().await;
            let m1 = mem();
            rep("idle", (m1 - m0) as f64 / n as f64, "B/task");
            nt.notify_waiters();
            for h in v {
                h.await.unwrap();
            }
        }
        "wake" => {
            let mut l = Vec::new();
            for _ in 0..n {
                let t = Instant::now();
                tokio::time::sleep(Duration::from_millis(1)).await;
                l.push(t.elapsed().as_nanos() as f64 / 1000.0 - 1000.0);
            }
            quant("wake_1ms", l);
        }
        "sleep0" => {
            let t = Instant::now();
            for _ in 0..n {
                tokio::time::sleep(Duration::from_nanos(1)).await;
            }
            rep("sleep_min", per(t.elapsed()), "ns/op");
        }
        "echo" => {
            let mut r = BufReader::with_capacity(65536, inp());
            let mut w = BufWriter::with_capacity(65536, outp());
            let t = Instant::now();
            let mut b = 0usize;
            let mut buf = Vec::new();
            loop {
                buf.clear();
                let k = r.read_until(b'\n', &mut buf).await.unwrap();
                if k == 0 {
                    break;
                }
                b += k;
                w.write_all(&buf).await.unwrap();
            }
            w.flush().await.unwrap();
            let d = t.elapsed();
            eprintln!("RESULT echo {:.3} MB/s", b as f64 / 1e6 / d.as_secs_f64());
        }
        "copy" => {
            let mut r = inp();
            let mut w = outp();
            let mut buf = vec![0u8; 65536];
            let t = Instant::now();
            let mut b = 0usize;
            loop {
                let k = r.read(&mut buf).await.unwrap();
                if k == 0 {
                    break;
                }
                b += k;
                w.write_all(&buf[..k]).await.unwrap();
            }
            w.flush().await.unwrap();
            let d = t.elapsed();
            eprintln!("RESULT copy {:.3} MB/s", b as f64 / 1e6 / d.as_secs_f64());
        }
        "tick" => {
            let t = Instant::now();
            tokio::spawn(async {
                let mut b = [0u8; 1];
                let _ = inp().read(&mut b).await;
            });
            let mut k = 0;
            while t.elapsed() < Duration::from_millis(500) {
                tokio::time::sleep(Duration::from_millis(10)).await;
                k += 1;
            }
            rep("ticks_with_stdin_pending", k as f64, "of50");
            #[cfg(not(target_arch = "wasm32"))]
            std::process::exit(0);
        }
        _ => panic!("unknown bench"),
    }
}
fn main() {
    let rt = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    rt.block_on(async {
        let h = tokio::spawn(run(std::env::args().collect()));
        h.await.unwrap()
    });
}
