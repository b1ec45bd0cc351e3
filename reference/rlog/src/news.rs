//! What following a log brought, as it is printed.

use std::fmt;

use remote_log::log::reader::{Class, Head, Outcome, Reason};
use serde::Serialize;

use crate::count::Count;
use crate::output::{GOOD, LOOK};
use crate::shown::Shown;
use crate::text::Safe;
use crate::words;

/// What the calls that followed a log brought together.
#[derive(Serialize)]
pub struct News {
    name: String,
    #[serde(serialize_with = "head_name")]
    head: Head,
    delivered: Vec<Shown>,
    missing: Vec<Missing>,
    gaps: Vec<Gap>,
    cycles: Vec<String>,
    inserted: Vec<String>,
    reordered: bool,
    evidence: Option<Evidence>,
}

/// A message that is listed and could not be had.
#[derive(Serialize)]
struct Missing {
    id: String,
    #[serde(serialize_with = "reason_name")]
    reason: Reason,
}

/// A page that could not be had.
#[derive(Serialize)]
struct Gap {
    address: String,
    #[serde(serialize_with = "reason_name")]
    reason: Reason,
}

/// The two heads of a fork.
#[derive(Serialize)]
struct Evidence {
    floor: String,
    head: String,
}

fn head_name<S: serde::Serializer>(head: &Head, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(head.name())
}

fn reason_name<S: serde::Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(reason.name())
}

impl News {
    /// Nothing yet.
    pub fn new(name: &str) -> Self {
        News {
            name: name.to_owned(),
            head: Head::None,
            delivered: Vec::new(),
            missing: Vec::new(),
            gaps: Vec::new(),
            cycles: Vec::new(),
            inserted: Vec::new(),
            reordered: false,
            evidence: None,
        }
    }

    /// Adds what one more call brought. What is missing after it takes the place of what was before.
    pub fn add(&mut self, outcome: Outcome) {
        let advanced = Head::Classified(Class::Advanced);
        let same = Head::Classified(Class::Same);
        if !(self.head == advanced && outcome.head == same) {
            self.head = outcome.head;
        }
        let delivered = outcome
            .delivered
            .iter()
            .map(|item| Shown::new(&item.id, &item.data));
        self.delivered.extend(delivered);
        let missing = outcome.missing.iter().map(|(id, reason)| Missing {
            id: id.to_string(),
            reason: *reason,
        });
        self.missing = missing.collect();
        let gaps = outcome.gaps.iter().map(|(address, reason)| Gap {
            address: hex::encode(address),
            reason: *reason,
        });
        self.gaps = gaps.collect();
        self.cycles.extend(outcome.cycles.iter().map(hex::encode));
        self.inserted
            .extend(outcome.inserted.iter().map(ToString::to_string));
        self.reordered |= outcome.reordered;
        self.evidence = outcome.evidence.map(|evidence| Evidence {
            floor: hex::encode(evidence.floor),
            head: hex::encode(evidence.head),
        });
    }

    /// Whether the log was followed to its end, and nothing about it is strange.
    pub fn is_well(&self) -> bool {
        let followed = matches!(self.head, Head::Classified(Class::Same | Class::Advanced));
        followed && self.missing.is_empty() && self.gaps.is_empty() && self.cycles.is_empty()
    }
}

impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, delivered) = (Safe(&self.name), self.delivered.len());
        let new = Count(delivered, "new message");
        let style = if self.is_well() { GOOD } else { LOOK };
        write!(
            f,
            "`{name}` {style}{}{style:#}: {new}",
            words::head(self.head)
        )?;
        for message in &self.delivered {
            write!(f, "\n  {message}")?;
        }
        for gap in &self.gaps {
            let why = words::reason(gap.reason);
            write!(f, "\n{LOOK}missing page{LOOK:#} {}: {why}", gap.address)?;
        }
        for item in &self.missing {
            let why = words::reason(item.reason);
            write!(f, "\n{LOOK}missing message{LOOK:#} {}: {why}", item.id)?;
        }
        if !self.gaps.is_empty() || !self.missing.is_empty() {
            write!(
                f,
                "\nWhat is missing is tried again in later syncs, at growing intervals."
            )?;
        }
        for cycle in &self.cycles {
            write!(
                f,
                "\n{LOOK}cycle{LOOK:#}: the page {cycle} is its own ancestor; the log ends there"
            )?;
        }
        if !self.inserted.is_empty() {
            let inserted = Count(self.inserted.len(), "new message");
            write!(
                f,
                "\nThe log lists {inserted} below older ones: its writer merged what two devices wrote."
            )?;
        }
        if self.reordered {
            write!(
                f,
                "\nThe log lists known messages in another order than before."
            )?;
        }
        if self.evidence.is_some() {
            write!(
                f,
                "\nBoth heads of the fork are kept in the output of --json, as evidence."
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use remote_log::log::reader::{Class, Head, Outcome, Reason};
    use remote_log::message::MessageId;

    use super::News;

    fn outcome(class: Class, gaps: &[(&'static [u8], Reason)]) -> Outcome {
        Outcome {
            head: Head::Classified(class),
            delivered: Vec::new(),
            missing: Vec::new(),
            gaps: gaps
                .iter()
                .map(|(at, why)| (Bytes::from_static(at), *why))
                .collect(),
            cycles: Vec::new(),
            inserted: Vec::new(),
            reordered: false,
            evidence: None,
        }
    }

    #[test]
    fn what_is_missing_in_the_end_counts_and_an_advance_stays_one() {
        let mut news = News::new("alice");
        news.add(outcome(Class::Undetermined, &[(b"\x01", Reason::Bound)]));
        assert!(!news.is_well());
        news.add(outcome(Class::Advanced, &[]));
        news.add(outcome(Class::Same, &[]));
        assert!(news.is_well());
        assert_eq!(
            news.to_string(),
            "`alice` \u{1b}[32mhas advanced\u{1b}[0m: no new messages"
        );
        news.add(outcome(Class::Stale, &[]));
        assert!(!news.is_well());
    }

    #[test]
    fn everything_that_keeps_a_log_from_being_well_is_said() {
        let mut strange = outcome(Class::Same, &[(b"\x01", Reason::NotFound)]);
        strange.missing.push((MessageId([2; 32]), Reason::Unlisted));
        strange.cycles.push(Bytes::from_static(b"\x03"));
        strange.inserted.push(MessageId([4; 32]));
        strange.reordered = true;
        let mut news = News::new("alice");
        news.add(strange);
        assert!(!news.is_well());
        let said = news.to_string();
        for words in [
            "01: the store does not have it",
            "0202: the log lists it with neither",
            "the page 03 is its own ancestor",
            "lists 1 new message below older ones",
            "in another order",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}
