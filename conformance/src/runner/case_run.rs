//! One case while it is asked: where it stands, its world, and what comes next.

mod answered;

use std::sync::Arc;

use serde_json::{Value, json};

use super::kept::Kept;
use super::outcome::Outcome;
use crate::protocol::{Answer, Call, Reply};
use crate::scenario::{Cue, Play};
use crate::transport::BESIDE;
use crate::vectors::{Case, Do, Step};
use crate::verdict::{AdapterFault, Divergence, SkipReason};
use crate::world::{Called, World};

/// A case that is being asked. It has at most one unanswered request.
pub(super) struct CaseRun {
    case: Arc<Case>,
    /// Put before the names of its instances on the wire, so that cases side by side do not meet.
    prefix: String,
    manners: Manners,
    /// The step that comes next.
    step: usize,
    world: World,
    kept: Kept,
    /// Instances that the adapter holds, as the case names them.
    open: Vec<String>,
    /// What crashes before the next step.
    crash: Option<Crash>,
    asked: Option<Asked>,
    outcome: Option<Outcome>,
    /// The scenario that is being played.
    play: Option<Play>,
}

/// What an adapter promises that matters to how a case is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manners {
    /// It gives a detail with each rejection.
    pub details: bool,
    /// It can forget instances.
    pub drops: bool,
}

/// What crashes between two requests.
enum Crash {
    /// An instance.
    Drop(String),
    /// The adapter.
    Kill,
}

/// The request that is unanswered.
enum Asked {
    Step { number: usize, step: Do },
    Turn(Do),
    Drop,
}

/// What a case wants next.
pub(super) enum Next {
    /// A request.
    Ask { op: String, input: Vec<u8> },
    /// That the adapter is killed; then the case goes on with a new one.
    Kill,
    /// Nothing more.
    Settled(Outcome),
}

impl CaseRun {
    pub fn new(case: Arc<Case>, prefix: String, manners: Manners) -> Self {
        Self {
            world: World::new(&case.world),
            case,
            prefix,
            manners,
            step: 0,
            kept: Kept::default(),
            open: Vec::new(),
            crash: None,
            asked: None,
            outcome: None,
            play: None,
        }
    }

    /// Goes on to the next request, or to the end.
    pub fn next(&mut self) -> Next {
        let case = self.case.clone();
        while self.outcome.is_none() {
            match self.crash.take() {
                Some(Crash::Drop(instance)) => return self.drop_instance(&instance),
                Some(Crash::Kill) => return self.kill(),
                None => {}
            }
            if let Some(play) = &mut self.play {
                match play.next(&mut self.world) {
                    Ok(Cue::Ask(step)) => return self.ask(Asked::Turn(step)),
                    Ok(Cue::Drop(instance)) => return self.drop_instance(&instance),
                    Ok(Cue::End(diverged)) => {
                        self.play = None;
                        self.outcome = diverged.map(diverges);
                    }
                    Err(what) => self.outcome = Some(faulted(&what)),
                }
                continue;
            }
            let number = self.step;
            self.step += 1;
            match case.steps.get(number) {
                None => self.outcome = Some(Outcome::Passed),
                Some(Step::World(change)) => self.world.change(change),
                Some(Step::Drop { instance }) => return self.drop_instance(instance),
                Some(Step::Backup { instance }) => self.world.backup(instance),
                Some(Step::Restore { instance }) => {
                    self.world.restore(instance);
                    // After a kill there may be nothing left to drop.
                    if self.open.contains(instance) {
                        return self.drop_instance(instance);
                    }
                }
                Some(Step::Kill) => return self.kill(),
                Some(Step::Do(step)) => {
                    let step = self.kept.fill(step);
                    return self.ask(Asked::Step { number, step });
                }
                Some(Step::Scenario(scenario)) => {
                    self.play = Some(Play::new(scenario.clone(), &mut self.world));
                }
            }
        }
        // What the case has opened is closed, so that an adapter's memory does not grow with the suite.
        match self.open.pop() {
            Some(instance) if self.manners.drops => self.drop_instance(&instance),
            _ => Next::Settled(self.outcome.take().unwrap_or(Outcome::Passed)),
        }
    }

