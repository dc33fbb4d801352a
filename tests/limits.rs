//! What is said of documents that are too large, or wrong in too many places to read it all.
#![cfg(feature = "generator")]

mod common;

use apigateway_errors::generator::document::{MAX_COLUMNS, MAX_ROWS};
use apigateway_errors::generator::finding::File;
use apigateway_errors::generator::source::{MAX_BYTES, Source};
use apigateway_errors::generator::{Finding, Report, report};

const HEAD: &str = "# Codes\n\n| Code | Status | Message |\n|-|-|-|\n";
const NAMES: &str = "## Tables\n\n| Title | Name |\n|-|-|\n| Codes | Codes |\n\n";
const ANY_WORD: &str = "## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n\n";

fn check(rows: impl Iterator<Item = String>, annotations: &str) -> Report {
    let document = HEAD.to_owned() + &rows.collect::<String>();
    let annotations = NAMES.to_owned() + annotations;
    common::report(document.as_bytes(), annotations.as_bytes())
}

/// Rows without a message, and one with one.
fn without_messages(count: usize) -> impl Iterator<Item = String> {
    let rows = (0..count).map(|index| format!("| A{index} | 400 | |\n"));
    rows.chain(["| Z | 400 | z |\n".to_owned()])
}

fn of<'a>(report: &'a Report, id: &str) -> Vec<&'a Finding> {
    let findings = report.findings.iter();
    findings.filter(|finding| finding.check.id == id).collect()
}

#[test]
fn more_than_a_thousand_findings_of_a_check_are_counted() {
    let rows = |count| (0..count).map(|index| format!("| A{index} | 400 | 错 w{index} |\n"));
    assert_eq!(of(&check(rows(1_000), ""), "EC406").len(), 1_000);
    assert!(!common::rendered(&check(rows(1_000), "")).contains("left out"));

    let report = check(rows(1_500), "");
    let told = of(&report, "EC406");
    assert_eq!(told.len(), 1_000);
    assert_eq!(told[999].subject, "w999");
    let last = told[999].help.last().expect("help");
    assert_eq!(
        last.text,
        "500 more findings of this check left out; mend these first"
    );
    assert_eq!(common::rendered(&report).matches("left out").count(), 1);

    // A check that does not count by itself.
    let report = check(without_messages(1_001), ANY_WORD);
    assert_eq!(of(&report, "EC403").len(), 1_000);
    let rest = "help: 1 more finding of this check left out; mend these first";
    assert_eq!(common::rendered(&report).matches(rest).count(), 1);
}

#[test]
fn what_is_accepted_takes_no_place_from_what_is_not() {
    let accepted = (0..1_099).map(|index| format!("| EC403 | A{index} 400 | x |\n"));
    let accepted: String = accepted.collect();
    let table = "## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n";
    let annotations = format!("{ANY_WORD}{table}{accepted}");
    let report = check(without_messages(1_100), &annotations);
    let told = of(&report, "EC403");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, "A1099 400");
    assert_eq!(report.accepted.len(), 1_099);
    assert!(of(&report, "EC501").is_empty());
}

#[test]
fn a_message_over_the_limit_is_not_taken_apart() {
    let words = |count| {
        (0..count)
            .map(|index| format!("w{index} "))
            .collect::<String>()
    };
    let row = |count| [format!("| A | 400 | 错 {} |\n", words(count))].into_iter();
    let report = check(row(600), "");
    assert_eq!(
        (of(&report, "EC117").len(), of(&report, "EC406").len()),
        (0, 600)
    );
    let report = check(row(900), "");
    assert_eq!(
        (of(&report, "EC117").len(), of(&report, "EC406").len()),
        (1, 0)
    );
    assert!(report.catalogue().is_none());
}

#[test]
fn code_is_made_of_so_many_messages_and_placeholders_and_no_more() {
    let rows = |count: usize, text: &str| {
        let repeated = |count| text.repeat(count).trim_end_matches(';').to_owned();
        let row = |index| format!("| A{index} | 400 | {} |\n", repeated(count.min(1_000)));
        let rest = format!("| B | 400 | {} |\n", repeated(count % 1_000));
        (0..count / 1_000)
            .map(row)
            .chain([rest])
            .collect::<Vec<_>>()
    };
    for (text, of_what) in [("%s ", "placeholders"), ("a;", "messages")] {
        let report = check(rows(65_535, text).into_iter(), ANY_WORD);
        assert!(of(&report, "EC117").is_empty());
        let report = check(rows(65_536, text).into_iter(), ANY_WORD);
        let told = of(&report, "EC117");
        assert_eq!(told.len(), 1);
        let message = format!("65536 {of_what}; the limit is 65535");
        assert_eq!(told[0].message, message);
        assert_eq!(told[0].file, File::Document);
        let place = report.document.source.position(told[0].span().start);
        assert_eq!(place.0, 5, "the line that has the most");
        assert!(report.catalogue().is_none());
    }
}

