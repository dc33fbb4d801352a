//! Our reader against GitHub's rules: the same tables, the same rows, the same cells, or a finding
//! that says why not.
#![cfg(feature = "generator")]

mod common;
#[path = "common/oracle.rs"]
mod oracle;
#[path = "common/random.rs"]
mod random;

use std::sync::atomic::{AtomicUsize, Ordering};

use apigateway_errors::generator::document::Table;
use apigateway_errors::generator::{Level, Report};
use common::report;
use proptest::prelude::*;

/// Every table has a name, and every word is text.
const ANNOTATIONS: &str = "# Annotations\n\n## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n\n## Literal words\n\n\
                           | Word | Reason |\n|-|-|\n| * | text |\n";

/// The tables that we take for tables, as text.
fn tables(report: &Report) -> Vec<Vec<Vec<String>>> {
    let source = &report.document.source;
    let table = |table: &Table| {
        let header = table.header_texts(source);
        let header = header.into_iter().map(str::to_owned).collect();
        let row = |row: &apigateway_errors::generator::document::Row| {
            row.cells
                .iter()
                .map(|cell| cell.text(source).to_owned())
                .collect()
        };
        let mut rows: Vec<Vec<String>> = vec![header];
        rows.extend(table.rows.iter().map(row));
        rows
    };
    report.document.tables.iter().map(table).collect()
}

/// Whether something is said of the document's structure or of the text of its cells.
fn explained(report: &Report) -> bool {
    let about = |finding: &apigateway_errors::generator::Finding| {
        let id = finding.check.id;
        finding.level > Level::Info
            && (id.starts_with("EC1")
                || ["EC210", "EC401", "EC402", "EC405", "EC209"].contains(&id))
    };
    report.findings.iter().any(about)
}

/// Lines that are tables or nearly are, and what may stand between them.
fn line() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "A_B", "404", "`C`", "x \\| y", "**D**", "", " ", "资源", "{a}", "&amp;", "a_b_c", "\\\\",
        "`a|b`", "[l](u)",
    ]);
    let row = (
        prop::collection::vec(cell, 1..6),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(cells, first, last)| {
            let mut row = cells.join(" | ");
            if first {
                row.insert_str(0, "| ");
            }
            if last {
                row.push_str(" |");
            }
            row
        });
    let sound = prop::sample::select(vec![
        "| NOT_FOUND | 404 | gone | look |",
        "| A_B | 400 | bad | mend |",
        "| C | 409 | both | wait |",
    ]);
    let other = prop::sample::select(vec![
        "",
        "",
        "# A",
        "text",
        "- item",
        "> quote",
        "---",
        "```",
        "    code",
        "<div>",
        "<!-- x -->",
        "===",
        "|",
        "||",
        "|-|-|-|-|",
        "|:-|-:|:-:|-|",
        "-|-|-|-",
        "| - | - | - | - |",
        "\t| A | 404 | tab | x |",
        "1. one",
        "| Code | Status | Message | Solution |",
        "|-|-|",
        "\u{3000}",
        "｜ A ｜ 404 ｜",
        "Setext\n---",
    ]);
    prop_oneof![2 => row, 4 => sound.prop_map(str::to_owned), 2 => other.prop_map(str::to_owned)]
}

static COMPARED: AtomicUsize = AtomicUsize::new(0);

fn agrees(text: &str) {
    let report = report(text.as_bytes(), ANNOTATIONS.as_bytes());
    if explained(&report) {
        return;
    }
    let (ours, theirs) = (tables(&report), oracle::tables(text));
    assert_eq!(ours, theirs, "in\n{text}");
    COMPARED.fetch_add(usize::from(!theirs.is_empty()), Ordering::Relaxed);
}

const SOUND: &str = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n";

proptest! {
    #![proptest_config(random::cases(4000))]

    #[test]
    fn documents_of_any_lines(lines in prop::collection::vec(line(), 0..12)) {
        agrees(&lines.join("\n"));
    }

    #[test]
    fn a_table_and_what_follows_it(lines in prop::collection::vec(line(), 0..6)) {
        agrees(&format!("{SOUND}| F | 400 | first | f |\n{}\n", lines.join("\n")));
    }

    #[test]
    fn a_table_with_one_odd_row(row in line(), text in "[ -;=-~]{0,30}") {
        agrees(&format!("{SOUND}| F | 400 | first | f |\n{row}\n| L | 400 | last | l |\n"));
        agrees(&format!("{SOUND}| F | 400 | {text} | f |\n| L | 400 | last | l |\n"));
    }
}

