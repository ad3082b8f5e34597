//! What the programs report, and measure with.
pub fn rep(name: &str, v: f64, unit: &str) {
    println!("RESULT {} {:.4} {}", name, v, unit);
}
pub fn lcg(x: &mut u32) -> u32 {
    *x = x.wrapping_mul(1664525).wrapping_add(1013904223);
    *x >> 8
}
#[cfg(target_arch = "wasm32")]
pub fn mem() -> u64 {
    core::arch::wasm32::memory_size(0) as u64 * 65536
}
#[cfg(not(target_arch = "wasm32"))]
pub fn mem() -> u64 {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    for l in s.lines() {
        if let Some(r) = l.strip_prefix("VmHWM:") {
            return r.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024;
        }
    }
    0
}
pub fn quant(name: &str, mut a: Vec<f64>) {
    a.sort_by(|x, y| x.partial_cmp(y).unwrap());
    rep(&format!("{}_late_p50", name), a[a.len() / 2], "us");
    rep(&format!("{}_late_p99", name), a[a.len() * 99 / 100], "us");
}
