//! A thread for one adapter: what is asked of it, and what comes of it, waits for no other adapter.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

/// One thread with its own wait for input and output.
///
/// Threads of one runtime share that wait: while the one that holds it is busy with a case, the others' adapters have
/// answered and nobody hears it. With a lane each, no core idles (benches/README.md has the figures).
pub(super) struct Lane(Option<Runtime>);

impl Lane {
    pub(super) fn open() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        Ok(Self(Some(runtime)))
    }

    /// Where to put what the lane does.
    pub(super) fn handle(&self) -> &Handle {
        self.0
            .as_ref()
            .expect("a lane is there until it is dropped")
            .handle()
    }
}

impl Drop for Lane {
    /// Waits until the lane has let go of its adapter. A runtime cannot be dropped where another one runs, so a thread does it.
    fn drop(&mut self) {
        let runtime = self.0.take();
        // A thread that panicked has dropped the runtime too.
        let _ = thread::spawn(move || drop(runtime)).join();
    }
}
