//! One input, guarded: a panic is an error, so is too much memory, and so is too long a time.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use proptest::test_runner::TestCaseError;
use remote_log_parsers::Target;

use crate::watch::Watch;

/// How long one input may take. The slowest takes a hundredth of it where nothing else runs.
const LONGEST: Duration = Duration::from_secs(5);

/// Whether everything holds for these bytes.
pub fn held(target: &Target, watch: &Watch, bytes: &[u8]) -> Result<(), TestCaseError> {
    let fail = |why: String| Err(TestCaseError::fail(why));
    let mut answer = Ok(());
    let mut time = Duration::ZERO;
    let taken = allocation_counter::measure(|| {
        let decode = || answer = catch_unwind(AssertUnwindSafe(|| (target.holds)(bytes)));
        time = watch.time(bytes, decode);
    });
    if let Err(panic) = answer {
        return fail(words(&*panic));
    }
    let (base, each) = target.memory;
    let (took, most) = (taken.bytes_max, base + each * bytes.len() as u64);
    if took > most {
        return fail(format!(
            "it takes {took} bytes of memory at once, and {most} are allowed"
        ));
    }
    match time > LONGEST {
        true => fail(format!("it takes {time:?}")),
        false => Ok(()),
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without words").to_owned()
}
