//! Killing rlog with SIGKILL at random points, hundreds of times, loses nothing that it acknowledged and delivers nothing
//! twice (RL-READ-15, RL-READ-16, RL-SVC-10).
//!
//! Where a kill lands depends on the machine and on what else it does, so that a seed chooses what is done and where a
//! kill is aimed, and no run is quite like the one before. The summary tells where the kills landed.
#![cfg(unix)]

mod life;
mod strike;
mod tally;

use std::io::Write;

use life::Life;
use strike::Striker;

/// How many logs each test lives through, one after the other, and how often each of their commands is struck at.
const LIVES: usize = 5;
const STRIKES: usize = 44;

/// Lives with heads of a kind, and sees that enough of the strikes were kills.
fn live(head: &'static str, seed: u64) {
    let mut striker = Striker::new(seed);
    for _ in 0..LIVES {
        Life::begin(head, &mut striker).live(STRIKES);
    }
    let tally = striker.tally;
    // Past the capture of the tests' output: these numbers say what the test was worth.
    writeln!(std::io::stderr(), "head {head}, seed {seed}: {tally}").expect("they can be said");
    assert!(tally.landed() >= 150, "too few strikes were kills: {tally}");
    for command in ["init", "append", "publish", "sync"] {
        assert!(tally.landed_on(command) >= 10, "of {command}: {tally}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_where_the_name_holds_the_page() {
    live("inline", 2019);
}

#[test]
fn nothing_acknowledged_is_lost_where_the_name_holds_an_address() {
    live("pointer", 2020);
}
