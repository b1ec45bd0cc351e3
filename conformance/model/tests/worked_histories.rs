//! The histories that the spec works through, read off its text by hand and asked of the model.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use remote_log_model::{
    Address, Answer, Blob, Class, Fetched, Limits, Message, Offer, Page, Pair, Reader, Reason,
};

/// Pages by their names in the spec, drawn as there: `[f e] -> P2`. Contents are embedded, as nothing is said of them.
#[derive(Default)]
struct Pages(BTreeMap<String, Address>);

impl Pages {
    /// Reads `[e d]` or `[e] -> P2`; several pages are named where they stand: `[e] -> P2[d c] -> P1[b a]`.
    fn page(&mut self, drawn: &str) -> Page {
        let (first, rest) = match drawn.split_once(" -> ") {
            Some((first, rest)) => (first, Some(rest)),
            None => (drawn, None),
        };
        let tail = rest.map(|rest| self.named(rest));
        let listed = first.trim_matches(['[', ']']);
        let pair = |letter: &str| Pair {
            message: message(letter),
            offer: Offer::Embedded,
        };
        Page {
            pairs: listed.split_whitespace().map(pair).collect(),
            tail,
            form: 0,
        }
    }

    /// Reads `P2`, a page that was named before, or `P2[d c] -> …`, which names one.
    fn named(&mut self, drawn: &str) -> Address {
        match drawn.split_once('[') {
            Some((name, rest)) if !name.contains(' ') => {
                let page = Arc::new(self.page(&format!("[{rest}")));
                let known = self
                    .0
                    .entry(name.to_owned())
                    .or_insert_with(|| page.clone());
                assert_eq!(*known, page, "one name, one page");
                page
            }
            _ => self.0[drawn].clone(),
        }
    }
}

fn message(letter: &str) -> Message {
    Message(letter.as_bytes()[0] - b'a')
}

fn messages(letters: &str) -> Vec<Message> {
    letters.split_whitespace().map(message).collect()
}

/// A reader and a store that has everything but what it is told it lacks.
#[derive(Default)]
struct History {
    pages: Pages,
    lacking: BTreeSet<String>,
    reader: Reader,
}

impl History {
    /// A reader that has accepted `[e] -> P2[d c] -> P1[b a]`, the floor of "Judging a head".
    fn with_floor() -> Self {
        let mut history = Self::default();
        let answer = history.call("[e] -> P2[d c] -> P1[b a]");
        assert_eq!(answer.head, Class::Advanced);
        history
    }

    fn call(&mut self, head: &str) -> Answer {
        let head = self.pages.page(head);
        self.fetched(&Fetched::Head(head))
    }

    fn fetched(&mut self, fetched: &Fetched) -> Answer {
        let lacking: Vec<&Address> = self
            .lacking
            .iter()
            .map(|name| &self.pages.0[name])
            .collect();
        let get = |blob: &Blob| match blob {
            Blob::Page(page) if lacking.contains(&page) => Err(Reason::NotFound),
            _ => Ok(()),
        };
        let limits = Limits { pages: 100 };
        let (reader, answer) = self.reader.sync(fetched, &get, limits).expect("one order");
        self.reader = reader;
        answer
    }

    fn lacks(&mut self, name: &str) {
        self.lacking.insert(name.to_owned());
    }

    /// The pages asked for, by their names.
    fn asked(&self, answer: &Answer) -> BTreeSet<&str> {
        let asked = |page: &Address| answer.asked.contains(&Blob::Page(page.clone()));
        let pages = self.pages.0.iter().filter(|(_, page)| asked(page));
        pages.map(|(name, _)| &**name).collect()
    }

    /// The gaps, by their names.
    fn gaps(&self, answer: &Answer) -> BTreeSet<&str> {
        let pages = self.pages.0.iter();
        let gaps = pages.filter(|(_, page)| answer.gaps.contains_key(*page));
        gaps.map(|(name, _)| &**name).collect()
    }

    fn floor(&mut self, drawn: &str) {
        let floor = self.pages.page(drawn);
        assert_eq!(self.reader.floor, Some(floor), "the floor is {drawn}");
    }
}

/// Everything that a call delivered, in the order of letters.
fn delivered(answer: &Answer) -> Vec<Message> {
    let all = answer.aside.iter().chain(&answer.delivered);
    all.copied()
        .collect::<BTreeSet<Message>>()
        .into_iter()
        .collect()
}

/// "No name, no content, no answer": one reader, call by call.
#[test]
fn no_name_no_content_and_no_answer_are_kept_apart() {
    let mut history = History::default();
    assert_eq!(history.fetched(&Fetched::NotFound).head, Class::None);
    assert_eq!(history.call("[]").head, Class::Same);
    let third = history.call("[b a]");
    assert_eq!(
        (third.head, third.delivered),
        (Class::Advanced, messages("a b"))
    );
    let gone = history.fetched(&Fetched::NotFound);
    assert_eq!(gone.head, Class::Unavailable);
    history.floor("[b a]");
    assert_eq!(history.call("[]").head, Class::Stale);
    let silent = history.fetched(&Fetched::Failed(Reason::Timeout));
    assert_eq!(silent.head, Class::Timeout);
    history.floor("[b a]");
    let seventh = history.call("[c b a]");
    assert_eq!(
        (seventh.head, seventh.delivered),
        (Class::Advanced, messages("c"))
    );
    history.floor("[c b a]");
}

