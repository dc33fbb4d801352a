//! The document as it was published first: what is in it, and that nothing of it is lost.
#![cfg(feature = "generator")]

mod common;

use apigateway_errors::generator::emit::page;
use apigateway_errors::generator::{Options, Report, emit};
use common::{annotations, published, rendered, report};

fn text() -> String {
    String::from_utf8(published()).expect("text")
}

fn generated(report: &Report) -> String {
    let catalogue = report
        .catalogue()
        .unwrap_or_else(|| panic!("{}", rendered(report)));
    let options = Options {
        document: "spec/error-codes.md",
        runtime: "crate",
    };
    emit(&catalogue, options).expect("Rust")
}

#[test]
fn its_54_rows_are_24_and_30_of_which_25_are_recovered_and_29_merged() {
    let report = report(&published(), &annotations());
    let rows: Vec<usize> = report
        .document
        .tables
        .iter()
        .map(|table| table.rows.len())
        .collect();
    assert_eq!(rows, [24, 30]);
    let counts = report.counts;
    assert_eq!((counts.rows, counts.recovered, counts.merged), (54, 25, 29));
    assert_eq!((counts.codes, counts.entries), (24, 25));
}

#[test]
fn its_findings_are_exactly_the_known_ones_and_all_are_accepted() {
    let report = report(&published(), &annotations());
    assert!(report.findings.is_empty(), "{}", rendered(&report));
    let mut accepted: Vec<String> = report
        .accepted
        .iter()
        .map(|(finding, _)| format!("{} {}", finding.check.id, finding.subject))
        .collect();
    accepted.sort();
    let expected = [
        "EC101 控制台错误码",
        "EC115 表3.",
        "EC202 APIGATEWAY_SUCCESS",
        "EC203 FAILED_PRECONDITION 400 409",
        "EC302 499",
        "EC303 APIGATEWAY_SUCCESS 200",
        "EC404 控制台错误码 解决方案",
        "EC404 通用错误码 解决方案",
        "EC407 OUT_OF_RANGE",
    ];
    assert_eq!(accepted, expected);
    let orphaned = report
        .accepted
        .iter()
        .find(|(finding, _)| finding.check.id == "EC101");
    assert_eq!(orphaned.map(|(finding, _)| finding.labels.len()), Some(5));
    let placeholders = report
        .accepted
        .iter()
        .find(|(finding, _)| finding.check.id == "EC202");
    assert_eq!(
        placeholders.map(|(finding, _)| finding.labels.len()),
        Some(30)
    );
}

#[test]
fn every_line_that_is_shaped_like_a_row_is_counted_once() {
    let text = text();
    let shaped: Vec<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.trim().starts_with('|') && line.trim().ends_with('|'))
        .map(|(line, _)| line)
        .collect();
    let report = report(&published(), &annotations());
    let mut counted: Vec<usize> = Vec::new();
    for table in &report.document.tables {
        counted.extend([table.header.line, table.header.line + 1]);
        counted.extend(table.rows.iter().map(|row| row.line));
    }
    assert_eq!(counted, shaped);
    for table in &report.document.tables {
        for row in &table.rows {
            let cells = text
                .lines()
                .nth(row.line)
                .expect("a line")
                .matches('|')
                .count()
                - 1;
            assert_eq!(row.cells.len(), cells);
        }
    }
}

#[test]
fn the_same_document_gives_the_same_text_whatever_its_line_ends() {
    let once = generated(&report(&published(), &annotations()));
    assert_eq!(generated(&report(&published(), &annotations())), once);
    let crlf = text().replace('\n', "\r\n");
    let crlf_annotations = String::from_utf8(annotations())
        .expect("text")
        .replace('\n', "\r\n");
    assert_eq!(generated(&report(crlf.as_bytes(), &annotations())), once);
    assert_eq!(
        generated(&report(crlf.as_bytes(), crlf_annotations.as_bytes())),
        once
    );
}

#[test]
fn blank_lines_and_padding_and_table_numbers_change_nothing_but_lines() {
    let edited = text()
        .replace("  |", " |")
        .replace("表1.", "表 12：")
        .replace("\n\n\n\n", "\n\n");
    let names = |report: &Report| {
        let catalogue = report
            .catalogue()
            .unwrap_or_else(|| panic!("{}", rendered(report)));
        let entries = catalogue
            .entries
            .iter()
            .map(|entry| (entry.status, entry.texts[0].message.clone()));
        (catalogue.codes.clone(), entries.collect::<Vec<_>>())
    };
    assert_eq!(
        names(&report(edited.as_bytes(), &annotations())),
        names(&report(&published(), &annotations()))
    );
}

