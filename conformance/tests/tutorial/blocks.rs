//! The code blocks of the tutorial: files to write, edits to make, commands to run.

/// What a reader does.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// Writes a file, in the place of one that may be there: a block `python NAME`.
    File { name: String, text: String },
    /// Changes some lines of a file: a block `diff NAME`, of one change.
    Edit {
        name: String,
        before: String,
        after: String,
    },
    /// Runs a command: each line of a block `console` that begins with `$`, and the lines it prints.
    Command { line: String, output: String },
}

/// The blocks, in order.
///
/// # Panics
/// A block of another kind, as nothing would keep it true.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split_once(' ') {
            Some(("python", name)) => found.push(Block::File {
                name: name.to_owned(),
                text: joined(&inside),
            }),
            Some(("diff", name)) => found.push(Block::Edit {
                name: name.to_owned(),
                before: side(&inside, '-'),
                after: side(&inside, '+'),
            }),
            None if info == "console" => found.extend(commands(&inside)),
            _ => panic!("a block `{info}` is neither a file, nor an edit, nor a console"),
        }
    }
    found
}

/// The lines of one side of an edit: those that it alone has, and those that both have.
fn side(lines: &[&str], sign: char) -> String {
    let kept = lines
        .iter()
        .filter_map(|line| line.strip_prefix([sign, ' ']));
    joined(&kept.collect::<Vec<_>>())
}

fn commands(lines: &[&str]) -> Vec<Block> {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with("$ "))
        .collect();
    assert_eq!(
        starts.first(),
        Some(&0),
        "a console begins with a command: {lines:?}"
    );
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let each = starts.iter().copied().zip(ends);
    each.map(|(start, end)| Block::Command {
        line: lines[start].trim_start_matches("$ ").to_owned(),
        output: joined(&lines[start + 1..end]),
    })
    .collect()
}

fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_three_kinds_of_block_are_told_apart() {
    let text = "Prose.\n```python a.py\nx = 1\n```\n```diff a.py\n x\n-1\n+2\n```\n```console\n$ cd a\n$ b\nc\n...\n```\n";
    let owned = str::to_owned;
    assert_eq!(
        blocks(text),
        [
            Block::File {
                name: owned("a.py"),
                text: owned("x = 1\n")
            },
            Block::Edit {
                name: owned("a.py"),
                before: owned("x\n1\n"),
                after: owned("x\n2\n")
            },
            Block::Command {
                line: owned("cd a"),
                output: owned("")
            },
            Block::Command {
                line: owned("b"),
                output: owned("c\n...\n")
            },
        ]
    );
}

#[test]
#[should_panic(expected = "neither a file, nor an edit, nor a console")]
fn a_block_that_nothing_keeps_true_is_refused() {
    blocks("```sh\nrm -rf my-adapter\n```\n");
}
