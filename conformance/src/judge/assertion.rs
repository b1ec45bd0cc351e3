//! Judges one request: the first assertion that diverges is blamed.

use serde_json::Value;

use super::matcher::{self, mismatch};
use super::pointer::find;
use crate::protocol::{Answer, Refusal};
use crate::vectors::{Assertion, Claim, Do, Matcher};
use crate::verdict::Divergence;

/// What came of a request.
pub struct Happened<'a> {
    /// The step, counted from 0.
    pub step: usize,
    /// What was asked.
    pub asked: &'a Do,
    /// The adapter's answer.
    pub answer: &'a Answer<'a>,
    /// The answer's `ok`, if it is one.
    pub ok: Option<&'a Value>,
    /// What the harness saw meanwhile.
    pub seen: &'a Value,
    /// Whether the adapter promises details of rejections.
    pub details: bool,
}

/// The first assertion that diverges, if one does.
pub fn judge(happened: &Happened) -> Option<Divergence> {
    happened
        .asked
        .expect
        .iter()
        .find_map(|assertion| happened.diverges(assertion))
}

/// A step that asserts nothing, and that was not answered with an `ok`: what depends on it, `assertion`, is blamed.
pub fn refused(happened: &Happened, assertion: &Assertion) -> Divergence {
    happened.divergence(
        assertion,
        "answer".to_owned(),
        serde_json::json!({"ok": {}}),
        happened.answer.shown(),
    )
}

impl Happened<'_> {
    fn diverges(&self, assertion: &Assertion) -> Option<Divergence> {
        match &assertion.claim {
            Claim::Answer { at, must } => match self.ok {
                Some(ok) => self.compare(assertion, "answer", at, must, ok),
                None => Some(self.divergence(
                    assertion,
                    subject("answer", at),
                    matcher::shown(must),
                    self.answer.shown(),
                )),
            },
            Claim::Seen { at, must } => self.compare(assertion, "seen", at, must, self.seen),
            Claim::Rejects { reason, detail } => {
                let expected = Refusal {
                    reason: reason.into(),
                    detail: detail.as_deref().filter(|_| self.details).map(Into::into),
                };
                let agrees = match self.answer {
                    Answer::Reject(got) => {
                        got.reason == expected.reason
                            && (expected.detail.is_none() || got.detail == expected.detail)
                    }
                    _ => false,
                };
                (!agrees).then(|| {
                    self.divergence(
                        assertion,
                        "answer".to_owned(),
                        expected.shown(),
                        self.answer.shown(),
                    )
                })
            }
        }
    }

    fn compare(
        &self,
        assertion: &Assertion,
        of: &str,
        at: &str,
        must: &Matcher,
        value: &Value,
    ) -> Option<Divergence> {
        let (subject, got) = match find(value, at) {
            Some(found) => (subject(of, at), mismatch(must, &found)?),
            None => (
                format!("{} (nothing stands there)", subject(of, at)),
                value.clone(),
            ),
        };
        Some(self.divergence(assertion, subject, matcher::shown(must), got))
    }

    fn divergence(
        &self,
        assertion: &Assertion,
        subject: String,
        expected: Value,
        got: Value,
    ) -> Divergence {
        Divergence {
            req: assertion.req.clone(),
            place: assertion.place.clone(),
            step: self.step,
            instance: self.asked.instance().map(str::to_owned),
            op: self.asked.op.clone(),
            input: self.asked.input.clone(),
            subject,
            expected,
            got,
        }
    }
}

fn subject(of: &str, at: &str) -> String {
    format!("{of} {at}").trim_end().to_owned()
}
