//! A scene, played by the sound base and by one with a fault.

use std::fmt::Debug;

use remote_log_mutants::faults::{Fault, Faulty};

/// Plays a scene without the fault and with it, and compares what is seen with what the specification asks for, and with what
/// the fault's sentence says.
pub fn shows<T: Debug + PartialEq>(
    fault: impl Into<Fault>,
    scene: impl Fn(Faulty) -> T,
    sound: T,
    faulty: T,
) {
    let fault = fault.into();
    assert_eq!(scene(Faulty::default()), sound, "the sound base");
    assert_eq!(scene(Faulty(Some(fault))), faulty, "{fault:?}");
}
