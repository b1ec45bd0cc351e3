//! The whole matrix: greets everybody, lets every pair play, and finds out who is to blame.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::blame::{Finding, findings};
use super::implementation::Implementation;
use super::pair::{Cell, Pair, Player, Table};
use crate::exit::Exit;
use crate::protocol::Hello;
use crate::registry::Registry;
use crate::runner::{RunError, Trace, greet_one};
use crate::vectors::Case;

/// What is wanted.
pub struct Request {
    /// Who takes part, in the order of the matrix; at least one.
    pub implementations: Vec<Implementation>,
    /// The only one as Alice.
    pub alice: Option<String>,
    /// The only one as Bob.
    pub bob: Option<String>,
    /// What they are asked.
    pub cases: Vec<Case>,
    /// The requirements that the cases name.
    pub registry: Arc<Registry>,
    /// How many pairs play side by side; at least 1.
    pub jobs: usize,
    /// The seed of the histories.
    pub seed: u64,
    /// How long an adapter may take for an answer.
    pub deadline: Duration,
    /// Sees every line of the pairs that are wanted, but not of those that are played to find out who is to blame.
    pub trace: Option<Trace>,
}

/// What came of saying hello to an implementation.
#[derive(Debug)]
pub enum Meeting {
    /// It is there.
    Here(Hello),
    /// It is not installed, or cannot be used, for this reason.
    Missing(String),
    /// Somebody stopped the command.
    Interrupted,
}

/// What came of everything.
#[derive(Debug)]
pub struct Matrix {
    /// Everybody who was to take part, in order, and what came of the hello.
    pub implementations: Vec<(Implementation, Meeting)>,
    /// The pairs that were wanted, Alice by Alice.
    pub cells: Vec<Cell>,
    /// What is wrong, what most cases show first.
    pub findings: Vec<Finding>,
    /// The seed of the histories.
    pub seed: u64,
    /// Wall-clock time in milliseconds.
    pub millis: u64,
    /// Whether somebody stopped it before all pairs had played.
    pub interrupted: bool,
}

impl Matrix {
    /// Whether nothing is wrong, everybody is there, and every pair was asked something.
    pub fn is_clean(&self) -> bool {
        Exit::of_matrix(self) == Exit::Ok
    }
}

/// Lets everybody meet everybody. To be called in no runtime.
pub fn meet(request: Request) -> Matrix {
    let begun = Instant::now();
    let implementations: Vec<(Implementation, Meeting)> = request
        .implementations
        .iter()
        .map(|one| (one.clone(), greet(one, request.deadline)))
        .collect();
    let players: Vec<Player> = implementations
        .iter()
        .filter_map(|(implementation, meeting)| match meeting {
            Meeting::Here(hello) => Some(Player {
                implementation: implementation.clone(),
                hello: hello.clone(),
            }),
            _ => None,
        })
        .collect();
    let table = Table {
        registry: &request.registry,
        deadline: request.deadline,
        seed: request.seed,
    };
    let cells = play_all(&table, &players, &request);
    let wanted = |pair: &Pair| request.wants(pair);
    let findings = findings(&table, &players, &request.cases, &cells, wanted);
    let is_wanted = |cell: &Cell| request.wants(&cell.pair);
    let stopped = |meeting: &Meeting| matches!(meeting, Meeting::Interrupted);
    Matrix {
        interrupted: cells.values().any(|cell| cell.interrupted)
            || implementations.iter().any(|(_, meeting)| stopped(meeting)),
        cells: order(cells, &players)
            .into_iter()
            .filter(is_wanted)
            .collect(),
        implementations,
        findings,
        seed: request.seed,
        millis: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
    }
}

impl Request {
    fn wants(&self, pair: &Pair) -> bool {
        let fits =
            |only: &Option<String>, name: &str| only.as_ref().is_none_or(|only| only == name);
        fits(&self.alice, &pair.alice) && fits(&self.bob, &pair.bob)
    }

    /// The pairs to play: those that are wanted, and each of their implementations with itself, which shows who is to blame.
    fn plays(&self, pair: &Pair, players: &[Player]) -> bool {
        let needed = |other: &Player| {
            let other = &other.implementation.name;
            let mine = &pair.alice;
            [(mine, other), (other, mine)]
                .into_iter()
                .any(|(alice, bob)| {
                    self.wants(&Pair {
                        alice: alice.clone(),
                        bob: bob.clone(),
                    })
                })
        };
        self.wants(pair) || (pair.is_alone() && players.iter().any(needed))
    }
}

fn greet(one: &Implementation, deadline: Duration) -> Meeting {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let greeted = runtime.map_err(RunError::Lane).and_then(|runtime| {
        runtime.block_on(async {
            let mut interrupt = crate::interrupt::Interrupt::watch();
            tokio::select! {
                greeted = greet_one(one.source.clone(), deadline) => greeted,
                () = interrupt.received() => Err(RunError::Interrupted),
            }
        })
    });
    match greeted {
        Ok(hello) => Meeting::Here(hello),
        Err(RunError::Interrupted) => Meeting::Interrupted,
        Err(RunError::Hello { reason, stderr }) => {
            let last = stderr.trim_end().lines().last().unwrap_or_default();
            Meeting::Missing(match last {
                "" => reason,
                last => format!("{reason}, and wrote: {last}"),
            })
        }
        Err(other) => Meeting::Missing(other.to_string()),
    }
}

/// Lets the pairs play, several side by side. Each has its own processes, so none waits for another one.
fn play_all(table: &Table<'_>, players: &[Player], request: &Request) -> BTreeMap<Pair, Cell> {
    let pairs = players
        .iter()
        .flat_map(|alice| players.iter().map(move |bob| (alice, bob)));
    let queue: Vec<(&Player, &Player)> = pairs
        .filter(|(alice, bob)| request.plays(&Pair::of(alice, bob), players))
        .collect();
    let left = Mutex::new(queue.into_iter());
    let cells = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..request.jobs {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((alice, bob)) = next else {
                        return;
                    };
                    let wanted = request.wants(&Pair::of(alice, bob));
                    let trace = request.trace.clone().filter(|_| wanted);
                    let cell = table.play(alice, bob, &request.cases, trace);
                    let stopped = cell.interrupted;
                    let mut cells = cells.lock().unwrap_or_else(PoisonError::into_inner);
                    cells.insert(cell.pair.clone(), cell);
                    if stopped {
                        return;
                    }
                }
            });
        }
    });
    cells.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The cells Alice by Alice, both in the order in which the implementations were given.
fn order(cells: BTreeMap<Pair, Cell>, players: &[Player]) -> Vec<Cell> {
    let place = |name: &str| {
        players
            .iter()
            .position(|player| player.implementation.name == name)
    };
    let mut cells: Vec<Cell> = cells.into_values().collect();
    cells.sort_by_key(|cell| (place(&cell.pair.alice), place(&cell.pair.bob)));
    cells
}
