//! A scenario while it is played: whose turn it is, and what comes of it.

mod answered;

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use super::carrier::{Carrier, Parcel};
use super::facts::Facts;
use super::judge;
use super::request;
use super::story::{Death, Event, Group, Scenario};
use super::turn::Turn;
use crate::vectors::{CrashAt, Do, NthCall};
use crate::verdict::Divergence;
use crate::world::World;

/// A scenario that is being played. It is pure: it says what is to be asked, and is told the answers.
pub(crate) struct Play {
    scenario: Arc<Scenario>,
    /// Who is in each group now.
    groups: Vec<Group>,
    epoch: u64,
    /// The event that comes next.
    event: usize,
    turns: VecDeque<Turn>,
    /// What is being asked, and whether a callback of it is a death.
    asked: Option<(Turn, bool)>,
    carrier: Carrier,
    /// How far each actor's clock is ahead.
    clocks: Vec<i64>,
    deaths: Vec<Option<Death>>,
    /// How many ids of each actor's saves are among the facts.
    saved: Vec<usize>,
    /// How many deposits are among the facts.
    deposits: usize,
    facts: Facts,
    requests: u64,
}

/// What comes next in a scenario.
pub(crate) enum Cue {
    /// A request.
    Ask(Do),
    /// The instance crashes.
    Drop(String),
    /// The end, and the first claim that does not hold.
    End(Option<Divergence>),
}

/// The most requests for each actor in an epoch, on average: more are nodes that send for ever.
const MOST_REQUESTS: u64 = 64;

impl Play {
    pub fn new(scenario: Arc<Scenario>, world: &mut World) -> Self {
        world.disbelieve(&scenario.disbelieved);
        let actors = scenario.actors.len();
        Self {
            groups: scenario.groups.clone(),
            epoch: 0,
            event: 0,
            turns: (0..actors).map(Turn::Open).collect(),
            asked: None,
            carrier: Carrier::new(actors),
            clocks: vec![0; actors],
            deaths: vec![None; actors],
            saved: vec![0; actors],
            deposits: 0,
            facts: Facts::default(),
            requests: 0,
            scenario,
        }
    }

    /// Goes on to the next request, or to the end. An error completes "the adapter …".
    pub fn next(&mut self, world: &mut World) -> Result<Cue, String> {
        loop {
            let Some(turn) = self.turns.pop_front() else {
                if self.epoch == self.scenario.epochs {
                    let end = judge::judge(&self.scenario, &self.facts, world);
                    return Ok(Cue::End(end));
                }
                self.begin_epoch();
                continue;
            };
            match &turn {
                Turn::Happen(event) => self.happen(*event, world),
                Turn::Drop(actor) => return Ok(Cue::Drop(self.name(*actor).to_owned())),
                _ => return self.ask(turn).map(Cue::Ask),
            }
        }
    }

    fn begin_epoch(&mut self) {
        self.epoch += 1;
        while (self.scenario.events.get(self.event)).is_some_and(|(at, _)| *at <= self.epoch) {
            self.turns.push_back(Turn::Happen(self.event));
            self.event += 1;
        }
        let late = self.carrier.arriving(&self.scenario, self.epoch);
        let late: Vec<Turn> = late.into_iter().map(|one| self.arrival(one)).collect();
        self.turns.extend(late);
        for (index, actor) in self.scenario.actors.iter().enumerate() {
            if actor.is_online(self.epoch) {
                if actor.has_helper() {
                    self.turns.push_back(Turn::Helper(index));
                }
                self.turns.push_back(Turn::Epoch(index));
            }
        }
    }

    fn happen(&mut self, event: usize, world: &mut World) {
        let scenario = self.scenario.clone();
        match &scenario.events[event].1 {
            Event::Append { actor, .. } => self.soon([Turn::Append(*actor, event)]),
            Event::Kill { actor, at: None } => self.soon([Turn::Drop(*actor), Turn::Open(*actor)]),
            Event::Kill { actor, at } => self.deaths[*actor].clone_from(at),
            Event::Backup(actor) => world.backup(self.name(*actor)),
            Event::Restore(actor) => {
                world.restore(self.name(*actor));
                self.soon([Turn::Drop(*actor), Turn::Open(*actor)]);
            }
            Event::Move { actor, network } => self.carrier.move_to(*actor, network),
            Event::Clock { actor, by } => {
                self.clocks[*actor] = self.clocks[*actor].saturating_add(*by);
            }
            Event::Peers(group) => self.regroup(group),
            Event::Inject { to, from, payload } => self.soon([Turn::Receive {
                to: *to,
                from: from.clone(),
                bytes: payload.clone(),
            }]),
            Event::Slip { to, item } => world.slip(self.name(*to), item.clone()),
            Event::World(change) => world.change(change),
        }
    }

