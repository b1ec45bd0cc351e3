//! Many runs of many scenarios, side by side.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use fastrand::Rng;

use crate::measured::{Figures, Measured};
use crate::scenario::Scenario;
use crate::world::{RunError, run};

/// How scenarios are run.
pub struct Runner<'a> {
    /// What all randomness comes from. Run number n of every scenario has the same seed, so that scenarios are compared
    /// under the same luck, and so that no result depends on the number of threads.
    pub seed: u64,
    /// How many runs go side by side.
    pub threads: usize,
    /// Set by somebody who wants to stop: runs under way are dropped, and what is done is answered.
    pub stop: &'a AtomicBool,
    /// Told of each run that is done, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
}

impl Runner<'_> {
    /// Runs each scenario as often as is said, and answers what was measured, in the same order. A scenario without a
    /// finished run, because somebody stopped the runner, is left out.
    pub fn measure(&self, scenarios: &[(Scenario, usize)]) -> Result<Vec<Measured>, RunError> {
        let jobs: Vec<(usize, u64)> = scenarios
            .iter()
            .enumerate()
            .flat_map(|(index, (_, runs))| self.seeds(*runs).map(move |seed| (index, seed)))
            .collect();
        let figures: Vec<Mutex<Option<Figures>>> = jobs.iter().map(|_| Mutex::default()).collect();
        let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
        std::thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                scope.spawn(|| {
                    while let Some((job, (index, seed))) = take(&jobs, &next) {
                        if self.stop.load(Ordering::Relaxed) || locked(&failed).is_some() {
                            break;
                        }
                        let scenario = &scenarios[*index].0;
                        match run(scenario, *seed, self.stop) {
                            Ok(run) if run.interrupted => break,
                            Ok(run) => {
                                *locked(&figures[job]) = Some(Figures::of(scenario, &run));
                            }
                            Err(error) => *locked(&failed) = Some(error),
                        }
                        (self.progress)();
                    }
                });
            }
        });
        if let Some(error) = locked(&failed).take() {
            return Err(error);
        }
        let measured = |(index, (scenario, _)): (usize, &(Scenario, usize))| {
            let own = jobs
                .iter()
                .zip(&figures)
                .filter(|((of, _), _)| *of == index);
            let done: Vec<Figures> = own.filter_map(|(_, figures)| *locked(figures)).collect();
            Measured::of(scenario, &done)
        };
        Ok(scenarios.iter().enumerate().filter_map(measured).collect())
    }

    fn seeds(&self, runs: usize) -> impl Iterator<Item = u64> + use<> {
        let mut rng = Rng::with_seed(self.seed);
        (0..runs).map(move |_| rng.u64(..))
    }
}

fn take<'a, T>(jobs: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let job = next.fetch_add(1, Ordering::Relaxed);
    Some((job, jobs.get(job)?))
}

/// A thread that panics takes the whole scope with it, so that nobody finds a poisoned lock.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
