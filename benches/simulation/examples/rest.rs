//! Throwaway.
use remote_log_simulation::{experiments::*, parallel::Runner};
fn main() {
    let stop = std::sync::atomic::AtomicBool::new(false);
    let r = Runner {
        seed: 1,
        threads: 2,
        stop: &stop,
        progress: &|| (),
    };
    for (name, p) in [
        ("published", published(2000)),
        ("conversation", conversation(100)),
        ("uptimes", uptimes(100)),
    ] {
        std::fs::write(
            format!("/tmp/simex/run3/{name}.json"),
            serde_json::to_string(&r.measure(&p).unwrap()).unwrap(),
        )
        .unwrap();
    }
}
