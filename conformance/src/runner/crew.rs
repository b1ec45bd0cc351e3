//! Adapters that stay, and are asked one lot of cases after another: for a search that does not know yet what it will ask.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

use super::greeting::Manner;
use super::health::Health;
use super::lane::Lane;
use super::outcome::Outcome;
use super::pool::RunError;
use super::session::{Feed, Session, Settled};
use crate::protocol::Hello;
use crate::transport::{AdapterSource, Launcher};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// Where the cases of one lot come from, and where what came of them goes. All adapters draw from it side by side.
pub(crate) trait Lot: Send + Sync + 'static {
    /// The next case, and its number.
    fn next(&self) -> Option<(usize, Arc<Case>)>;
    /// A case is settled.
    fn settled(&self, number: usize, outcome: Outcome);
    /// An adapter broke, and none of the cases that it was asked then does it alone.
    fn unexplained(&self, fault: &AdapterFault);
}

/// The adapters.
pub(crate) struct Crew {
    shared: Arc<Shared>,
    hello: Hello,
    seats: Vec<Seat>,
    /// One for each seat. They are the last to go: the seats' adapters live on them.
    lanes: Vec<Lane>,
}

struct Shared {
    launcher: Launcher,
    manner: Manner,
}

/// The most cases that are asked of one adapter at once: enough to keep it busy.
const MOST_AT_ONCE: usize = 64;

/// An adapter is replaced after so many cases, so that neither it nor its connection grows for ever.
const MOST_OF_ONE: usize = 20_000;

impl Crew {
    /// Starts so many adapters; an adapter that comes to us comes once, whatever `jobs` is.
    pub async fn open(
        source: AdapterSource,
        jobs: usize,
        deadline: Duration,
    ) -> Result<Self, RunError> {
        let jobs = match source {
            AdapterSource::Listen(_) => 1,
            _ => jobs.max(1),
        };
        let manner = Manner {
            deadline,
            trace: None,
        };
        let shared = Arc::new(Shared {
            launcher: Launcher::new(source, deadline).await?,
            manner,
        });
        let lanes: Vec<Lane> = (0..jobs)
            .map(|_| Lane::open())
            .collect::<Result<_, _>>()
            .map_err(RunError::Lane)?;
        let mut opening = JoinSet::new();
        let first = shared.clone();
        opening.spawn_on(
            async move { Session::open(&first.launcher, first.manner.clone()).await },
            lanes[0].handle(),
        );
        let opened = opening.join_next().await.expect("one was spawned");
        let first = opened
            .expect("opening does not panic")
            .map_err(|unstarted| RunError::Hello {
                reason: unstarted.reason,
                stderr: unstarted.stderr,
            })?;
        let hello = first.hello().clone();
        let mut seats: Vec<Seat> = (0..jobs).map(Seat::new).collect();
        seats[0].session = Some(first);
        Ok(Self {
            shared,
            hello,
            seats,
            lanes,
        })
    }

    /// What the adapter says of itself.
    pub const fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Asks a lot, to its end or until the adapter is given up; then why is answered.
    pub async fn ask(&mut self, lot: Arc<dyn Lot>) -> Result<(), String> {
        let health = Arc::new(Mutex::new(Health::default()));
        let mut busy = JoinSet::new();
        for seat in self.seats.drain(..) {
            let lane = self.lanes[seat.lane].handle();
            let work = seat.work(self.shared.clone(), lot.clone(), health.clone());
            busy.spawn_on(work, lane);
        }
        while let Some(seat) = busy.join_next().await {
            self.seats.push(seat.expect("no seat panics"));
        }
        let health = health.lock().unwrap_or_else(PoisonError::into_inner);
        health.given_up().map_or(Ok(()), Err)
    }
}

/// The place of one adapter.
struct Seat {
    /// Which lane it works on.
    lane: usize,
    session: Option<Session>,
    /// How many cases the session has been asked.
    asked: usize,
}

impl Seat {
    const fn new(lane: usize) -> Self {
        Self {
            lane,
            session: None,
            asked: 0,
        }
    }

