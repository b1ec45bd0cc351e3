//! A deliberately bad adapter: what the tests of the harness point it at.

fn main() {}
