//! What an answer makes of a case: a verdict, or the next step.

use serde_json::Value;

use super::{Asked, CaseRun, Crash, diverges, instance};
use crate::judge::{self, Happened};
use crate::protocol::{Answer, Reply};
use crate::runner::outcome::Outcome;
use crate::runner::understood::{settled_at_once, understood};
use crate::vectors::{Assertion, Claim, CrashAt, Do, Step};
use crate::verdict::{AdapterFault, Divergence, SkipReason};

impl CaseRun {
    /// The answer to the unanswered request; what was held back goes out. An error is the adapter's.
    pub fn answer(&mut self, answer: &Answer) -> Result<Vec<(String, Reply)>, String> {
        match self.asked.take() {
            Some(Asked::Step { number, step }) => {
                let outcome = self.settle_step(number, &step, answer)?;
                // A reply that was too long has already settled the case.
                self.outcome = self.outcome.take().or(outcome);
            }
            Some(Asked::Turn(step)) => {
                let outcome = self.settle_turn(&step, answer)?;
                self.outcome = self.outcome.take().or(outcome);
            }
            Some(Asked::Drop) | None => self.settle_drop(answer),
        }
        Ok(self.world.quiet())
    }

    fn settle_turn(&mut self, step: &Do, answer: &Answer) -> Result<Option<Outcome>, String> {
        if let Some(outcome) = settled_at_once(step, answer) {
            return Ok(Some(outcome));
        }
        let ok = understood(step, answer, self.world.dropped())?;
        self.note_instance(step, answer);
        let Some(play) = &mut self.play else {
            return Ok(None);
        };
        let diverged = play.answered(answer, ok.as_ref(), &self.world)?;
        Ok(diverged.map(diverges))
    }

    fn settle_step(
        &mut self,
        number: usize,
        step: &Do,
        answer: &Answer,
    ) -> Result<Option<Outcome>, String> {
        if let Some(outcome) = settled_at_once(step, answer) {
            return Ok(Some(outcome));
        }
        let ok = understood(step, answer, self.world.dropped())?;
        self.note_instance(step, answer);
        self.keep(step, ok.as_ref())?;
        if let Some(divergence) = self.judge(number, step, answer, ok.as_ref()) {
            return Ok(Some(diverges(divergence)));
        }
        if !self.world.dropped() {
            self.world.answered(instance(step).unwrap_or_default());
            // It came to its end before the crash; then the crash comes right after it.
            self.crash = match step.crash_at {
                Some(CrashAt::Drop(_)) => instance(step).map(str::to_owned).map(Crash::Drop),
                Some(CrashAt::Kill(_)) => Some(Crash::Kill),
                None => None,
            };
        }
        Ok(None)
    }

    pub(super) fn judge(
        &self,
        number: usize,
        step: &Do,
        answer: &Answer,
        ok: Option<&Value>,
    ) -> Option<Divergence> {
        let seen = self.seen(step, ok);
        let happened = Happened {
            step: number,
            asked: step,
            answer,
            ok,
            seen: &seen,
            details: self.manners.details,
        };
        if step.expect.is_empty() && step.crash_at.is_none() && ok.is_none() {
            self.dependent(number)
                .map(|assertion| judge::refused(&happened, assertion))
        } else {
            judge::judge(&happened)
        }
    }

    fn settle_drop(&mut self, answer: &Answer) {
        let fault = match answer {
            Answer::Ok(_) => return,
            Answer::Unsupported => {
                Outcome::Skipped(SkipReason::Operation("instance.drop".to_owned()))
            }
            other => Outcome::Faulted(AdapterFault::Fault(format!(
                "the adapter did not drop an instance, but answered {}",
                other.shown()
            ))),
        };
        // After the end of the case there is an outcome already, and it stands.
        self.outcome.get_or_insert(fault);
    }

    /// Remembers which instances the adapter holds.
    fn note_instance(&mut self, step: &Do, answer: &Answer) {
        let Some(instance) = instance(step) else {
            return;
        };
        match answer {
            Answer::Dropped => self.open.retain(|open| open != instance),
            Answer::Ok(_) if step.op.ends_with(".open") => {
                self.open.retain(|open| open != instance);
                self.open.push(instance.to_owned());
            }
            _ => {}
        }
    }

    fn keep(&mut self, step: &Do, ok: Option<&Value>) -> Result<(), String> {
        let Some(ok) = ok else {
            return Ok(());
        };
        for (name, at) in &step.keep {
            let value = ok.pointer(at).ok_or_else(|| {
                format!(
                    "answered `{}` with an `ok` that has nothing at `{at}`",
                    step.op
                )
            })?;
            self.kept.keep(name, value.clone());
        }
        Ok(())
    }

    /// The observation, if any assertion looks at it.
    fn seen(&self, step: &Do, ok: Option<&Value>) -> Value {
        let pointers: Vec<&str> = step
            .expect
            .iter()
            .filter_map(|assertion| match &assertion.claim {
                Claim::Seen { at, .. } => Some(at.as_str()),
                _ => None,
            })
            .collect();
        if pointers.is_empty() {
            return Value::Null;
        }
        let delivered: Vec<Value> = ok
            .and_then(|ok| ok.get("delivered")?.as_array())
            .into_iter()
            .flatten()
            .map(|item| item.get("id").cloned().unwrap_or_default())
            .collect();
        self.world
            .observed(instance(step).unwrap_or_default(), &delivered, &pointers)
    }

    /// The first assertion after a step, which depends on it; if there is none, the last one before.
    fn dependent(&self, step: usize) -> Option<&Assertion> {
        let (before, after) = self.case.steps.split_at(step);
        assertions(after)
            .next()
            .or_else(|| assertions(before).last())
    }
}

fn assertions(steps: &[Step]) -> impl Iterator<Item = &Assertion> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Do(step) => Some(&step.expect),
            _ => None,
        })
        .flatten()
}
