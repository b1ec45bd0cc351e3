//! The project's chores.

mod vectors;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    println!("{}", vectors::write(root).unwrap());
    vectors::check(root).unwrap();
}
