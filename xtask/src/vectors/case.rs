//! One case: a short story with its reason.

use super::step::Step;
use super::world::World;

/// A stateful case as it is written in a vector.
pub struct Case {
    pub id: &'static str,
    pub why: &'static str,
    pub profile: &'static str,
    pub twin: Option<&'static str>,
    pub world: World,
    pub steps: Vec<Step>,
}

/// A positive case.
pub fn case(id: &'static str, profile: &'static str, why: &'static str) -> Case {
    Case {
        id,
        why,
        profile,
        twin: None,
        world: World::default(),
        steps: Vec::new(),
    }
}

/// A negative case, and the positive one that differs in the fault alone.
pub fn fault(
    id: &'static str,
    twin: &'static str,
    profile: &'static str,
    why: &'static str,
) -> Case {
    Case {
        twin: Some(twin),
        ..case(id, profile, why)
    }
}

impl Case {
    /// What the stores hold at the start.
    pub fn world(mut self, world: World) -> Self {
        self.world = world;
        self
    }

    /// What happens next.
    pub fn then(mut self, step: impl Into<Step>) -> Self {
        self.steps.push(step.into());
        self
    }

    /// What happens next, one after the other.
    pub fn then_each(mut self, steps: impl IntoIterator<Item = impl Into<Step>>) -> Self {
        self.steps.extend(steps.into_iter().map(Into::into));
        self
    }
}
