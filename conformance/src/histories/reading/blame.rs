//! Which requirement a call of a reader puts to the test: the most telling one, where several would fit.

use remote_log_model::reading::Fetch;
use remote_log_model::{Answer, Blob, Class, Page, Reader, Reason};

/// A call that is answered, and what came before it.
pub(super) struct Situation<'a> {
    /// The reader before the call.
    pub before: &'a Reader,
    /// What came of fetching the name.
    pub fetch: Fetch,
    /// The head that it was given, if it was given one.
    pub head: Option<&'a Page>,
    /// What it must answer.
    pub answer: &'a Answer,
    /// Whether it was started again since it last answered.
    pub again: bool,
    /// What it last said of a head.
    pub said: Option<Class>,
}

impl Situation<'_> {
    /// Of the gaps that are reported.
    pub fn gaps(&self) -> &'static str {
        let gaps = &self.answer.gaps;
        if self.reports_gap(Reason::Mismatch) {
            "RL-READ-13"
        } else if self.reports_gap(Reason::Bound) {
            "RL-LIMIT-2"
        } else if gaps.is_empty() && self.asked_pages().any(|page| page.form > 0) {
            "RL-PAGE-7"
        } else if self.before.gaps.is_empty() {
            "RL-READ-5"
        } else {
            self.kept("RL-READ-6")
        }
    }

    /// Of the items that are reported missing.
    pub fn missing(&self) -> &'static str {
        let missing = &self.answer.missing;
        let reported = |reason| missing.values().any(|found| *found == reason);
        if reported(Reason::Mismatch) {
            "RL-READ-13"
        } else if reported(Reason::Unlisted) {
            "RL-EMBED-5"
        } else if self.before.missing.is_empty() {
            "RL-READ-8"
        } else {
            self.kept("RL-READ-9")
        }
    }

    /// Of what is delivered.
    pub fn delivered(&self) -> &'static str {
        let Reader {
            gaps,
            missing,
            delivered,
            ..
        } = self.before;
        let new = || self.answer.aside.iter().chain(&self.answer.delivered);
        if self.again && !delivered.is_empty() {
            "RL-READ-16"
        } else if new().next().is_none() && !delivered.is_empty() {
            "RL-READ-3"
        } else if matches!(self.answer.head, Class::Stale | Class::Fork) {
            "RL-READ-19"
        } else if gaps.keys().any(|gap| !self.answer.gaps.contains_key(gap)) {
            "RL-READ-6"
        } else if new().any(|message| missing.contains_key(message)) {
            "RL-READ-9"
        } else if self.passes_known() {
            "RL-READ-4"
        } else if self.answer.head == Class::Undetermined {
            "RL-READ-19"
        } else if delivered.is_empty() {
            "RL-READ-1"
        } else {
            "RL-READ-3"
        }
    }

    /// Of what the head is.
    pub fn head(&self) -> &'static str {
        let class = self.answer.head;
        // Whether there is a floor shows in what becomes of a name that is not found, too.
        let judged = self.head.is_some() || self.fetch == Fetch::NotFound;
        if judged && self.before.floor.is_some() {
            if self.again {
                return "RL-READ-16";
            }
            match self.said {
                None | Some(Class::Same | Class::Advanced) => {}
                // Only an advanced head moves the floor, and it shows in the next call.
                Some(Class::Stale | Class::Fork | Class::Undetermined) => return "RL-NAME-11",
                Some(_) => return "RL-NAME-15",
            }
        }
        match (class, self.head) {
            (Class::Same | Class::Stale, Some(head)) if head.is_empty() => "RL-NAME-4",
            (Class::Same, head) if self.before.floor.as_ref() != head => "RL-NAME-12",
            (Class::Same, _) => "RL-NAME-6",
            (Class::Advanced, _) => "RL-NAME-7",
            (Class::Stale, _) => "RL-NAME-8",
            (Class::Fork, _) => "RL-NAME-9",
            (Class::Undetermined, _) => "RL-NAME-10",
            (Class::None, _) => "RL-NAME-3",
            (Class::Unavailable, _) if self.fetch == Fetch::NotFound => "RL-NAME-3",
            _ => "RL-NAME-15",
        }
    }

    /// Of what is asked for.
    pub fn asked(&self) -> &'static str {
        let mut pages = self.asked_pages();
        if pages.any(|page| self.before.gaps.contains_key(page)) {
            self.kept("RL-READ-6")
        } else if self.asks_for_missing() {
            self.kept("RL-READ-9")
        } else if self.goes_on_past_known() {
            "RL-READ-4"
        } else {
            "RL-READ-18"
        }
    }

    /// Of something that is kept from call to call, across restarts too.
    const fn kept(&self, requirement: &'static str) -> &'static str {
        if self.again {
            "RL-READ-16"
        } else {
            requirement
        }
    }

    fn reports_gap(&self, reason: Reason) -> bool {
        self.answer.gaps.values().any(|found| *found == reason)
    }

    fn asked_pages(&self) -> impl Iterator<Item = &Page> {
        self.answer.asked.iter().filter_map(|blob| match blob {
            Blob::Page(page) => Some(&**page),
            Blob::Content(_) => None,
        })
    }

    /// Whether the content of an item that was missing before is asked for.
    fn asks_for_missing(&self) -> bool {
        self.answer.asked.iter().any(|blob| match blob {
            Blob::Content(message) => self.before.missing.contains_key(message),
            Blob::Page(_) => false,
        })
    }

    /// Whether the walk goes past an item that was delivered before, and no bound ends it.
    pub fn goes_on_past_known(&self) -> bool {
        self.passes_known() && !self.reports_gap(Reason::Bound)
    }

    /// Whether the walk goes past an item that was delivered before, to a page that is new.
    fn passes_known(&self) -> bool {
        let Some(head) = self.head else {
            return false;
        };
        let lists_known = |page: &Page| {
            let mut pairs = page.pairs.iter();
            pairs.any(|pair| self.before.delivered.contains(&pair.message))
        };
        let above = std::iter::once(head).chain(head.beneath().map(|page| &**page));
        let mut steps = head.beneath().zip(above.scan(false, |known, page| {
            *known |= lists_known(page);
            Some(*known)
        }));
        steps.any(|(page, known)| known && self.answer.asked.contains(&Blob::Page(page.clone())))
    }
}
