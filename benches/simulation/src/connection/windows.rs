//! Connection windows: a node is online for a while, and then for long not.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::day::Day;

/// How often a node asks the helper while it is online, in epochs.
const ASKS_EVERY: u64 = 60;
/// Four windows of five are a glance, and one is a conversation; lengths in epochs. Within each kind they are
/// exponentially distributed.
const GLANCE: f64 = 30.0;
const CONVERSATION: f64 = 480.0;
const GLANCES: f64 = 0.8;
const MEAN: f64 = GLANCES * GLANCE + (1.0 - GLANCES) * CONVERSATION;

/// Connection windows. A node sends and receives while it is online and not otherwise; whatever is sent to a node that is
/// not is lost. Windows last two minutes on average, most of them half a minute and some eight; the time between two is
/// exponentially distributed, so that the node is online for the part of the day that it should be, with quiet nights.
#[derive(Debug)]
pub struct Windows {
    day: Day,
    rng: Rng,
    /// Who is online, in order.
    online: Vec<u32>,
    /// When each node was last seen to come online.
    since: Vec<u64>,
    /// When who comes or goes next.
    changes: BTreeSet<(u64, u32)>,
}

impl Windows {
    pub(super) fn new(nodes: u32, uptime: f64, mut rng: Rng) -> Self {
        let day = Day::new(uptime, rng.u64(..));
        let mut windows = Windows {
            day,
            rng,
            online: Vec::new(),
            since: vec![0; nodes as usize],
            changes: BTreeSet::new(),
        };
        for node in 0..nodes {
            // As if the node had come and gone for ever.
            if windows.rng.f64() < windows.day.uptime(0) {
                windows.comes(node, 0);
            } else {
                windows.goes(node, 0);
            }
        }
        windows
    }

    /// Goes to the first epoch from `epoch` on in which somebody is online.
    pub(super) fn advance(&mut self, mut epoch: u64) -> Option<u64> {
        loop {
            while let Some(&(at, node)) = self.changes.first()
                && at <= epoch
            {
                self.changes.pop_first();
                match self.online.binary_search(&node) {
                    Ok(place) => {
                        self.online.remove(place);
                        self.goes(node, at);
                    }
                    Err(_) => self.comes(node, at),
                }
            }
            if !self.online.is_empty() {
                return Some(epoch);
            }
            epoch = self.changes.first()?.0;
        }
    }

    pub(super) fn online(&self) -> &[u32] {
        &self.online
    }

    pub(super) fn asks(&self, node: u32, epoch: u64) -> bool {
        (epoch - self.since[node as usize]).is_multiple_of(ASKS_EVERY)
    }

    /// A node comes online: until when?
    fn comes(&mut self, node: u32, at: u64) {
        let place = self.online.partition_point(|other| *other < node);
        self.online.insert(place, node);
        self.since[node as usize] = at;
        let mut end = at;
        // Who is online all the time goes only when that time is over.
        while self.day.uptime(end) >= 1.0 {
            let next = self.day.next(end);
            if self.day.uptime(next) >= 1.0 {
                return; // for ever
            }
            end = next;
        }
        let mean = match self.rng.f64() < GLANCES {
            true => GLANCE,
            false => CONVERSATION,
        };
        let end = end + self.lasts(mean);
        self.changes.insert((end, node));
    }

    /// A node goes offline: until when? A gap that would reach into another time of the day is drawn anew from there,
    /// which is what an exponential distribution allows.
    fn goes(&mut self, node: u32, at: u64) {
        let mut begin = at;
        for _ in 0..2 * 365 {
            let (uptime, next) = (self.day.uptime(begin), self.day.next(begin));
            if uptime > 0.0 {
                let gap = self.lasts(MEAN * (1.0 - uptime) / uptime);
                if begin + gap <= next {
                    self.changes.insert((begin + gap, node));
                    return;
                }
            }
            begin = next;
        }
        // For a year nothing: never again.
    }

    /// An exponentially distributed number of epochs, 1 at least.
    fn lasts(&mut self, mean: f64) -> u64 {
        let length = -mean * (1.0 - self.rng.f64()).ln();
        (length.round() as u64).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of a hundred days in which each of ten nodes is online, taken together.
    fn uptime(asked: f64) -> f64 {
        let mut windows = Windows::new(10, asked, Rng::with_seed(7));
        let end = 100 * 86_400;
        let (mut epoch, mut online) = (0, 0);
        while let Some(at) = windows.advance(epoch).filter(|at| *at < end) {
            let next = windows.changes.first().map_or(end, |(next, _)| *next);
            online += (next.min(end) - at) * windows.online.len() as u64;
            epoch = next;
        }
        online as f64 / (10 * end) as f64
    }

    #[test]
    fn a_node_is_online_for_the_part_of_the_time_that_it_should_be() {
        for asked in [0.01, 0.1, 0.5] {
            let got = uptime(asked);
            assert!((got / asked - 1.0).abs() < 0.06, "{asked}: {got}");
        }
        assert_eq!(uptime(1.0), 1.0);
        assert_eq!(uptime(0.0), 0.0);
    }
}
