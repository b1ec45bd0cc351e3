//! Works off the cases with one adapter at a time, and finds out whom to blame when it breaks.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use super::conductor::Broken;
use super::greeting::{Manner, Unstarted};
use super::health::Health;
use super::outcome::Outcome;
use super::session::{Feed, Killed, Session, Settled};
use crate::transport::Launcher;
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// What all workers of a run share.
pub(super) struct Shared {
    pub launcher: Launcher,
    pub manner: Manner,
    pub cases: Vec<Arc<Case>>,
    /// The cases that are still to be asked.
    pub queue: Mutex<VecDeque<usize>>,
    /// Those among them that kill the adapter, and that are asked alone.
    pub killing: Mutex<VecDeque<usize>>,
    pub health: Mutex<Health>,
}

/// What a worker tells.
pub(super) enum Told {
    /// A case is settled; one settled before is settled anew.
    Settled(Settled),
    /// An adapter broke, and no case does it alone.
    Window(Window),
}

/// A fault that no case can be blamed for.
pub(super) struct Window {
    pub fault: AdapterFault,
    /// The cases that were unanswered.
    pub cases: Vec<usize>,
    pub stderr: String,
}

/// One worker.
pub(super) struct Worker {
    shared: Arc<Shared>,
    tell: UnboundedSender<Told>,
}

/// The most cases that are asked at once, whatever an adapter allows: enough to keep it busy.
const MOST_AT_ONCE: usize = 256;

impl Worker {
    pub fn new(shared: Arc<Shared>, tell: UnboundedSender<Told>) -> Self {
        Self { shared, tell }
    }

    /// Works until there is nothing left to ask. `first` is an adapter that has been started already.
    pub async fn work(self, mut first: Option<Session>) {
        while !self.lock(&self.shared.queue).is_empty() {
            let session = match first.take() {
                Some(session) => session,
                None => match self.start().await {
                    Some(session) => session,
                    None => break,
                },
            };
            let limit = session.at_once().min(MOST_AT_ONCE);
            let mut feed = Common::new(&self);
            let Err((broken, suspects, stderr)) = drive(session, limit, &mut feed).await else {
                continue;
            };
            self.broke(&broken, feed.settled);
            if let Some(case) = broken.case {
                self.blame(case, broken.fault.clone(), stderr.clone());
            }
            let blamed = self.ask_alone(&suspects).await;
            if broken.case.is_none() && !blamed {
                self.tell(Told::Window(Window {
                    fault: broken.fault,
                    cases: suspects,
                    stderr,
                }));
            }
        }
        while let Some(case) = self.pop(&self.shared.killing) {
            self.ask_killing(case, first.take()).await;
        }
        if let Some(session) = first {
            session.abandon().await;
        }
        self.give_up();
    }

    /// Asks a case that kills the adapter: it goes on with a new one each time. It is alone, so whatever breaks is blamed
    /// on it.
    async fn ask_killing(&self, case: usize, mut first: Option<Session>) {
        let mut left = VecDeque::from([case]);
        let mut feed = Alone {
            worker: self,
            left: &mut left,
            settled: 0,
        };
        let mut killed = None;
        loop {
            let session = match first.take() {
                Some(session) => Some(session),
                None => self.start().await,
            };
            let Some(mut session) = session else {
                match killed {
                    None => self.refuse(case),
                    Some(_) => self.blame_given_up(case, "the case did not go on after a kill"),
                }
                return;
            };
            if let Some(killed) = killed.take() {
                session.resume(killed, &mut feed);
            }
            match drive(session, 1, &mut feed).await {
                Ok(None) => return,
                Ok(again) => killed = again,
                Err((broken, _, stderr)) => {
                    self.broke(&broken, feed.settled);
                    self.blame(case, broken.fault, stderr);
                    return;
                }
            }
        }
    }

    /// Asks each of these cases again with no other beside it. A case that breaks an adapter as the first thing that the
    /// adapter is asked is blamed; whether there was one is answered.
    async fn ask_alone(&self, suspects: &[usize]) -> bool {
        let mut left: VecDeque<usize> = suspects.iter().copied().collect();
        let mut blamed = false;
        while !left.is_empty() {
            let Some(session) = self.start().await else {
                for case in left {
                    self.refuse(case);
                }
                return blamed;
            };
            let mut feed = Alone {
                worker: self,
                left: &mut left,
                settled: 0,
            };
            let Err((broken, running, stderr)) = drive(session, 1, &mut feed).await else {
                continue;
            };
            let settled = feed.settled;
            self.broke(&broken, settled);
            let alone = running.first().copied().filter(|_| settled == 0);
            if let Some(case) = broken.case.or(alone) {
                blamed = true;
                self.blame(case, broken.fault, stderr);
            }
            // An earlier case may have done it: the next adapter is asked this one first.
            for case in running {
                if broken.case != Some(case) && alone != Some(case) {
                    left.push_front(case);
                }
            }
        }
        blamed
    }

