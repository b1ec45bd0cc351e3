//! Stateless cases a second through one adapter process, pipelined and judged; and beside it, what a bare loop over the
//! same lines reaches.

mod bare;
mod cases;

use std::env;
use std::error::Error;
use std::io::{self, BufReader};
use std::time::Duration;

use remote_log_benches::effort::Effort;
use remote_log_benches::memory;
use remote_log_conformance::runner::{Streamed, stream};
use remote_log_conformance::transport::AdapterSource;

/// The whole of what `rlog adapter` does.
const REFERENCE: &str = "reference-adapter";
const BARE: &str = "bare-adapter";

/// Whatever else the machine does slows some runs more than others; the best of so many says what it can do.
const RUNS: usize = 3;

/// This program is both adapters too, so that one build measures all there is to measure.
fn main() -> Result<(), Box<dyn Error>> {
    match env::args().nth(1).as_deref() {
        Some(REFERENCE) => {
            let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
            Ok(remote_log_adapter::serve(input, io::stdout().lock())?)
        }
        Some(BARE) => Ok(bare::adapter(io::stdin().lock(), io::stdout().lock())?),
        _ => measure(),
    }
}

fn measure() -> Result<(), Box<dyn Error>> {
    let count = Effort::asked().pick(1_000_000, 1_000);
    let program = env::current_exe()?.display().to_string();
    let reference = [program.clone(), REFERENCE.to_owned()];
    let bare = [program, BARE.to_owned()];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    let (mut judged, mut unjudged) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let streamed = runtime.block_on(ask(&reference, count))?;
        judged = judged.min(streamed.took);
        unjudged = unjudged.min(bare::drive(&bare, count)?);
    }
    let a_second = |took: Duration| count as f64 / took.as_secs_f64();
    println!("{count} cases, the best of {RUNS} runs");
    println!(
        "judged:    {:>9.0} cases a second (aim: 500000 at least)",
        a_second(judged)
    );
    println!("bare loop: {:>9.0} cases a second", a_second(unjudged));
    println!(
        "ratio:     {:>9.2} (aim: 0.4 at least)",
        a_second(judged) / a_second(unjudged)
    );
    println!(
        "peak of memory, harness and bare loop: {} MiB",
        memory::in_mib(memory::peak())
    );
    Ok(())
}

async fn ask(adapter: &[String], count: u64) -> Result<Streamed, Box<dyn Error>> {
    let mut numbers = 0..count;
    let streamed = stream(
        AdapterSource::Command(adapter.to_vec()),
        Duration::from_secs(60),
        &mut |question| match numbers.next() {
            Some(number) => {
                cases::fill(number, question);
                true
            }
            None => false,
        },
        &mut |diverged| panic!("the reference passes all of its own cases, and not {diverged:?}"),
    )
    .await?;
    assert_eq!(streamed.asked, count, "every case is asked");
    Ok(streamed)
}
