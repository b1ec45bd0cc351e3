//! Many implementations are asked, side by side.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use remote_log_conformance::registry::Registry;

use crate::implementation::{Implementation, Programs};
use crate::suite::Asked;
use crate::trial::{Trial, Untried, trial};

/// Somebody stopped the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// What came of an implementation: its trial, or why there was none, a sentence.
pub type Tried = Result<Trial, String>;

/// Asks each of these its cases, and tells whoever watches as soon as one is through. The answers come in the order of
/// the implementations.
///
/// # Errors
/// Somebody stopped it.
pub fn trials(
    asked: &[Implementation],
    programs: &Programs,
    suite: &Asked,
    registry: &Arc<Registry>,
    mut watch: impl FnMut(&Implementation),
) -> Result<Vec<Tried>, Interrupted> {
    // Several for each core: a case that holds answers back waits until the adapter is quiet, and leaves its core idle.
    let workers = 6 * thread::available_parallelism().map_or(1, NonZero::get);
    let (next, stopped) = (&AtomicUsize::new(0), &AtomicBool::new(false));
    let (tell, told) = mpsc::channel();
    let mut tried: Vec<Option<Tried>> = vec![None; asked.len()];
    thread::scope(|scope| {
        for _ in 0..workers {
            let tell = tell.clone();
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(implementation) = asked.get(at) else {
                        return;
                    };
                    let came = match trial(
                        suite.in_a_run(implementation),
                        suite.in_single_roles(implementation),
                        suite.apart(implementation),
                        registry,
                        &implementation.command(programs),
                    ) {
                        Ok(trial) => Ok(trial),
                        Err(Untried::Unstarted(why)) => Err(why),
                        Err(Untried::Interrupted) => {
                            stopped.store(true, Ordering::Relaxed);
                            return;
                        }
                    };
                    // Whoever listens does so until all workers are gone.
                    let _ = tell.send((at, came));
                }
            });
        }
        drop(tell);
        for (at, came) in told {
            watch(&asked[at]);
            tried[at] = Some(came);
        }
    });
    tried.into_iter().collect::<Option<_>>().ok_or(Interrupted)
}
