//! A disk that changes what it keeps: the file and the message are named, and nothing of it is passed on.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command says, and its exit code.
fn rlog(dir: &Path, args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_rlog"))
        .current_dir(dir)
        .args(args)
        .output()
        .expect("rlog starts");
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).expect("text"), output.status.code())
}

fn well(dir: &Path, args: &[&str]) {
    let (said, code) = rlog(dir, args);
    assert_eq!(code, Some(0), "{args:?}: {said}");
}

/// Alice's and Bob's directories, and three messages of Alice's.
fn written() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for args in [
        &["init", "alice", "--name", "alice", "--store", "s"][..],
        &["init", "bob", "--name", "bob", "--store", "s"],
        &[
            "append",
            "alice",
            "--at",
            "1",
            "first",
            "meet at noon",
            "last",
        ],
    ] {
        well(dir.path(), args);
    }
    dir
}

/// Where in a file some bytes stand.
fn places(file: &[u8], bytes: &[u8]) -> Vec<usize> {
    (0..file.len())
        .filter(|at| file[*at..].starts_with(bytes))
        .collect()
}

/// Changes the message at the one place of the file that `which` chooses.
fn damage(path: &Path, which: impl Fn(&[usize]) -> Vec<usize>) {
    let mut file = fs::read(path).expect("the file is there");
    for at in which(&places(&file, b"meet at noon")) {
        file[at + 8] ^= 1;
    }
    fs::write(path, file).expect("the file may be written");
}

#[test]
fn a_damaged_message_is_not_listed_and_the_others_are() {
    let dir = written();
    well(dir.path(), &["publish", "alice"]);
    well(dir.path(), &["sync", "bob", "alice"]);
    for (file, list) in [
        ("alice/rlog.redb", &["list", "alice"][..]),
        ("bob/rlog.redb", &["list", "bob", "alice"]),
    ] {
        damage(&dir.path().join(file), <[usize]>::to_vec);
        let (said, code) = rlog(dir.path(), list);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains("first") && said.contains("last"), "{said}");
        assert!(!said.contains("meet"), "{said}");
        let named = format!("the file {file} is damaged: message ");
        assert!(said.contains(&named), "{said}");
        assert!(said.contains("the content is message"), "{said}");
    }
}

#[test]
fn nothing_damaged_is_published_wherever_the_damage_is() {
    let copies = {
        let dir = written();
        let file = fs::read(dir.path().join("alice/rlog.redb")).expect("the file is there");
        places(&file, b"meet at noon").len()
    };
    let mut seen = Vec::new();
    for copy in 0..copies {
        let dir = written();
        damage(&dir.path().join("alice/rlog.redb"), |places| {
            vec![places[copy]]
        });
        for publish in [&["publish", "alice"][..], &["publish", "alice", "--again"]] {
            let (said, code) = rlog(dir.path(), publish);
            if code == Some(0) {
                // An old copy, which the file no longer uses.
                well(dir.path(), &["verify", "alice"]);
                well(dir.path(), &["sync", "bob", "alice"]);
                continue;
            }
            assert_eq!(code, Some(3), "{said}");
            assert!(
                said.contains("the file alice/rlog.redb is damaged: "),
                "{said}"
            );
            let (said_later, _) = rlog(dir.path(), &["sync", "bob", "alice"]);
            assert!(said_later.contains("was never published"), "{said_later}");
            seen.push(said);
        }
    }
    for what in ["message ", "the state of the log own "] {
        let named = |said: &String| said.contains(&format!("is damaged: {what}"));
        assert!(seen.iter().any(named), "{what}: {seen:?}");
    }
}

#[test]
fn publishing_again_heals_what_the_store_has_damaged() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let init = "init alice --name alice --store s --embed 0";
    well(dir.path(), &init.split(' ').collect::<Vec<_>>());
    well(
        dir.path(),
        &["append", "alice", "--at", "1", "meet at noon"],
    );
    well(dir.path(), &["publish", "alice"]);
    damage(&dir.path().join("s"), <[usize]>::to_vec);
    let (said, code) = rlog(dir.path(), &["verify", "alice"]);
    assert!(
        code == Some(1) && said.contains("is not what was published"),
        "{said}"
    );
    assert!(
        said.contains("comes back with `rlog publish --again`"),
        "{said}"
    );
    well(dir.path(), &["publish", "alice", "--again"]);
    well(dir.path(), &["verify", "alice"]);
}

/// Changes every place of a file where some bytes stand.
fn replace(path: &Path, from: &[u8], to: &[u8]) {
    let mut file = fs::read(path).expect("the file is there");
    for at in places(&file, from) {
        file[at..at + to.len()].copy_from_slice(to);
    }
    fs::write(path, file).expect("the file may be written");
}

#[test]
fn a_file_that_makes_the_database_panic_is_named() {
    for (file, table, repair) in [
        ("alice/rlog.redb", "followed", "restore it from a backup"),
        ("s", "contents", "every writer run `rlog publish --again`"),
    ] {
        let dir = written();
        // No UTF-8, which redb takes a table's name for.
        replace(&dir.path().join(file), table.as_bytes(), b"\xff");
        let (said, code) = rlog(dir.path(), &["publish", "alice"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(said.contains(&format!("{file} is damaged")), "{said}");
        assert!(said.contains(repair), "{said}");
    }
}

#[test]
fn a_file_that_the_database_refuses_is_called_damaged() {
    for (file, repair) in [
        ("alice/rlog.redb", "restore it from a backup"),
        ("s", "every writer run `rlog publish --again`"),
    ] {
        let dir = written();
        replace(&dir.path().join(file), b"redb\x1a\x0a", b"no");
        let (said, code) = rlog(dir.path(), &["publish", "alice"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(&format!("{file} is damaged")), "{said}");
        assert!(said.contains(repair), "{said}");
    }
}