/// "Where a walk ends": three calls of one reader.
#[test]
fn a_walk_ends_at_a_recorded_tail_and_not_at_a_known_id() {
    let mut history = History::default();
    let first = history.call("[e] -> P2[d c] -> P1[b a]");
    assert_eq!(history.asked(&first), BTreeSet::from(["P1", "P2"]));
    assert_eq!(first.delivered, messages("a b c d e"));
    history
        .pages
        .page("[k] -> P5[j i] -> P4[h g] -> P3[f e] -> P2");
    history.lacks("P4");
    let second = history.call("[k] -> P5");
    assert_eq!(history.asked(&second), BTreeSet::from(["P4", "P5"]));
    assert_eq!(history.gaps(&second), BTreeSet::from(["P4"]));
    assert_eq!(delivered(&second), messages("i j k"));
    history.lacking.clear();
    let third = history.call("[l k] -> P5");
    assert_eq!(history.asked(&third), BTreeSet::from(["P3", "P4"]));
    assert_eq!(history.gaps(&third), BTreeSet::new());
    assert_eq!(third.delivered, messages("f g h l"));
}

/// "An open gap on a page that was collected."
#[test]
fn a_gap_on_a_collected_page_stays_and_hides_nothing() {
    let mut history = History::default();
    history.pages.page("[e] -> P2[d c] -> P1[b a]");
    history.lacks("P2");
    history.lacks("P1");
    let first = history.call("[e] -> P2");
    assert_eq!(
        (first.head, delivered(&first)),
        (Class::Advanced, messages("e"))
    );
    assert_eq!(history.gaps(&first), BTreeSet::from(["P2"]));
    let second = history.call("[f e] -> Q2[d c b] -> Q1[a]");
    assert_eq!(
        (second.head, delivered(&second)),
        (Class::Advanced, messages("a b c d f"))
    );
    assert_eq!(history.gaps(&second), BTreeSet::from(["P2"]));
}

/// "A walk that the collector overtakes."
#[test]
fn a_walk_that_the_collector_overtakes_goes_on_over_other_pages() {
    let mut history = History::with_floor();
    history.pages.page("[i] -> P4[h g] -> P3[f e] -> P2");
    history.lacks("P3");
    let first = history.call("[i] -> P4");
    assert_eq!(
        (first.head, delivered(&first)),
        (Class::Undetermined, messages("g h i"))
    );
    assert_eq!(history.gaps(&first), BTreeSet::from(["P3"]));
    let second = history.call("[i] -> Q2[h g f e d] -> Q1[c b a]");
    assert_eq!(
        (second.head, delivered(&second)),
        (Class::Advanced, messages("f"))
    );
    assert_eq!(history.gaps(&second), BTreeSet::from(["P3"]));
}

/// "What a reader persists": a call that was cut short before its save does everything again, one that was cut short after
/// it is the same.
#[test]
fn a_call_that_was_cut_short_repeats_nothing() {
    let mut history = History::default();
    let unsaved = history.reader.clone();
    let all = history.call("[c] -> P1[b a]");
    let again = history.call("[c] -> P1");
    assert_eq!((again.head, delivered(&again)), (Class::Same, vec![]));
    history.reader = unsaved;
    assert_eq!(history.call("[c] -> P1"), all);
}

/// "Two logs": each has its own reader's state.
#[test]
fn two_logs_that_share_a_page_are_read_apart() {
    let mut history = History::default();
    assert_eq!(history.call("[b] -> P1[a]").delivered, messages("a b"));
    history.reader = Reader::default();
    assert_eq!(history.call("[c] -> P1").delivered, messages("a c"));
}

/// "Work in what is new": what is read is not asked for again.
#[test]
fn catching_up_asks_for_the_new_pages_alone() {
    let mut history = History::with_floor();
    let answer = history.call("[g] -> P3[f e] -> P2");
    assert_eq!(history.asked(&answer), BTreeSet::from(["P3"]));
}

/// "The floor": a name that flaps.
#[test]
fn every_head_is_judged_against_the_floor() {
    let mut history = History::default();
    let calls = [
        ("[e] -> P2[d c] -> P1[b a]", Class::Advanced, "[e] -> P2"),
        ("[c] -> P1", Class::Stale, "[e] -> P2"),
        ("[e] -> P2", Class::Same, "[e] -> P2"),
        ("[c] -> P1", Class::Stale, "[e] -> P2"),
        ("[g] -> P3[f e] -> P2", Class::Advanced, "[g] -> P3"),
        ("[e] -> P2", Class::Stale, "[g] -> P3"),
    ];
    for (head, class, floor) in calls {
        assert_eq!(history.call(head).head, class, "{head}");
        history.floor(floor);
    }
}