#[test]
fn a_document_may_be_as_large_as_the_limits_and_no_larger() {
    // The header is a row, and so is the delimiter row.
    let rows = |count: usize| {
        let line = |_| "| A | 400 | a |\n".to_owned();
        check((2..count).map(line), "")
    };
    assert_eq!(of(&rows(MAX_ROWS), "EC117").len(), 0);
    let report = rows(MAX_ROWS + 1);
    let message = format!("{} rows; the limit is {}", MAX_ROWS + 1, MAX_ROWS);
    assert_eq!(of(&report, "EC117")[0].message, message);

    let columns = |count: usize| check([format!("{}|\n", "| a ".repeat(count))].into_iter(), "");
    assert_eq!(of(&columns(MAX_COLUMNS), "EC117").len(), 0);
    assert_eq!(of(&columns(MAX_COLUMNS + 1), "EC117").len(), 1);

    let without_outer = |count: usize| {
        let row = vec!["a"; count].join(" | ");
        check([row + "\n"].into_iter(), "")
    };
    assert_eq!(of(&without_outer(MAX_COLUMNS), "EC117").len(), 0);
    let report = without_outer(MAX_COLUMNS + 1);
    let message = &of(&report, "EC117")[0].message;
    assert!(message.starts_with("65 columns"), "{message}");
}

#[test]
fn no_more_of_a_file_is_read_than_it_takes_to_see_that_it_is_too_large() {
    let file = std::env::temp_dir().join(format!("limits-{}.md", std::process::id()));
    let read = |size: usize| {
        std::fs::write(&file, vec![b'a'; size]).expect("a file");
        let source = report::read(&file).expect("a file");
        (source.size(), source.is_text())
    };
    assert_eq!(read(MAX_BYTES), (MAX_BYTES, true));
    assert_eq!(read(MAX_BYTES + 1), (MAX_BYTES + 1, false));
    assert_eq!(read(MAX_BYTES + 9), (MAX_BYTES + 1, false));
    std::fs::remove_file(file).expect("a file");
}

#[test]
fn only_some_places_and_no_endless_line_are_printed() {
    let same = |count: usize| {
        let row = |index| format!("| A{index} | 400 | word |\n");
        common::rendered(&check((0..count).map(row), ""))
    };
    assert!(!same(6).contains("more such place"));
    assert!(same(7).contains("  and 1 more such place\n"));

    let is_shown = |length: usize| {
        let start = "| A | 400 | word ";
        let row = format!("{start}{} |", ".".repeat(length - start.len() - 2));
        let report = check([format!("{row}\n")].into_iter(), "");
        let is_shown = common::rendered(&report).contains(&format!("  5 | {row}\n"));
        #[cfg(feature = "cli")]
        assert_eq!(common::with_snippets(&report).contains(start), is_shown);
        is_shown
    };
    assert!(is_shown(2_000));
    assert!(!is_shown(2_001));
}

#[test]
fn a_document_far_over_the_limit_of_bytes_is_not_read() {
    let codes = |size: usize| {
        let rows = "| GONE | 410 | gone |\n".repeat(size.saturating_sub(HEAD.len()) / 22 + 1);
        let mut document = (HEAD.to_owned() + &rows).into_bytes();
        document.truncate(size);
        Source::new("codes.md", &document)
    };
    for (size, is_read) in [
        (MAX_BYTES, true),
        (MAX_BYTES + 1, false),
        (5 * MAX_BYTES, false),
    ] {
        let source = codes(size);
        assert_eq!(
            (source.text().len() == size, source.size()),
            (is_read, size)
        );
        let report = Report::new(source, Source::new("annotations.md", b""));
        assert!(!report.document.is_readable());
        let ids: Vec<&str> = report
            .findings
            .iter()
            .map(|finding| finding.check.id)
            .collect();
        assert_eq!(ids, ["EC117"]);
    }
}
