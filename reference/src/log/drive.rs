//! The blocking driver: runs a machine over stores.

use super::{Answer, Machine, Request};
use crate::store::{Cas, Disk, Ns};

/// Runs a machine to its outcome over these stores, one request after the other. Only adds that the machine hands out
/// together go to the store together, because a store may have to write to its disk before it acknowledges any.
///
/// # Panics
///
/// If the machine neither asks for anything nor has an outcome, which breaks the contract of [`Machine`].
pub fn drive<M: Machine>(
    mut machine: M,
    cas: &mut impl Cas,
    ns: &mut impl Ns,
    disk: &mut impl Disk,
) -> M::Outcome {
    let (mut requests, mut adds, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        if let Some(outcome) = machine.outcome() {
            return outcome;
        }
        machine.requests(&mut requests);
        assert!(
            !requests.is_empty(),
            "a machine without an outcome asks for something"
        );
        for (ticket, request) in requests.drain(..) {
            let answer = match request {
                Request::Add { content } => {
                    adds.push(ticket);
                    contents.push(content);
                    continue;
                }
                Request::Fetch { name } => ns.fetch(&name).map(Answer::Content),
                Request::Update {
                    name,
                    content,
                    expect,
                } => ns.update(&name, &content, &expect).map(|()| Answer::Done),
                Request::Get { address } => cas.get(&address).map(Answer::Content),
                Request::Save { state, .. } => disk.save(&state).map(|()| Answer::Done),
            };
            machine.answer(ticket, answer.unwrap_or_else(Answer::Fails));
        }
        if !contents.is_empty() {
            for (ticket, added) in adds.drain(..).zip(cas.add_all(&contents)) {
                machine.answer(ticket, added.map_or_else(Answer::Fails, Answer::Address));
            }
            contents.clear();
        }
    }
}
