//! The model, the reference and the specification agree: the reference lives through histories as the model says.

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use proptest::{option, strategy::ValueTree};
use remote_log_conformance::histories::{History, ReadingSettings, WritingSettings};
use remote_log_conformance::vectors::Case;
use remote_log_conformance::verdict::Verdict;
use remote_log_model::reading::{Device, End, Fetch, GetFault, Point, Sync, Target};
use remote_log_model::writing::{
    AddTrouble, Death, FetchTrouble, Intrusion, Trouble, UpdateTrouble,
};
use remote_log_model::{Embed, Layout, Limits, Reason, reading, writing};
use support::{plan, reference, run_plan};

/// How many histories of each kind.
const HISTORIES: usize = 800;

fn embed(page_size: usize) -> BoxedStrategy<Embed> {
    prop_oneof![
        3 => Just(Embed::Last(0)),
        1 => (0..=page_size).prop_map(Embed::Last),
        1 => Just(Embed::All),
    ]
    .boxed()
}

fn layout() -> impl Strategy<Value = Layout> {
    (1usize..4)
        .prop_flat_map(|page_size| (Just(page_size), embed(page_size), any::<bool>(), 0u8..2))
        .prop_map(|(page_size, embed, pointer, form)| Layout {
            page_size,
            embed,
            pointer,
            form,
        })
}

fn device() -> impl Strategy<Value = Device> {
    prop_oneof![3 => Just(Device::First), 1 => Just(Device::Second)]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        (0u8..4).prop_map(Target::Page),
        (0u8..4).prop_map(Target::Content)
    ]
}

fn failed() -> impl Strategy<Value = Reason> {
    prop_oneof![Just(Reason::Unavailable), Just(Reason::Timeout)]
}

fn sync() -> impl Strategy<Value = Sync> {
    let fetch = prop_oneof![
        6 => Just(Fetch::Now),
        2 => (1u8..4).prop_map(Fetch::Back),
        1 => Just(Fetch::Empty),
        1 => Just(Fetch::NotFound),
        1 => failed().prop_map(Fetch::Failed),
        1 => Just(Fetch::Failed(Reason::Malformed)),
    ];
    let fault = prop_oneof![
        3 => Just(GetFault::Failed(Reason::NotFound)),
        2 => failed().prop_map(GetFault::Failed),
        1 => Just(GetFault::Corrupt),
        1 => Just(GetFault::Truncated),
        1 => Just(GetFault::Other),
    ];
    let end = prop_oneof![
        6 => Just(End::Answered),
        1 => Just(End::Dies(Point::Fetch)),
        1 => (1u8..4).prop_map(|nth| End::Dies(Point::Get(nth))),
        1 => Just(End::Dies(Point::Save)),
    ];
    let fault = option::weighted(0.3, (target(), fault));
    (prop_oneof![3 => Just(0u8), 1 => Just(1)], fetch, fault, end).prop_map(
        |(reader, fetch, fault, end)| Sync {
            reader,
            fetch,
            fault,
            end,
        },
    )
}

fn reading_action() -> impl Strategy<Value = reading::Action> {
    use reading::Action;
    prop_oneof![
        5 => (device(), 1u8..4).prop_map(|(device, messages)| Action::Write { device, messages }),
        2 => device().prop_map(|device| Action::Overwrite { device }),
        1 => Just(Action::Copy),
        1 => device().prop_map(|device| Action::Merge { device }),
        1 => (device(), layout()).prop_map(|(device, layout)| Action::Cut { device, layout }),
        3 => target().prop_map(Action::Lose),
        1 => Just(Action::Collect),
        2 => Just(Action::Restore),
        1 => (1u8..4).prop_map(|back| Action::Roll { back }),
        10 => sync().prop_map(Action::Sync),
        1 => (0u8..2).prop_map(|reader| Action::Restart { reader }),
    ]
}

