//! The exploration itself, by a model checker.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use stateright::{Checker, HasDiscoveries, Model, Property};

use super::bounds::Bounds;
use super::event::{Came, Event};
use super::invariant::Invariant;
use super::judge;
use super::rules::Rules;
use super::scene::Scene;
use super::told::told;
use crate::classify::Class;
use crate::publish::Status;

/// What came of an exploration.
#[derive(Debug, Clone)]
pub struct Explored {
    /// Different states.
    pub unique: usize,
    /// States that were come to, by whatever way.
    pub generated: usize,
    /// How many events the farthest state is away.
    pub depth: usize,
    /// How often a call was answered with each class.
    pub classes: BTreeMap<Class, u64>,
    /// How often a publish ended in each status.
    pub statuses: BTreeMap<Status, u64>,
    /// How long it took.
    pub took: Duration,
    /// The shortest way to break an invariant, if there is any.
    pub broken: Option<Counterexample>,
}

/// A way to break an invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterexample {
    /// Which.
    pub invariant: Invariant,
    /// What happens, a sentence for each event.
    pub steps: Vec<String>,
}

/// Visits every state within the bounds, the nearest first, or until an invariant is broken. It takes one thread: several
/// would come to the states in any order.
pub fn explore(bounds: &Bounds, rules: impl Rules) -> Explored {
    run(bounds, Arc::new(rules))
}

fn run(bounds: &Bounds, rules: Arc<dyn Rules>) -> Explored {
    let began = Instant::now();
    let reached = Arc::new(Reached::default());
    let exploration = Exploration {
        bounds: bounds.clone(),
        rules,
        reached: reached.clone(),
    };
    let checker = exploration
        .checker()
        .finish_when(HasDiscoveries::AnyFailures)
        .spawn_bfs()
        .join();
    let broken = Invariant::ALL.into_iter().filter_map(|invariant| {
        let steps = told(checker.discovery(invariant.says())?.into_vec());
        Some(Counterexample { invariant, steps })
    });
    let broken = broken.min_by_key(|broken| broken.steps.len());
    Explored {
        unique: checker.unique_state_count(),
        generated: checker.state_count(),
        depth: checker.max_depth().saturating_sub(1),
        classes: counted(&CLASSES, &reached.classes),
        statuses: counted(&STATUSES, &reached.statuses),
        took: began.elapsed(),
        broken,
    }
}

/// What no exploration of these came to, in words: as long as there is any, they show little.
pub fn never_reached(all: &[Explored]) -> Vec<String> {
    // The world of the exploration loses things and turns the name back; its calls fail in no other way, and nothing in
    // it is malformed.
    let classes = [
        Class::Same,
        Class::Advanced,
        Class::Stale,
        Class::Fork,
        Class::Undetermined,
        Class::None,
        Class::Unavailable,
    ];
    let statuses = [
        Status::Published,
        Status::Unchanged,
        Status::Empty,
        Status::Conflict,
        Status::Refused,
    ];
    let class = |class: &Class| !all.iter().any(|one| one.classes.contains_key(class));
    let status = |status: &Status| !all.iter().any(|one| one.statuses.contains_key(status));
    let classes = classes.into_iter().filter(class);
    let statuses = statuses.into_iter().filter(status);
    let heads = classes.map(|class| format!("a head that is {class}"));
    let publishes = statuses.map(|status| format!("a publish that ends as {status}"));
    heads.chain(publishes).collect()
}

const CLASSES: [Class; 11] = [
    Class::Same,
    Class::Advanced,
    Class::Stale,
    Class::Fork,
    Class::Undetermined,
    Class::None,
    Class::Unavailable,
    Class::Timeout,
    Class::Malformed,
    Class::Invalid,
    Class::TooLarge,
];

const STATUSES: [Status; 7] = [
    Status::Published,
    Status::Unchanged,
    Status::Empty,
    Status::Conflict,
    Status::Refused,
    Status::TooLarge,
    Status::Unavailable,
];

/// What was come to, counted beside the states, so that it doesn't multiply them.
#[derive(Default)]
struct Reached {
    classes: [AtomicU64; CLASSES.len()],
    statuses: [AtomicU64; STATUSES.len()],
    /// A bit for each invariant that was found broken: only the first finding is wanted.
    broken: AtomicU16,
}

fn counted<K: Ord + Copy>(all: &[K], counts: &[AtomicU64]) -> BTreeMap<K, u64> {
    let counts = counts.iter().map(|count| count.load(Ordering::Relaxed));
    let counted = all.iter().copied().zip(counts);
    counted.filter(|(_, count)| *count > 0).collect()
}

struct Exploration {
    bounds: Bounds,
    rules: Arc<dyn Rules>,
    reached: Arc<Reached>,
}

impl Model for Exploration {
    type State = Scene;
    type Action = Event;

    fn init_states(&self) -> Vec<Scene> {
        vec![Scene::new(&self.bounds)]
    }

    fn actions(&self, scene: &Scene, events: &mut Vec<Event>) {
        events.extend(scene.events(&self.bounds));
    }

    fn next_state(&self, scene: &Scene, event: Event) -> Option<Scene> {
        let (next, came) = scene.after(&event, &self.bounds, &*self.rules)?;
        match came {
            Came::Of(class) => self.reached.classes[class as usize].fetch_add(1, Ordering::Relaxed),
            Came::To(status) => {
                self.reached.statuses[status as usize].fetch_add(1, Ordering::Relaxed)
            }
            Came::Nothing => 0,
        };
        (next != *scene).then_some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        Invariant::ALL.map(property).to_vec()
    }
}

fn property(invariant: Invariant) -> Property<Exploration> {
    let condition: fn(&Exploration, &Scene) -> bool = match invariant {
        Invariant::Delivered => |all, scene| all.holds(scene, Invariant::Delivered),
        Invariant::Dangling => |all, scene| all.holds(scene, Invariant::Dangling),
        Invariant::KeepsTrying => |all, scene| all.holds(scene, Invariant::KeepsTrying),
        Invariant::Stale => |all, scene| all.holds(scene, Invariant::Stale),
        Invariant::Fork => |all, scene| all.holds(scene, Invariant::Fork),
        Invariant::Gap => |all, scene| all.holds(scene, Invariant::Gap),
        Invariant::Published => |all, scene| all.holds(scene, Invariant::Published),
        Invariant::Overwritten => |all, scene| all.holds(scene, Invariant::Overwritten),
        Invariant::DoneAgain => |all, scene| all.holds(scene, Invariant::DoneAgain),
    };
    Property::always(invariant.says(), condition)
}

impl Exploration {
    /// Whether an invariant holds in a scene. Once it was found broken it is not looked at again: the checker would take
    /// a later, longer way for the counterexample.
    fn holds(&self, scene: &Scene, invariant: Invariant) -> bool {
        // Where one was broken by the last event, the others are not asked.
        let holds = match (scene.broken, invariant) {
            (Some(broken), _) => broken != invariant,
            (None, Invariant::KeepsTrying) => judge::catches_up(scene, &*self.rules),
            (None, Invariant::DoneAgain) => judge::completes(scene, &*self.rules),
            (None, _) => true,
        };
        let bit = 1 << (invariant as u16);
        holds || self.reached.broken.fetch_or(bit, Ordering::Relaxed) & bit != 0
    }
}