/// "One history for each class": Same, and the next call.
#[test]
fn a_head_with_the_same_ids_is_the_same() {
    let mut history = History::with_floor();
    for _ in 0..2 {
        let answer = history.call("[e] -> P2");
        assert_eq!(
            (answer.head, history.asked(&answer)),
            (Class::Same, BTreeSet::new())
        );
    }
}

/// Advanced, and the next calls.
#[test]
fn a_head_with_more_ids_is_advanced_and_moves_the_floor() {
    let mut history = History::with_floor();
    let answer = history.call("[g] -> P3[f e] -> P2");
    assert_eq!(
        (answer.head, answer.delivered),
        (Class::Advanced, messages("f g"))
    );
    assert_eq!(history.call("[g] -> P3").head, Class::Same);
    assert_eq!(history.call("[e] -> P2").head, Class::Stale);
}

/// Stale, and the next call.
#[test]
fn a_head_from_before_is_stale_and_moves_nothing() {
    let mut history = History::with_floor();
    let answer = history.call("[c] -> P1");
    assert_eq!((answer.head, delivered(&answer)), (Class::Stale, vec![]));
    history.floor("[e] -> P2");
    assert_eq!(history.call("[e] -> P2").head, Class::Same);
}

/// Fork, the next call, and the merge.
#[test]
fn a_head_from_another_history_is_a_fork_with_both_as_evidence() {
    let mut history = History::with_floor();
    for new in ["x", ""] {
        let answer = history.call("[x c] -> P1");
        assert_eq!(
            (answer.head, delivered(&answer)),
            (Class::Fork, messages(new))
        );
        let heads = (
            history.pages.page("[e] -> P2"),
            history.pages.page("[x c] -> P1"),
        );
        assert_eq!(answer.evidence, Some(heads));
        history.floor("[e] -> P2");
    }
    let merged = history.call("[f e x] -> P2");
    assert_eq!(
        (merged.head, delivered(&merged)),
        (Class::Advanced, messages("f"))
    );
    assert_eq!(merged.inserted, BTreeSet::from([message("x")]));
}

/// Undetermined, and the later call in which P4 is found.
#[test]
fn a_head_over_a_gap_is_undetermined_until_the_gap_is_filled() {
    let mut history = History::with_floor();
    history.pages.page("[i] -> P4[h g] -> P3[f e] -> P2");
    history.lacks("P4");
    let broken = history.call("[i] -> P4");
    assert_eq!(
        (broken.head, delivered(&broken)),
        (Class::Undetermined, messages("i"))
    );
    assert_eq!(history.gaps(&broken), BTreeSet::from(["P4"]));
    history.floor("[e] -> P2");
    history.lacking.clear();
    let whole = history.call("[i] -> P4");
    assert_eq!(
        (whole.head, delivered(&whole)),
        (Class::Advanced, messages("f g h"))
    );
}

/// "Some cases that are easy to get wrong", row by row.
#[test]
fn the_cases_that_are_easy_to_get_wrong() {
    let rows = [
        ("[f e d] -> P2", Class::Advanced),
        ("[e d]", Class::Stale),
        ("[f e d]", Class::Fork),
        ("[f e] -> Q1[d c] -> Q2[b a]", Class::Advanced),
        ("[] -> P2", Class::Stale),
        ("[]", Class::Stale),
    ];
    for (head, class) in rows {
        assert_eq!(History::with_floor().call(head).head, class, "{head}");
    }
    // `[e] -> P2`, e at another address.
    let mut history = History::with_floor();
    let mut head = history.pages.page("[e] -> P2");
    head.pairs[0].offer = Offer::Stored;
    let answer = history.fetched(&Fetched::Head(head));
    assert_eq!((answer.head, answer.asked), (Class::Same, BTreeSet::new()));
}

/// "An id that also stands below the stop counts in neither": here the class depends on it.
#[test]
fn an_id_that_also_stands_below_the_stop_does_not_count() {
    assert_eq!(History::with_floor().call("[e d] -> P2").head, Class::Same);
    assert_eq!(History::with_floor().call("[d] -> P2").head, Class::Stale);
}

/// "Order and insertions."
#[test]
fn order_and_insertions_are_reported_beside_the_class() {
    let inserted = History::with_floor().call("[f e x] -> P2");
    assert_eq!(inserted.head, Class::Advanced);
    assert_eq!(inserted.inserted, BTreeSet::from([message("x")]));
    assert!(!inserted.reordered);
    let mut history = History::default();
    history.call("[b a]");
    let reordered = history.call("[a b]");
    assert_eq!((reordered.head, reordered.reordered), (Class::Same, true));
}
