//! What the fuzz targets promise, held against their seeds and against random input.
#![cfg(all(feature = "generator", feature = "serde"))]

mod common;
#[path = "fuzz/promises.rs"]
mod promises;
#[path = "common/random.rs"]
mod random;

use std::fs;

use common::{fixtures, read, root};
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
}
