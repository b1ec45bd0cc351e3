//! The decoder `request`, for cargo-fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (remote_log_parsers::target("request").holds)(bytes));