    async fn work(
        mut self,
        shared: Arc<Shared>,
        lot: Arc<dyn Lot>,
        health: Arc<Mutex<Health>>,
    ) -> Self {
        let mut feed = Drawn::new(&*lot);
        while !feed.dry {
            let Some(session) = self.session(&shared, &health).await else {
                return self;
            };
            let limit = session.at_once().min(MOST_AT_ONCE);
            feed.left = MOST_OF_ONE;
            feed.settled = 0;
            let ended = session.drive(limit, &mut feed).await;
            let mut suspects = session.running();
            self.asked += MOST_OF_ONE - feed.left;
            if let Err(broken) = ended {
                suspects.retain(|case| broken.case != Some(*case));
                self.broke(&health, &broken.fault, feed.settled).await;
                let mut blamed = broken.case.is_some();
                if let Some(number) = broken.case {
                    feed.blame(number, broken.fault.clone());
                }
                for number in suspects {
                    let Some(case) = feed.running.remove(&number) else {
                        continue;
                    };
                    let asked = self.alone(&shared, &health, &mut feed, number, case);
                    blamed |= asked.await;
                }
                if !blamed {
                    lot.unexplained(&broken.fault);
                }
            }
            while let Some((number, case)) = feed.killing.pop_front() {
                self.alone(&shared, &health, &mut feed, number, case).await;
            }
        }
        self
    }

    /// An adapter to ask; `None` once it is given up.
    async fn session(&mut self, shared: &Shared, health: &Mutex<Health>) -> Option<&mut Session> {
        if self.asked >= MOST_OF_ONE
            && let Some(old) = self.session.take()
        {
            old.abandon().await;
        }
        let lock = || health.lock().unwrap_or_else(PoisonError::into_inner);
        while self.session.is_none() && lock().given_up().is_none() {
            match Session::open(&shared.launcher, shared.manner.clone()).await {
                Ok(session) => {
                    lock().started();
                    self.session = Some(session);
                    self.asked = 0;
                }
                Err(unstarted) => lock().unstarted(unstarted.reason),
            }
        }
        self.session.as_mut()
    }

    async fn broke(&mut self, health: &Mutex<Health>, fault: &AdapterFault, settled: usize) {
        let hung = matches!(fault, AdapterFault::Hang(_));
        health
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .broke(hung, settled);
        if let Some(session) = self.session.take() {
            session.abandon().await;
        }
    }

    /// Asks a case with no other beside it, and answers whether it broke the adapter as the first thing that it was asked.
    /// A case that kills the adapter goes on with a new one each time.
    async fn alone(
        &mut self,
        shared: &Shared,
        health: &Mutex<Health>,
        feed: &mut Drawn<'_>,
        number: usize,
        case: Arc<Case>,
    ) -> bool {
        loop {
            let mut first = self.session.is_none();
            feed.again = Some((number, case.clone()));
            feed.left = 0;
            let mut killed = None;
            let broken = loop {
                let Some(session) = self.session(shared, health).await else {
                    return false;
                };
                if let Some(killed) = killed.take() {
                    session.resume(killed, feed);
                }
                let ended = session.drive(1, feed).await;
                killed = session.take_killed();
                match (ended, &killed) {
                    (Err(broken), _) => break broken,
                    (Ok(()), None) => return false,
                    (Ok(()), Some(_)) => {
                        first = true;
                        if let Some(session) = self.session.take() {
                            session.kill().await;
                        }
                    }
                }
            };
            self.broke(health, &broken.fault, 0).await;
            if first || broken.case == Some(number) {
                feed.blame(number, broken.fault);
                return true;
            }
            feed.running.remove(&number);
        }
    }
}

/// What one adapter is fed.
struct Drawn<'a> {
    lot: &'a dyn Lot,
    /// How many more it may draw.
    left: usize,
    /// Whether the lot has no more.
    dry: bool,
    /// A case to be asked alone.
    again: Option<(usize, Arc<Case>)>,
    /// What is being asked.
    running: HashMap<usize, Arc<Case>>,
    /// Cases that kill the adapter wait until it has nothing else to do.
    killing: VecDeque<(usize, Arc<Case>)>,
    settled: usize,
}

impl<'a> Drawn<'a> {
    fn new(lot: &'a dyn Lot) -> Self {
        Self {
            lot,
            left: 0,
            dry: false,
            again: None,
            running: HashMap::new(),
            killing: VecDeque::new(),
            settled: 0,
        }
    }

    fn blame(&mut self, number: usize, fault: AdapterFault) {
        self.running.remove(&number);
        self.lot.settled(number, Outcome::Faulted(fault));
    }
}

impl Feed for Drawn<'_> {
    fn next(&mut self) -> Option<(usize, Arc<Case>)> {
        let next = match self.again.take() {
            Some(again) => again,
            None => loop {
                self.left = self.left.checked_sub(1)?;
                let Some((number, case)) = self.lot.next() else {
                    self.dry = true;
                    return None;
                };
                if !case.kills() {
                    break (number, case);
                }
                self.killing.push_back((number, case));
            },
        };
        self.running.insert(next.0, next.1.clone());
        Some(next)
    }

    fn settled(&mut self, result: Settled) {
        self.settled += 1;
        self.running.remove(&result.index);
        self.lot.settled(result.index, result.outcome);
    }
}