    fn ask(&mut self, asked: Asked) -> Next {
        let (Asked::Step { step, .. } | Asked::Turn(step)) = &asked else {
            unreachable!("a drop is asked by `drop_instance`")
        };
        self.world.begin(Some(step));
        let mut input = step.input.clone();
        if let Some(Value::String(instance)) = input.get_mut("instance") {
            *instance = self.on_the_wire(instance);
        }
        let op = step.op.clone();
        self.asked = Some(asked);
        Next::Ask {
            op,
            input: input.to_string().into_bytes(),
        }
    }

    /// What an instance of the case is called on the wire. One that is played beside is told by its name.
    fn on_the_wire(&self, instance: &str) -> String {
        let beside = match self.case.plays_beside(instance) {
            true => BESIDE,
            false => "",
        };
        format!("{beside}{}{instance}", self.prefix)
    }

    /// Nothing that the adapter holds outlives it.
    fn kill(&mut self) -> Next {
        self.open.clear();
        Next::Kill
    }

    fn drop_instance(&mut self, instance: &str) -> Next {
        self.open.retain(|open| open != instance);
        self.world.begin(None);
        self.asked = Some(Asked::Drop);
        let input = json!({"instance": self.on_the_wire(instance)});
        Next::Ask {
            op: "instance.drop".to_owned(),
            input: input.to_string().into_bytes(),
        }
    }

    /// A callback for the unanswered request. An error is the adapter's and completes "the adapter …".
    pub fn call(&mut self, call: &Call) -> Result<Called, String> {
        let instance = match &self.asked {
            Some(Asked::Step { step, .. } | Asked::Turn(step)) => instance(step),
            _ => None,
        };
        let Some(instance) = instance else {
            return Err(format!(
                "called back for `{}` while it handled a request that is for no open instance",
                call.op
            ));
        };
        let meant = self.on_the_wire(instance);
        if call.instance != meant {
            return Err(format!(
                "called back for the instance `{}` while it handled a request for `{meant}`",
                call.instance.escape_debug()
            ));
        }
        self.world.call(instance, call)
    }

    /// The adapter is killed while it handles the request, of which no answer will come.
    pub fn killed(&mut self) {
        self.open.clear();
        if let Some(Asked::Step { number, step }) = self.asked.take() {
            let divergence = self.judge(number, &step, &Answer::Dropped, None);
            let diverged = divergence.map(diverges);
            self.outcome = self.outcome.take().or(diverged);
        }
    }

    /// Whether replies are held back until the adapter is quiet.
    pub fn holds(&self) -> bool {
        self.world.holds()
    }

    /// The adapter is quiet.
    pub fn quiet(&mut self) -> Vec<(String, Reply)> {
        self.world.quiet()
    }

    /// A line that the case needs is longer than the adapter takes. The request has not been sent.
    pub fn too_long(&mut self, bytes: usize) {
        self.asked = None;
        self.outcome = Some(Outcome::Skipped(SkipReason::LineTooLong(bytes)));
    }

    /// The reply to a callback is longer than the adapter takes: the instance is dropped instead, and the case ends.
    pub fn reply_too_long(&mut self, call: String, bytes: usize) -> Vec<(String, Reply)> {
        self.outcome = Some(Outcome::Skipped(SkipReason::LineTooLong(bytes)));
        self.world.die(call)
    }
}

fn diverges(divergence: Divergence) -> Outcome {
    Outcome::Diverged(Box::new(divergence))
}

/// `what` completes "the adapter …".
fn faulted(what: &str) -> Outcome {
    Outcome::Faulted(AdapterFault::Garbage(format!("the adapter {what}")))
}

fn instance(step: &Do) -> Option<&str> {
    step.input.get("instance")?.as_str()
}
