//! What the fuzz targets promise, held against their seeds and against random input.
#![cfg(feature = "cli")]

mod common;
#[path = "fuzz/promises.rs"]
mod promises;
#[path = "common/random.rs"]
mod random;

use std::fs;

use common::{fixtures, read, report, root};
use proptest::prelude::*;

#[test]
fn the_seeds_keep_every_promise() {
    for (target, promise) in [
        ("document", promises::document as fn(&[u8])),
        ("annotations", promises::annotations),
        ("message", promises::message),
        ("json", promises::json),
    ] {
        let folder = root().join("tests/fuzz/seeds").join(target);
        let seeds = fs::read_dir(folder).expect("seeds");
        let mut count = 0;
        for seed in seeds {
            promise(&read(&seed.expect("a seed").path()));
            count += 1;
        }
        assert!(count >= 3, "{target}");
    }
}

#[test]
fn the_fixtures_keep_every_promise() {
    for fixture in fixtures() {
        promises::document(&fixture.document);
        promises::annotations(&fixture.annotations);
        promises::annotations(&fixture.document);
    }
}

/// Pieces of which documents are made.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "|",
        "\n",
        "| ",
        " | ",
        "|-|-|-|-|\n",
        "# A\n",
        "\n\n",
        "404",
        "A_B",
        "{x}",
        "%s",
        "`",
        "\\",
        "\\|",
        "<b>",
        "<!--",
        "-->",
        "```\n",
        "> ",
        "- ",
        "    ",
        "\t",
        "\r",
        "&#x202E;",
        "资源",
        "；",
        "\u{200B}",
        "\u{3000}",
        "｜",
        "| Code | Status | Message | Solution |\n",
        "| NOT_FOUND | 404 | gone | look |\n",
        "[a](b)",
        "***",
        "&amp;",
        "LOST_ROW | 404 | gone\n",
        "│",
        "<div>",
        "<table>",
        "[^1]: ",
    ])
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn random_documents_keep_every_promise(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        promises::document(text.as_bytes());
        promises::document(format!("# A\n\n| Code | Status | Message |\n|-|-|-|\n| A | 404 | b |\n{text}").as_bytes());
        promises::annotations(text.as_bytes());
    }

    #[test]
    fn random_bytes_keep_every_promise(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        promises::document(&bytes);
        promises::annotations(&bytes);
        promises::message(&bytes);
        promises::json(&bytes);
    }
    /// Whatever a title holds: the row that names it and the row that accepts a finding on it.
    #[test]
    fn rows_for_the_annotations_are_read_as_they_are_printed(title in title()) {
        let escape = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
        let heading: String = title.chars().map(escape).collect();
        let document = format!(
            "## A {heading}\n\n| Code | Status | Message |\n|-|-|-|\n| A | 404 | x |\n\n| B | 404 | x |\n"
        );
        let before = report(document.as_bytes(), b"");
        let named = before.findings.iter().find(|finding| finding.check.id == "EC504").expect("EC504");
        let accepted = before.findings.iter().find(|finding| finding.check.id == "EC101").expect("EC101");
        let name = named.help[0].lines.join("\n").replace("|  |", "| Name |");
        let reason = accepted.help.last().and_then(|help| help.lines.last()).expect("a row").replace("|  |", "| because |");
        let annotations = format!("{name}\n\n## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n{reason}\n");
        let after = report(document.as_bytes(), annotations.as_bytes());
        let ids: Vec<&str> = after.findings.iter().map(|finding| finding.check.id).collect();
        prop_assert!(!ids.iter().any(|id| id.starts_with("EC1") || id.starts_with("EC50") && *id < "EC505"), "{ids:?}\n{annotations}");
        prop_assert_eq!(after.accepted.len(), 1, "{}", annotations);
    }
}

fn title() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\\", "|", "_", "*", "`", "<b>", "&amp;", "[x](y)", "~", "!", "a", "B", "错", "\u{200B}",
        "\u{A0}", " ", "#", "$",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}
