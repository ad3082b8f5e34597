// A task that sleeps 1 ms, on tokio.
use std::time::Duration;
fn main() {
    let rt = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    rt.block_on(async {
        let h = tokio::spawn(async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            42i32
        });
        let v = h.await.unwrap();
        println!("hello {}", v);
    });
}