#[test]
fn the_published_document_and_every_fixture() {
    for fixture in common::fixtures() {
        let Ok(text) = String::from_utf8(fixture.document.clone()) else {
            continue;
        };
        let report = fixture.report();
        // A placeholder such as `<name>` is text to us and a tag to GitHub.
        if !explained(&report) && report.accepted.is_empty() && !text.contains('<') {
            assert_eq!(
                tables(&report),
                oracle::tables(&text),
                "{}",
                fixture.title()
            );
        }
    }
    // What GitHub shows of the published document is what we take for shown: 24 and 5 rows.
    let text = String::from_utf8(common::published()).expect("text");
    let shown: Vec<usize> = oracle::tables(&text)
        .iter()
        .map(|table| table.len() - 1)
        .collect();
    assert_eq!(shown, [24, 5]);
    let report = common::report(&common::published(), &common::annotations());
    let ours: Vec<usize> = report
        .document
        .tables
        .iter()
        .map(|table| table.rows.iter().filter(|row| !row.cut_off).count())
        .collect();
    assert_eq!(ours, shown);
}

/// What is inserted at every position of a document.
const INSERTED: [&str; 10] = [
    "|", "\n\n", "\t", " ", "`", "\\", "\u{FEFF}", "\u{200B}", "\u{3000}", "｜",
];

/// A document that is changed in one place: what becomes of the change.
#[derive(Debug, Default)]
struct Fate {
    mutants: usize,
    catalogue: usize,
    finding: usize,
    same: usize,
}

/// The catalogue without the lines at which entries stand, and what there is to say of the document.
fn catalogue(report: &Report) -> (Option<apigateway_errors::generator::Catalogue>, Vec<String>) {
    let catalogue = report.catalogue().map(|mut catalogue| {
        for entry in &mut catalogue.entries {
            entry.line = 0;
        }
        catalogue
    });
    let accepted = report.accepted.iter().map(|(finding, _)| finding);
    let findings = report.findings.iter().chain(accepted);
    let said = findings.map(|finding| {
        format!(
            "{} {} {}",
            finding.check.id, finding.subject, finding.message
        )
    });
    (catalogue, said.collect())
}

/// What GitHub shows below the headers. The name of a column may be written in several ways; what the
/// columns hold is in the catalogue.
fn rows(document: &str) -> Vec<Vec<Vec<String>>> {
    let tables = oracle::tables(document).into_iter();
    tables
        .map(|table| table.into_iter().skip(1).collect())
        .collect()
}

/// Deletes every character and inserts each of the above at every position, one at a time: none of
/// it is lost without a word.
fn mutate(document: &str, annotations: &[u8], every: usize) -> Fate {
    let before = catalogue(&report(document.as_bytes(), annotations));
    let shown = rows(document);
    let mut fate = Fate::default();
    let places = document.char_indices().map(|(at, c)| (at, c.len_utf8()));
    for (at, length) in places.chain([(document.len(), 0)]).step_by(every) {
        let (head, tail) = document.split_at(at);
        let deleted = (length > 0).then(|| format!("{head}{}", &tail[length..]));
        let inserted = INSERTED.iter().map(|text| format!("{head}{text}{tail}"));
        for mutant in deleted.into_iter().chain(inserted) {
            fate.mutants += 1;
            let after = catalogue(&report(mutant.as_bytes(), annotations));
            if after.1 != before.1 {
                fate.finding += 1;
            } else if after.0 != before.0 {
                fate.catalogue += 1;
            } else {
                assert_eq!(rows(&mutant), shown, "at byte {at}:\n{mutant}");
                fate.same += 1;
            }
        }
    }
    fate
}

#[test]
fn no_change_of_one_character_is_lost_without_a_word() {
    let clean = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n| NOT_FOUND | 404 | no {thing} here | look |\n\
                 | GONE | 410 | it `was` here | - |\n\nThe end.\n";
    let fate = mutate(clean, ANNOTATIONS.as_bytes(), 1);
    println!("{fate:?}");
    assert_eq!(fate.mutants, fate.catalogue + fate.finding + fate.same);
    assert!(
        fate.catalogue > 200 && fate.finding > 500 && fate.same > 100,
        "{fate:?}"
    );
    let published = String::from_utf8(common::published()).expect("text");
    // All of them: cargo test --release --all-features --test oracle -- --include-ignored --nocapture
    let fate = mutate(&published, &common::annotations(), 29);
    println!("{fate:?}");
    assert!(fate.mutants > 1_000, "{fate:?}");
}

#[test]
#[ignore = "36,000 documents; a minute in release, many in debug"]
fn no_change_of_one_character_of_the_published_document_is_lost_without_a_word() {
    let published = String::from_utf8(common::published()).expect("text");
    println!("{:?}", mutate(&published, &common::annotations(), 1));
}