fn readings() -> BoxedStrategy<History> {
    let limits = prop_oneof![3 => Just(100usize), 1 => 1usize..4];
    let settings = (layout(), limits).prop_map(|(layout, pages)| ReadingSettings {
        layout,
        limits: Limits { pages },
    });
    (settings, vec(reading_action(), 2..16))
        .prop_map(|(settings, actions)| History::Reading { settings, actions })
        .boxed()
}

fn intrusion() -> impl Strategy<Value = Intrusion> {
    prop_oneof![
        Just(Intrusion::Newer),
        Just(Intrusion::Fork),
        Just(Intrusion::Older),
        Just(Intrusion::Empty),
        Just(Intrusion::Garbage),
    ]
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        prop_oneof![
            Just(FetchTrouble::NotFound),
            Just(FetchTrouble::Unavailable),
            Just(FetchTrouble::Timeout),
            Just(FetchTrouble::Stale),
        ]
        .prop_map(Trouble::Fetch),
        prop_oneof![
            Just(AddTrouble::Unavailable),
            Just(AddTrouble::Timeout),
            Just(AddTrouble::Lost),
        ]
        .prop_map(Trouble::Add),
        prop_oneof![
            Just(UpdateTrouble::Conflict),
            Just(UpdateTrouble::TooLarge),
            Just(UpdateTrouble::Unavailable),
            Just(UpdateTrouble::Timeout),
            Just(UpdateTrouble::Lost),
            Just(UpdateTrouble::Dropped),
        ]
        .prop_map(Trouble::Update),
        intrusion().prop_map(Trouble::Race),
    ]
}

fn writing_action() -> impl Strategy<Value = writing::Action> {
    use writing::Action;
    let death = prop_oneof![
        Just(Death::Fetch),
        Just(Death::Add),
        Just(Death::Save),
        Just(Death::Update),
    ];
    prop_oneof![
        6 => (1u8..4).prop_map(Action::Append),
        1 => Just(Action::AppendAgain),
        1 => Just(Action::AppendDying),
        8 => option::weighted(0.4, trouble()).prop_map(Action::Publish),
        2 => death.prop_map(Action::PublishDying),
        1 => Just(Action::Restart),
        1 => Just(Action::Backup),
        1 => Just(Action::RestoreBackup),
        1 => intrusion().prop_map(Action::Intrude),
        2 => (1u8..3).prop_map(|back| Action::Roll { back }),
        3 => Just(Action::Sync),
    ]
}

fn writings() -> BoxedStrategy<History> {
    let settings = (1usize..4)
        .prop_flat_map(|page_size| {
            (
                Just(page_size),
                embed(page_size),
                any::<bool>(),
                any::<bool>(),
            )
        })
        .prop_map(
            |(page_size, embed, pointer, compare_and_set)| WritingSettings {
                page_size,
                embed,
                pointer,
                compare_and_set,
            },
        );
    (settings, vec(writing_action(), 2..20))
        .prop_map(|(settings, actions)| History::Writing { settings, actions })
        .boxed()
}

/// Histories that assert something, the same ones each time.
fn histories(strategy: &BoxedStrategy<History>) -> Vec<Case> {
    let source = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), source);
    (0..HISTORIES)
        .map(|nth| {
            let tree = strategy.new_tree(&mut runner).expect("nothing is filtered");
            tree.current().case(format!("history-{nth}"))
        })
        .filter(|case| !case.requirements().is_empty())
        .collect()
}

fn lives_through(cases: Vec<Case>) {
    let told: Vec<String> = cases.iter().map(|case| case.why.clone()).collect();
    let ran = run_plan(plan(cases), reference()).expect("hello");
    for (report, told) in ran.reports.iter().zip(told) {
        assert_eq!(report.verdict, Verdict::Pass, "{told}\n{report:#?}");
    }
}

#[test]
fn the_reference_reads_as_the_model_does() {
    lives_through(histories(&readings()));
}

#[test]
fn the_reference_writes_as_the_model_does() {
    lives_through(histories(&writings()));
}
