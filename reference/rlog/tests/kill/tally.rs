//! Where the kills landed.

use std::collections::BTreeMap;
use std::fmt;

/// What became of the strikes at each command.
#[derive(Default)]
pub struct Tally(BTreeMap<&'static str, Count>);

#[derive(Default)]
struct Count {
    /// How often the command was to be killed.
    strikes: usize,
    /// How often it was, before it ended by itself.
    landed: usize,
    /// How often it had changed the disk by then, and not said so.
    unsaid: usize,
}

impl Tally {
    /// Counts a strike.
    pub fn strike(&mut self, command: &'static str, landed: bool) {
        let count = self.0.entry(command).or_default();
        count.strikes += 1;
        count.landed += usize::from(landed);
    }

    /// Counts a kill between a change and the word of it.
    pub fn unsaid(&mut self, command: &'static str) {
        self.0.entry(command).or_default().unsaid += 1;
    }

    /// How many strikes were kills.
    pub fn landed(&self) -> usize {
        self.0.values().map(|count| count.landed).sum()
    }

    /// How many strikes at a command were kills.
    pub fn landed_on(&self, command: &str) -> usize {
        self.0.get(command).map_or(0, |count| count.landed)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strikes: usize = self.0.values().map(|count| count.strikes).sum();
        write!(f, "{} kills in {strikes} strikes", self.landed())?;
        for (command, count) in &self.0 {
            let Count {
                strikes,
                landed,
                unsaid,
            } = count;
            write!(f, "; {command} {landed} of {strikes}")?;
            if *unsaid > 0 {
                write!(f, ", {unsaid} of them between a save and the word of it")?;
            }
        }
        Ok(())
    }
}
