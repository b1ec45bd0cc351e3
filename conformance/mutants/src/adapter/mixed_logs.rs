//! Logs that are not kept apart: what is kept of one finds its way into another.

use super::instances::{Instance, Instances};
use crate::faults::{Faulty, ReadFault, WriteFault};
use crate::reader::ReaderState;
use crate::writer::WriterState;

/// Gives an instance what those of other logs have, if there is a fault. None is given anything else
/// (`RL-READ-24`, `RL-WRITE-20`).
pub(super) fn mix_logs(instances: &mut Instances, name: &str, faulty: Faulty) {
    mix_readers(instances, name, faulty);
    mix_writers(instances, name, faulty);
}

/// Gives a reader what the readers of other logs have delivered or read.
fn mix_readers(instances: &mut Instances, name: &str, faulty: Faulty) {
    let delivered = faulty.has(ReadFault::DeliveredForAllLogs);
    if !delivered && !faulty.has(ReadFault::PagesForAllLogs) {
        return;
    }
    let Some(Instance::Reader(own, _)) = instances.get(name) else {
        return;
    };
    let others = instances.values().filter_map(|instance| match instance {
        Instance::Reader(other, state) if other.name != own.name => Some(state),
        _ => None,
    });
    let others: Vec<ReaderState> = others.cloned().collect();
    let Some(Instance::Reader(_, state)) = instances.get_mut(name) else {
        return;
    };
    for other in others {
        match delivered {
            true => state.delivered.extend(other.delivered),
            false => state.pages.extend(other.pages),
        }
    }
}

/// Gives a writer what the writers of other logs list, or their pages.
fn mix_writers(instances: &mut Instances, name: &str, faulty: Faulty) {
    let all = faulty.has(WriteFault::OneListForAllLogs);
    if !all && !faulty.has(WriteFault::OwnPagesOfAllLogs) {
        return;
    }
    let Some(Instance::Writer(own, _)) = instances.get(name) else {
        return;
    };
    let others = instances.values().filter_map(|instance| match instance {
        Instance::Writer(other, state) if other.name != own.name => Some(state),
        _ => None,
    });
    let others: Vec<WriterState> = others.cloned().collect();
    let Some(Instance::Writer(_, state)) = instances.get_mut(name) else {
        return;
    };
    for other in others {
        if all && other.listed.len() > state.listed.len() {
            *state = other;
        } else {
            state.pages.extend(other.pages);
        }
    }
}
