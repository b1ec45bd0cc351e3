//! How many node-epochs the simulation runs in a second, for two nodes on two threads: calls of a real node's epoch, with
//! all that is sent and received in between.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use remote_log_simulation::parallel::Runner;
use remote_log_simulation::scenario::{Form, Model, Pace, Scenario};

/// The aim is 5 million a second.
fn epochs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("node-epochs");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    for (name, helper, pace) in [
        ("alone, constant", Form::None, Pace::Constant),
        ("alone, exponential", Form::None, Pace::Exponential),
        ("remote log, exponential", Form::Log, Pace::Exponential),
        (
            "mailbox with ACKs, exponential",
            Form::MailboxAcks,
            Pace::Exponential,
        ),
    ] {
        let pair = Scenario::pair(Model::Loss, 0.1, helper);
        let plan = [(Scenario { pace, ..pair }, 2_000)];
        let stop = AtomicBool::new(false);
        let runner = Runner {
            seed: 1,
            threads: 2,
            stop: &stop,
            progress: &|| (),
        };
        let measure = || runner.measure(&plan).expect("the runs succeed");
        group.throughput(Throughput::Elements(measure()[0].node_epochs));
        group.bench_function(name, |bencher| bencher.iter(measure));
    }
    group.finish();
}

criterion_group!(benches, epochs);
criterion_main!(benches);