    /// Who was in the group or comes into it is told.
    fn regroup(&mut self, now: &Group) {
        let at = self.groups.iter().position(|group| group.id == now.id);
        let at = at.unwrap_or_else(|| {
            self.groups.push(Group {
                id: now.id.clone(),
                members: Vec::new(),
            });
            self.groups.len() - 1
        });
        let before = std::mem::replace(&mut self.groups[at], now.clone());
        let told: Vec<Turn> = (0..self.scenario.actors.len())
            .filter(|actor| before.members.contains(actor) || now.members.contains(actor))
            .map(|actor| Turn::Peers(actor, at))
            .collect();
        self.soon(told);
    }

    /// These come before everything else.
    fn soon<I: IntoIterator<Item = Turn, IntoIter: DoubleEndedIterator>>(&mut self, turns: I) {
        for turn in turns.into_iter().rev() {
            self.turns.push_front(turn);
        }
    }

    fn arrival(&self, parcel: Parcel) -> Turn {
        Turn::Receive {
            to: parcel.to,
            from: self.name(parcel.from).as_bytes().to_vec(),
            bytes: parcel.bytes,
        }
    }

    fn ask(&mut self, turn: Turn) -> Result<Do, String> {
        self.requests += 1;
        let most = MOST_REQUESTS * self.scenario.actors.len() as u64 * (self.scenario.epochs + 1);
        if self.requests > most {
            return Err(format!(
                "sent so many payloads that the scenario took more than {most} requests, and was stopped in epoch {} of {}",
                self.epoch, self.scenario.epochs
            ));
        }
        let scenario = &*self.scenario;
        let (now, told) = self.clock(turn.actor());
        let actor = &scenario.actors[turn.actor()];
        let input = match &turn {
            Turn::Open(index) => request::open(scenario, &self.groups, *index),
            Turn::Peers(index, group) => request::set_peers(scenario, &self.groups[*group], *index),
            Turn::Append(_, event) => {
                request::append(actor, now, &scenario.events[*event].1).unwrap_or_default()
            }
            Turn::Helper(_) | Turn::Epoch(_) => request::epoch(actor, now, told),
            Turn::Receive { from, bytes, .. } => request::receive(actor, now, told, from, bytes),
            Turn::Drop(_) | Turn::Happen(_) => Value::Null,
        };
        let step = Do {
            op: turn.op().to_owned(),
            input,
            faults: self.faults(turn.actor()),
            crash_at: self.death(&turn),
            keep: Vec::new(),
            expect: Vec::new(),
        };
        self.asked = Some((turn, step.crash_at.is_some()));
        Ok(step)
    }

    /// The time in seconds and the epoch, as the actor's clock has them.
    fn clock(&self, actor: usize) -> (u64, u64) {
        let told = self.epoch.saturating_add_signed(self.clocks[actor]);
        (told.saturating_mul(self.scenario.seconds), told)
    }

    fn faults(&self, actor: usize) -> Vec<crate::vectors::Fault> {
        let holds = self.scenario.helper.iter().filter(|helper| {
            helper.epochs.contains(self.epoch) && helper.actor.is_none_or(|only| only == actor)
        });
        holds.map(|helper| helper.fault.clone()).collect()
    }

    fn death(&mut self, turn: &Turn) -> Option<CrashAt> {
        let death = self.deaths[turn.actor()].take_if(|death| death.request == turn.op())?;
        Some(CrashAt::Drop(NthCall {
            op: death.call,
            nth: death.nth,
        }))
    }

    fn name(&self, actor: usize) -> &str {
        &self.scenario.actors[actor].name
    }
}
