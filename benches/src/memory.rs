//! How much memory a process takes, as Linux tells it.

use std::fs;

/// What the process holds in memory now, in bytes; none where the system does not tell.
pub fn held() -> Option<u64> {
    status("VmRSS:")
}

/// The most that the process ever held, or has since [`forget_peak`]; none where the system does not tell.
pub fn peak() -> Option<u64> {
    status("VmHWM:")
}

/// Makes what the process holds now its peak, where the system lets it.
pub fn forget_peak() {
    // Where it does not, the peak is that of the whole life of the process: higher, and still no lie.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// In MiB, as the tables show it.
pub fn in_mib(bytes: Option<u64>) -> String {
    bytes.map_or_else(
        || "unknown".to_owned(),
        |bytes| format!("{:.1}", bytes as f64 / f64::from(1 << 20)),
    )
}

fn status(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes << 10)
}
