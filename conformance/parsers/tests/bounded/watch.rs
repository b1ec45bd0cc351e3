//! Sees to it that a decoder that does not end is told, with its input, instead of keeping everybody waiting.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{process, thread};

/// How long one input may keep a decoder before it is taken for one that does not end.
const ENDLESS: Duration = Duration::from_secs(60);

/// What is decoded now, since when.
type Now = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// A watch over one decoder; it ends with this value.
pub struct Watch {
    now: Now,
    _end: Sender<()>,
}

impl Watch {
    /// Begins to watch a decoder of this name.
    pub fn new(name: &'static str) -> Self {
        let (end, ended) = channel();
        let now = Now::default();
        let watched = now.clone();
        thread::spawn(move || {
            while ended.recv_timeout(ENDLESS / 10) == Err(RecvTimeoutError::Timeout) {
                let now = watched.lock().expect("nobody panics with it");
                if let Some((begun, bytes)) = &*now
                    && begun.elapsed() > ENDLESS
                {
                    eprintln!(
                        "the decoder `{name}` does not end with {}",
                        hex::encode(bytes)
                    );
                    process::abort();
                }
            }
        });
        Self { now, _end: end }
    }

    /// How long this takes, which decodes these bytes.
    pub fn time(&self, bytes: &[u8], decode: impl FnOnce()) -> Duration {
        let begun = Instant::now();
        self.set(Some((begun, bytes.to_vec())));
        decode();
        self.set(None);
        begun.elapsed()
    }

    fn set(&self, now: Option<(Instant, Vec<u8>)>) {
        *self.now.lock().expect("nobody panics with it") = now;
    }
}
