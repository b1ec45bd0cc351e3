use super::{Answer, Failure, Machine, Request};
use crate::store::{Cas, Disk, Ns};

/// Runs a machine to its outcome over these stores, one request after the other.
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
    let mut requests = Vec::new();
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
            let answer = perform(request, cas, ns, disk).unwrap_or_else(Answer::Fails);
            machine.answer(ticket, answer);
        }
    }
}

fn perform(
    request: Request,
    cas: &mut impl Cas,
    ns: &mut impl Ns,
    disk: &mut impl Disk,
) -> Result<Answer, Failure> {
    match request {
        Request::Fetch { name } => ns.fetch(&name).map(Answer::Content),
        Request::Update {
            name,
            content,
            expect,
        } => ns.update(&name, &content, &expect).map(|()| Answer::Done),
        Request::Add { content } => cas.add(&content).map(Answer::Address),
        Request::Get { address } => cas.get(&address).map(Answer::Content),
        Request::Save { state, .. } => disk.save(&state).map(|()| Answer::Done),
    }
}
