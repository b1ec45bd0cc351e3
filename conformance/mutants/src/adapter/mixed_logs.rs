//! Logs that are not kept apart: what one writer keeps finds its way into another.

use super::instances::{Instance, Instances};
use crate::faults::{Faulty, WriteFault};
use crate::writer::WriterState;

/// Gives a writer what the writers of other logs have, if there is a fault (`RL-WRITE-20`).
pub(super) fn mix_logs(instances: &mut Instances, name: &str, faulty: Faulty) {
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