    /// A new adapter; `None` once the run has given it up.
    async fn start(&self) -> Option<Session> {
        while self.lock(&self.shared.health).given_up().is_none() {
            let opened = Session::open(&self.shared.launcher, self.shared.manner.clone()).await;
            match opened {
                Ok(session) => {
                    self.lock(&self.shared.health).started();
                    return Some(session);
                }
                Err(Unstarted { reason, .. }) => {
                    self.lock(&self.shared.health).unstarted(reason);
                }
            }
        }
        None
    }

    fn broke(&self, broken: &Broken, settled: usize) {
        let hung = matches!(broken.fault, AdapterFault::Hang(_));
        self.lock(&self.shared.health).broke(hung, settled);
    }

    fn blame(&self, index: usize, fault: AdapterFault, stderr: String) {
        self.tell(Told::Settled(Settled {
            index,
            outcome: Outcome::Faulted(fault),
            micros: 0,
            stderr,
        }));
    }

    /// Once the adapter is given up, the cases that are left get no other verdict.
    fn give_up(&self) {
        for queue in [&self.shared.queue, &self.shared.killing] {
            let left = std::mem::take(&mut *self.lock(queue));
            for case in left {
                self.refuse(case);
            }
        }
    }

    fn refuse(&self, case: usize) {
        self.blame_given_up(case, "the case was not asked");
    }

    fn blame_given_up(&self, case: usize, what: &str) {
        let why = self
            .lock(&self.shared.health)
            .given_up()
            .unwrap_or_default();
        let sentence = format!("{what}: the run gave the adapter up after {why}");
        self.blame(case, AdapterFault::Start(sentence), String::new());
    }

    fn pop(&self, queue: &Mutex<VecDeque<usize>>) -> Option<usize> {
        self.lock(queue).pop_front()
    }

    fn tell(&self, told: Told) {
        // Nobody listens any more only when the run has been interrupted.
        let _ = self.tell.send(told);
    }

    fn lock<'a, T>(&self, mutex: &'a Mutex<T>) -> MutexGuard<'a, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drives a session to its end, or until a case wants the adapter killed, and kills it. If it breaks: how, which cases were being asked, and what it said on standard error.
async fn drive(
    mut session: Session,
    limit: usize,
    feed: &mut impl Feed,
) -> Result<Option<Killed>, (Broken, Vec<usize>, String)> {
    match session.drive(limit, feed).await {
        Ok(()) => match session.take_killed() {
            Some(killed) => {
                session.kill().await;
                Ok(Some(killed))
            }
            None => session
                .finish()
                .await
                .map(|()| None)
                .map_err(|broken| (broken, Vec::new(), String::new())),
        },
        Err(broken) => {
            let mut suspects = session.running();
            suspects.retain(|case| broken.case != Some(*case));
            let stderr = session.stderr();
            session.abandon().await;
            Err((broken, suspects, stderr))
        }
    }
}

/// The cases of all workers.
struct Common<'a> {
    worker: &'a Worker,
    settled: usize,
}

impl<'a> Common<'a> {
    fn new(worker: &'a Worker) -> Self {
        Self { worker, settled: 0 }
    }
}

impl Feed for Common<'_> {
    fn next(&mut self) -> Option<(usize, Arc<Case>)> {
        let shared = &self.worker.shared;
        let index = self.worker.pop(&shared.queue)?;
        Some((index, shared.cases[index].clone()))
    }

    fn settled(&mut self, result: Settled) {
        self.settled += 1;
        self.worker.tell(Told::Settled(result));
    }
}

/// The cases that had no answer when an adapter broke.
struct Alone<'a> {
    worker: &'a Worker,
    left: &'a mut VecDeque<usize>,
    settled: usize,
}

impl Feed for Alone<'_> {
    fn next(&mut self) -> Option<(usize, Arc<Case>)> {
        let index = self.left.pop_front()?;
        Some((index, self.worker.shared.cases[index].clone()))
    }

    fn settled(&mut self, result: Settled) {
        self.settled += 1;
        self.worker.tell(Told::Settled(result));
    }
}
