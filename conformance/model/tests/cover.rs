//! The cover of the transitions: complete, without anything superfluous.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use remote_log_model::transition::{Passage, Transition, reading, writing};
use remote_log_model::{Covering, History, cover, reading as readers, writing as writers};

static COVER: LazyLock<Vec<Covering>> = LazyLock::new(cover);

/// What a history shows, if each of its actions is possible where it stands.
fn shown(history: &History) -> Option<BTreeSet<Transition>> {
    match history {
        History::Reading {
            layout,
            limits,
            actions,
        } => live(
            reading::Passage::new(readers::Stage::new(*layout, *limits)),
            actions,
        ),
        History::Writing {
            adds,
            compares,
            actions,
        } => live(
            writing::Passage::new(writers::Stage::new(*adds, *compares)),
            actions,
        ),
    }
}

fn live<P: Passage>(mut stands: P, actions: &[P::Action]) -> Option<BTreeSet<Transition>> {
    let mut shown = BTreeSet::new();
    for action in actions {
        let (next, shows) = stands.apply(action)?;
        shown.extend(shows);
        stands = next;
    }
    Some(shown)
}

#[test]
fn the_cover_shows_what_it_says_in_short_histories_none_of_which_is_superfluous() {
    let cover = &*COVER;
    assert!(
        (50..=90).contains(&cover.len()),
        "{} histories",
        cover.len()
    );
    let names: BTreeSet<&str> = cover.iter().map(|covering| &*covering.name).collect();
    assert_eq!(names.len(), cover.len(), "a name stands for one history");
    for covering in cover {
        assert!(covering.history.len() <= 7, "{covering:?}");
        assert_eq!(shown(&covering.history).as_ref(), Some(&covering.shows));
        let others = cover.iter().filter(|other| other.name != covering.name);
        let others: BTreeSet<&Transition> = others.flat_map(|other| &other.shows).collect();
        let own = covering.shows.iter().any(|one| !others.contains(one));
        assert!(own, "{} shows nothing that the others don't", covering.name);
    }
    let all: BTreeSet<&Transition> = cover.iter().flat_map(|covering| &covering.shows).collect();
    assert_eq!(all.len(), 277);
}

/// The transitions that the issue is about, by their names.
#[test]
fn what_a_hostile_world_does_is_in_the_cover() {
    let shown: BTreeSet<String> = COVER
        .iter()
        .flat_map(|covering: &Covering| covering.shows.iter().map(Transition::to_string))
        .collect();
    for name in [
        "reader-stale-because-served-from-before",
        "reader-stale-after-restart",
        "reader-fork-because-overwritten",
        "reader-undetermined-opens-missing-page",
        "reader-advanced-fills-missing-page",
        "reader-advanced-fills-missing-item",
        "reader-page-corrupt",
        "reader-item-somebody-elses",
        "reader-same-bounded",
        "writer-unchanged-after-update-unanswered",
        "writer-published-after-update-dropped",
        "writer-refused-after-backup-restored",
        "writer-conflict-with-race-newer-log",
        "writer-published-after-death-at-update",
    ] {
        assert!(shown.contains(name), "{name} is not reached");
    }
}
