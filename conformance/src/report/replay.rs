//! The command that asks one case again.

use crate::transport::AdapterSource;

/// One line for a shell, quoted; with the directory of vectors if it is not the suite that the harness carries.
pub fn replay_command(case: &str, source: &AdapterSource, vectors: Option<&str>) -> String {
    let mut words = vec!["rlog-conformance", "replay", case];
    if let Some(directory) = vectors {
        words.extend(["--vectors", directory]);
    }
    source.command_line(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        let source = AdapterSource::Command(vec![
            "./my adapter".into(),
            "--name=it's".into(),
            "$HOME".into(),
        ]);
        let command = replay_command("read-gap", &source, None);
        assert_eq!(
            command,
            r#"rlog-conformance replay read-gap -- './my adapter' "--name=it's" '$HOME'"#
        );
        assert_eq!(shlex::split(&command).unwrap()[4], "./my adapter");
    }

    #[test]
    fn the_way_to_the_adapter_and_the_vectors_are_kept() {
        let source = AdapterSource::Connect("127.0.0.1:7000".into());
        let command = replay_command("read-gap", &source, Some("my vectors"));
        assert_eq!(
            command,
            "rlog-conformance replay read-gap --vectors 'my vectors' --connect 127.0.0.1:7000"
        );
    }
}
