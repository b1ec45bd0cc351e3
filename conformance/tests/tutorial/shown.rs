//! Whether a command prints what the tutorial says: line by line, but for the counts, which grow with the suite.

/// Whether what is shown is what is printed. A line `...` stands for any lines; any number stands for any other, and any
/// width of a gap between words for any other.
pub fn shows(shown: &str, printed: &str) -> bool {
    let printed: Vec<String> = printed.lines().map(without_counts).collect();
    let shown: Vec<String> = shown.lines().map(without_counts).collect();
    let parts: Vec<&[String]> = shown.split(|line| line == "...").collect();
    let [first, rest @ ..] = &parts[..] else {
        return false;
    };
    let Some((last, middle)) = rest.split_last() else {
        return *first == printed;
    };
    let Some(mut left) = printed.strip_prefix(*first) else {
        return false;
    };
    for part in middle {
        let Some(at) = (0..=left.len()).find(|at| left[*at..].starts_with(part)) else {
            return false;
        };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

fn without_counts(line: &str) -> String {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    for symbol in words.chars() {
        match symbol {
            '0'..='9' if text.ends_with('#') => {}
            '0'..='9' => text.push('#'),
            other => text.push(other),
        }
    }
    text
}

#[test]
fn counts_differ_and_nothing_else_does() {
    let printed = "one\ntwo 22\ntotal  138   · \nend\n";
    for shown in [
        printed,
        "one\n...\n",
        "...\nend\n",
        "...\ntotal 9 ·\n...\n",
        "one\n...\ntwo 1\n...\nend\n",
    ] {
        assert!(shows(shown, printed), "{shown}");
    }
    for shown in [
        "",
        "one\n",
        "end\n",
        "...\ntotal 138 1\n...\n",
        "...\ntwo 22\none\n...\n",
        "...\nthree\n...\n",
    ] {
        assert!(!shows(shown, printed), "{shown}");
    }
}