/// The console's table with a real code in each of its rows, still cut off by blank lines.
fn filled() -> (String, Vec<String>) {
    let row = "| APIGATEWAY_SUCCESS |  200 |  成功  |      |";
    let mut codes = Vec::new();
    let lines = text();
    let lines = lines.lines().map(|line| {
        if line != row {
            return line.to_owned();
        }
        let code = format!("CONSOLE_{:02}", codes.len());
        let filled = format!("| {code} | 4{:02} |  失败  |      |", codes.len() % 10);
        codes.push(code);
        filled
    });
    let text = lines.collect::<Vec<_>>().join("\n") + "\n";
    (text, codes)
}

#[test]
fn an_edition_with_real_codes_below_blank_lines_yields_every_one_of_them() {
    let (document, codes) = filled();
    assert_eq!(codes.len(), 30);
    let stale = ["EC202", "EC303", "APIGATEWAY_SUCCESS"];
    let annotations = String::from_utf8(annotations()).expect("text");
    let kept = annotations
        .lines()
        .filter(|line| !stale.iter().any(|id| line.starts_with(&format!("| {id} "))));
    let accepted = kept.collect::<Vec<_>>().join("\n");
    let report_ = report(document.as_bytes(), accepted.as_bytes());
    let catalogue = report_
        .catalogue()
        .unwrap_or_else(|| panic!("{}", rendered(&report_)));
    for code in &codes {
        assert!(
            catalogue.codes.iter().any(|found| found.name == *code),
            "{code}"
        );
    }
    assert_eq!((report_.counts.recovered, report_.counts.merged), (25, 0));

    let refused: Vec<&str> = accepted
        .lines()
        .filter(|line| !line.starts_with("| EC101 "))
        .collect();
    let report_ = report(document.as_bytes(), refused.join("\n").as_bytes());
    assert!(report_.catalogue().is_none());
    let errors: Vec<&str> = report_
        .findings
        .iter()
        .map(|finding| finding.check.id)
        .filter(|id| !["EC408", "EC507"].contains(id))
        .collect();
    assert_eq!(errors, ["EC101"]);
    let help = &report_
        .findings
        .iter()
        .find(|finding| finding.check.id == "EC101")
        .expect("EC101")
        .help[0];
    assert_eq!(help.text, "delete the blank lines between the rows:");
    let source = &report_.document.source;
    let lines: Vec<usize> = help
        .edits
        .iter()
        .map(|edit| source.line_of(edit.span.start) + 1)
        .collect();
    assert_eq!(lines, [42, 48, 54, 60, 66]);
}

#[test]
fn a_misprint_in_a_row_is_all_that_is_found() {
    for (right, wrong, check) in [
        ("HTTP_FORBIDDEN ", "HTTP-FORBIDDEN ", "EC206"),
        ("HTTP_FORBIDDEN ", "", "EC201"),
        ("HTTP_FORBIDDEN   | 403", "HTTP_FORBIDDEN   | 4O3", "EC301"),
        (
            "| HTTP_FORBIDDEN   | 403 |",
            "| HTTP_FORBIDDEN 403 |",
            "EC105",
        ),
        ("OUT_OF_RANGE ", "OUT_OF_RANGE/INVALID_RANGE ", "EC211"),
        ("OUT_OF_RANGE ", "OUT\u{200B}_OF_RANGE ", "EC209"),
        ("取消操作", "取消|操作", "EC104"),
    ] {
        let text = text();
        assert_eq!(text.matches(right).count(), 1, "{right}");
        let report = report(text.replace(right, wrong).as_bytes(), &annotations());
        let found: Vec<&str> = report
            .findings
            .iter()
            .map(|finding| finding.check.id)
            .collect();
        assert_eq!(found, [check], "{}", rendered(&report));
    }
}

#[test]
fn a_link_is_its_text_in_a_row_that_is_cut_off_too() {
    let document = "## 通用错误码\n\n| 错误码 | HTTP状态码 | 错误信息 |\n|-|-|-|\n| ONE | 400 | 见[文档][B]。 |\n\n\
                    | TWO | 400 | 见[文档][b]。 |\n\n[b]: https://example.org/x\n";
    let report = report(document.as_bytes(), &annotations());
    let rows = &report.document.tables[0].rows;
    let texts: Vec<&str> = rows.iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(texts, ["见文档。"; 2]);
}

#[test]
fn the_page_of_the_docs_has_a_line_for_each_entry() {
    let report = report(&published(), &annotations());
    let catalogue = report.catalogue().expect("a catalogue");
    let page = page(&catalogue);
    assert_eq!(page.lines().count(), 2 + catalogue.entries.len(), "{page}");
    for (code, status) in [
        ("FailedPrecondition", 400),
        ("FailedPrecondition", 409),
        ("NotFound", 404),
    ] {
        let is_of = |line: &str| line.contains(code) && line.contains(&format!("| {status} |"));
        assert_eq!(
            page.lines().filter(|line| is_of(line)).count(),
            1,
            "{code} {status}"
        );
    }
}
