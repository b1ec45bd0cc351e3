//! Who is to blame where two implementations do not get along.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::implementation::{Implementation, REFERENCE};
use super::pair::{Cell, Pair, Player, Table};
use super::root::by_root;
use super::sides::deal;
use crate::protocol::Hello;
use crate::vectors::Case;
use crate::verdict::{CaseReport, Verdict};

/// A requirement that an implementation breaks with others, or with itself.
#[derive(Debug)]
pub struct Finding {
    /// Which implementation; by its name.
    pub blamed: String,
    /// The requirement at the root of it; `None` for what no adapter may do, such as a crash.
    pub requirement: Option<String>,
    /// The requirements whose assertions diverged, which need that one or are that one.
    pub shows_as: Vec<String>,
    /// How it is known, of the first case.
    pub grounds: Grounds,
    /// Where it shows, in the order of the matrix; at least once.
    pub seen: Vec<Seen>,
    /// What came of the first case.
    pub first: CaseReport,
}

/// Why it is this implementation, and not the one that it met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// It does it in the same case with itself too.
    Alone,
    /// It passes with itself, and does it with the reference too, which gets along with the other one.
    WithReference,
    /// Both pass with themselves, and the reference does not tell them apart: this is the one whose output diverged.
    Between,
}

/// A case in which something shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub case: String,
    /// Who met whom in it.
    pub pair: Pair,
}

/// One case that a pair failed, once it is clear whose fault it is.
struct Blame<'a> {
    blamed: &'a str,
    report: CaseReport,
    grounds: Grounds,
}

/// What is wrong with the pairs that are wanted: what most cases show first.
pub(super) fn findings(
    table: &Table<'_>,
    players: &[Player],
    cases: &[Case],
    cells: &BTreeMap<Pair, Cell>,
    wanted: impl Fn(&Pair) -> bool,
) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for alice in players {
        for bob in players {
            let pair = Pair::of(alice, bob);
            let Some(cell) = cells.get(&pair).filter(|_| wanted(&pair)) else {
                continue;
            };
            let judge = Judge {
                table,
                cases,
                cells,
                alice,
                bob,
            };
            for (seen, blame) in judge.blames(cell) {
                add(&mut all, seen, blame);
            }
        }
    }
    let mut all = by_root(table, players, cases, all);
    all.sort_by_key(|finding| Reverse(finding.seen.len()));
    all
}

fn add(all: &mut Vec<Finding>, seen: Seen, blame: Blame<'_>) {
    let divergence = blame.report.divergence.as_ref();
    let requirement = divergence.map(|divergence| divergence.req.clone());
    let known = all
        .iter_mut()
        .find(|known| known.blamed == blame.blamed && known.requirement == requirement);
    match known {
        Some(known) => known.seen.push(seen),
        None => all.push(Finding {
            blamed: blame.blamed.to_owned(),
            shows_as: requirement.iter().cloned().collect(),
            requirement,
            grounds: blame.grounds,
            seen: vec![seen],
            first: blame.report,
        }),
    }
}

/// Finds out about one pair.
struct Judge<'a> {
    table: &'a Table<'a>,
    cases: &'a [Case],
    cells: &'a BTreeMap<Pair, Cell>,
    alice: &'a Player,
    bob: &'a Player,
}

impl<'a> Judge<'a> {
    fn blames(&self, cell: &Cell) -> Vec<(Seen, Blame<'a>)> {
        let failed = cell
            .reports
            .iter()
            .filter(|report| matches!(report.verdict, Verdict::Fail | Verdict::Error));
        let (clear, open): (Vec<_>, Vec<_>) =
            failed.partition(|report| self.alone(cell, report).is_some());
        let clear = clear.into_iter().filter_map(|report| {
            let blame = self.alone(cell, report)?;
            Some((self.seen(cell, report), blame))
        });
        let mut blames: Vec<(Seen, Blame<'a>)> = clear.collect();
        blames.extend(self.with_reference(cell, &open));
        blames
    }

    fn seen(&self, cell: &Cell, report: &CaseReport) -> Seen {
        Seen {
            case: report.case.clone(),
            pair: cell.pair.clone(),
        }
    }

    /// The one that fails the case with itself too: the one whose output diverged, if it is both.
    fn alone(&self, cell: &Cell, report: &CaseReport) -> Option<Blame<'a>> {
        let [shows, other] = self.sides(report);
        let blame = |player: &'a Player, report: &CaseReport| Blame {
            blamed: &player.implementation.name,
            report: report.clone(),
            grounds: Grounds::Alone,
        };
        if cell.pair.is_alone() || self.fails_alone(shows, report).is_some() {
            return Some(blame(shows, report));
        }
        let own = self.fails_alone(other, report)?;
        Some(blame(other, own))
    }

    /// The one whose output diverged, and the other one.
    fn sides(&self, report: &CaseReport) -> [&'a Player; 2] {
        let bobs = match (&report.divergence, &report.fault) {
            (Some(divergence), _) => {
                let instance = divergence.instance.as_deref().unwrap_or_default();
                let case = self.cases.iter().find(|case| case.id == report.case);
                let dealt = case.and_then(|case| deal(case, &self.bob.implementation.name));
                dealt.is_some_and(|case| case.plays_beside(instance))
            }
            (None, Some(fault)) => fault.text().contains("beside"),
            (None, None) => false,
        };
        match bobs {
            true => [self.bob, self.alice],
            false => [self.alice, self.bob],
        }
    }

    fn fails_alone(&self, player: &Player, report: &CaseReport) -> Option<&'a CaseReport> {
        let alone = Pair::of(player, player);
        self.cells.get(&alone)?.report(&report.case).filter(fails)
    }

    /// Asks those cases again, with the reference in the place of the one and then of the other.
    fn with_reference(&self, cell: &Cell, open: &[&CaseReport]) -> Vec<(Seen, Blame<'a>)> {
        if open.is_empty() {
            return Vec::new();
        }
        let is_open = |case: &&Case| open.iter().any(|report| report.case == case.id);
        let cases: Vec<Case> = self.cases.iter().filter(is_open).cloned().collect();
        let reference = reference(&self.alice.hello);
        let alices = self.table.play(self.alice, &reference, &cases, None);
        let reference = self::reference(&self.bob.hello);
        let bobs = self.table.play(&reference, self.bob, &cases, None);
        let each = open.iter().map(|report| {
            let [shows, other] = self.sides(report);
            let is_alice =
                |player: &Player| player.implementation.name == self.alice.implementation.name;
            let with = |player: &Player| {
                let cell = if is_alice(player) { &alices } else { &bobs };
                cell.report(&report.case).filter(fails)
            };
            let (blamed, report, grounds) = match (with(shows), with(other)) {
                (Some(_), None) => (shows, *report, Grounds::WithReference),
                (None, Some(own)) => (other, own, Grounds::WithReference),
                _ => (shows, *report, Grounds::Between),
            };
            let blame = Blame {
                blamed: &blamed.implementation.name,
                report: report.clone(),
                grounds,
            };
            (self.seen(cell, report), blame)
        });
        each.collect()
    }
}

/// The reference, for a partner that says this of itself: whatever the partner can be asked, it can be asked.
fn reference(partner: &Hello) -> Player {
    Player {
        implementation: Implementation::reference(),
        hello: Hello {
            name: REFERENCE.to_owned(),
            ..partner.clone()
        },
    }
}

fn fails(report: &&CaseReport) -> bool {
    matches!(
        report.verdict,
        Verdict::Fail | Verdict::Blocked | Verdict::Error
    )
}
