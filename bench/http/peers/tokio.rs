// By hand on tokio, current-thread runtime: answers each head with the same bytes. It parses nothing but where heads end, and
// writes no date. Built for WASI 0.2 (tokio 1.48 with `--cfg tokio_unstable`, features net, rt, io-util, macros) it is
// `tokio_tcp.wasm` in $POLLEN_PEERS, and natively `tokio_tcp`; both take `http PORT`.
use tokio::io::*;
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello world\n";

fn main() {
    let port: u16 = std::env::args().nth(2).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = vec![0u8; 16384];
                let mut have = 0usize;
                loop {
                    let count = match stream.read(&mut buffer[have..]).await { Ok(0) | Err(_) => return, Ok(n) => n };
                    have += count;
                    let (mut start, mut out) = (0, Vec::new());
                    while let Some(at) = buffer[start..have].windows(4).position(|w| w == b"\r\n\r\n") {
                        start += at + 4;
                        out.extend_from_slice(ANSWER);
                    }
                    buffer.copy_within(start..have, 0);
                    have -= start;
                    if !out.is_empty() && stream.write_all(&out).await.is_err() { return; }
                }
            });
        }
    });
}
