//! Our reader against GitHub's rules: the same tables, the same rows, the same cells, or a finding
//! that says why not.
#![cfg(feature = "generator")]

mod common;
#[path = "common/oracle.rs"]
mod oracle;
#[path = "common/random.rs"]
mod random;

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use apigateway_errors::generator::document::{Row, Table};
use apigateway_errors::generator::finding::File;
use apigateway_errors::generator::{Catalogue, Level, Report};
use common::{rendered, report};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Every table has a name, and every word is text.
const ANNOTATIONS: &str = "# Annotations\n\n## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n\n## Literal words\n\n\
                           | Word | Reason |\n|-|-|\n| * | text |\n";

/// The tables that we take for tables, as text.
fn tables(report: &Report) -> Vec<Vec<Vec<String>>> {
    let texts = |row: &Row| row.texts().into_iter().map(str::to_owned).collect();
    let rows = |table: &Table| {
        [&table.header]
            .into_iter()
            .chain(&table.rows)
            .map(texts)
            .collect()
    };
    report.document.tables.iter().map(rows).collect()
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

fn agrees(text: &str) {
    let report = report(text.as_bytes(), ANNOTATIONS.as_bytes());
    if let Some(line) = unaccounted(&report, text) {
        panic!(
            "line {} is lost without a word in\n{text}\n{}",
            line + 1,
            rendered(&report)
        );
    }
    if !explained(&report) {
        assert_eq!(tables(&report), oracle::tables(text), "in\n{text}");
    }
}

/// A row that GitHub shows and that is neither read, nor left out by a decision, nor named by a finding: by
/// its own line, or by that of its table's header or delimiter row.
fn unaccounted(report: &Report, text: &str) -> Option<usize> {
    let document = &report.document;
    let source = &document.source;
    let read = document.tables.iter().flat_map(|table| {
        let end = table.rows.last().map_or(table.delimiter(), |row| row.line);
        table.header.line..=end
    });
    let read: BTreeSet<usize> = read.collect();
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.file == File::Document && finding.level == Level::Error);
    let labels = errors.flat_map(|finding| &finding.labels);
    let lines =
        labels.flat_map(|label| source.line_of(label.span.start)..=source.line_of(label.span.end));
    let named: BTreeSet<usize> = lines.collect();
    if !document.is_readable() || document.unclosed.is_some() {
        assert!(!named.is_empty(), "nothing is said of\n{text}");
        return None;
    }
    let tables = oracle::tables_with_lines(text).into_iter();
    let is_named = |line: usize| named.contains(&line) || named.contains(&(line + 1));
    let mut unnamed = tables.filter(|table| !is_named(table[0].0)).flatten();
    unnamed
        .find(|(line, _)| !read.contains(line) && !named.contains(line))
        .map(|(line, _)| line)
}

const SOUND: &str = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n";

proptest! {
    #![proptest_config(random::cases(2000))]

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
        let is_read_as_it_is = report.accepted.is_empty() && report.counts.corrected == 0;
        if !explained(&report) && is_read_as_it_is && !text.contains('<') {
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

/// What else is inserted where several changes are made at once.
const BLOCKS: [&str; 12] = [
    "\n",
    "\n- ",
    "\n> ",
    "\n# ",
    "\n```\n",
    "\n<!--",
    "-->",
    "~~",
    "<b>",
    "[^1]",
    ";",
    "\n|-|-|\n",
];

/// What became of documents that were changed.
#[derive(Debug, Default)]
struct Fate {
    mutants: usize,
    catalogue: usize,
    finding: usize,
    same: usize,
}

/// A document that is sound, or whose findings are accepted, and what there is to say of it.
struct Base {
    document: String,
    annotations: Vec<u8>,
    catalogue: Option<Catalogue>,
    said: Vec<String>,
    shown: Vec<Vec<Vec<String>>>,
}

impl Base {
    fn new(document: &str, annotations: &[u8]) -> Self {
        let (catalogue, said) = seen(&report(document.as_bytes(), annotations));
        Self {
            document: document.to_owned(),
            annotations: annotations.to_vec(),
            catalogue,
            said,
            shown: rows(document),
        }
    }

    /// Judges a document that was made of this one: what is not in the catalogue is in a finding, or nobody
    /// sees it.
    fn judge(&self, mutant: &str, fate: &mut Fate) {
        fate.mutants += 1;
        let report = report(mutant.as_bytes(), &self.annotations);
        if let Some(line) = unaccounted(&report, mutant) {
            panic!("line {} is lost without a word in\n{mutant}", line + 1);
        }
        let (catalogue, said) = seen(&report);
        if said != self.said {
            fate.finding += 1;
        } else if catalogue != self.catalogue {
            fate.catalogue += 1;
        } else {
            assert_eq!(rows(mutant), self.shown, "in\n{mutant}");
            fate.same += 1;
        }
    }

    /// Deletes every character and inserts each of the above at every position, one at a time.
    fn mutate(&self, every: usize) -> Fate {
        let mut fate = Fate::default();
        let places = self
            .document
            .char_indices()
            .map(|(at, c)| (at, c.len_utf8()));
        for (at, length) in places.chain([(self.document.len(), 0)]).step_by(every) {
            let (head, tail) = self.document.split_at(at);
            if length > 0 {
                self.judge(&format!("{head}{}", &tail[length..]), &mut fate);
            }
            for text in INSERTED {
                self.judge(&format!("{head}{text}{tail}"), &mut fate);
            }
        }
        fate
    }

    /// Changes the document in several places at once, in so many ways.
    fn mutate_at_random(&self, edits: usize, count: usize) -> Fate {
        let mut fate = Fate::default();
        let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[edits as u8; 32]);
        for _ in 0..count {
            let mut mutant = self.document.clone();
            for _ in 0..edits {
                let places: Vec<usize> = mutant.char_indices().map(|(at, _)| at).collect();
                if places.is_empty() {
                    break;
                }
                let at = places[random.random_range(0..places.len())];
                match random.random_range(0..INSERTED.len() + BLOCKS.len() + 6) {
                    way if way < INSERTED.len() => mutant.insert_str(at, INSERTED[way]),
                    way if way < INSERTED.len() + BLOCKS.len() => {
                        mutant.insert_str(at, BLOCKS[way - INSERTED.len()]);
                    }
                    _ => drop(mutant.remove(at)),
                }
            }
            self.judge(&mutant, &mut fate);
        }
        fate
    }
}

/// The catalogue without the lines at which entries stand, and what there is to say of the document.
fn seen(report: &Report) -> (Option<Catalogue>, Vec<String>) {
    let catalogue = report.catalogue().map(|mut catalogue| {
        for entry in &mut catalogue.entries {
            entry.texts.iter_mut().for_each(|text| text.line = 0);
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

/// A clean document, one without outer pipes, and one in English of two tables with text between them.
fn bases() -> [Base; 3] {
    let annotations = ANNOTATIONS.as_bytes();
    let clean = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n| NOT_FOUND | 404 | no {thing} here | look |\n\
                 | GONE | 410 | it `was` here | - |\n\nThe end.\n";
    let bare = "# A\n\nErrors:\n\nCode | Status | Message\n-|-|-\nNOT_FOUND | 404 | no {thing} here\nGONE | 410 | it was\n";
    let english = "# Errors\n\nThe service answers with these errors.\n\n## A\n\n| Error Code | HTTP Status Code | Description |\n\
                   |:-|:-:|-|\n| NOT_FOUND | 404 | There is no {thing}. |\n| GONE | 410 | It was here. |\n\n\
                   Others stand below.\n\n## B\n\n| Code | Status | Message | Solution |\n|---|---|---|---|\n\
                   | BUSY | 503 | Come back later. | Wait. |\n";
    let named = ANNOTATIONS.replace("| A | A |", "| A | A |\n| B | B |");
    [
        Base::new(clean, annotations),
        Base::new(bare, annotations),
        Base::new(english, named.as_bytes()),
    ]
}

fn published() -> Base {
    let document = String::from_utf8(common::published()).expect("text");
    Base::new(&document, &common::annotations())
}

#[test]
fn no_change_of_one_character_is_lost_without_a_word() {
    for base in bases() {
        assert!(base.catalogue.is_some(), "{:?}", base.said);
        let fate = base.mutate(1);
        println!("{fate:?}");
        assert!(
            fate.catalogue > 100 && fate.finding > 400 && fate.same > 100,
            "{fate:?}"
        );
    }
    let fate = published().mutate(97);
    println!("{fate:?}");
    assert!(fate.mutants > 300, "{fate:?}");
}

#[test]
fn no_changes_at_once_are_lost_without_a_word() {
    for base in bases() {
        for edits in [2, 3] {
            let fate = base.mutate_at_random(edits, 500);
            println!("{edits} {fate:?}");
            assert!(fate.finding > 250, "{fate:?}");
        }
    }
}

/// 30,000 documents with one change and 160,000 with several: some minutes in release, many in debug.
#[test]
#[ignore = "190,000 documents; run it in release"]
fn no_change_of_any_base_is_lost_without_a_word() {
    println!("published, 1 {:?}", published().mutate(1));
    for edits in [2, 3] {
        println!(
            "published, {edits} {:?}",
            published().mutate_at_random(edits, 20_000)
        );
        for base in bases() {
            println!("base, {edits} {:?}", base.mutate_at_random(edits, 20_000));
        }
    }
}

/// GitHub's own reader as a second judge, which shares nothing with ours or with comrak.
#[test]
#[ignore = "needs Python with the package cmarkgfm"]
fn cmark_gfm_shows_the_same() {
    const DOCUMENTS: usize = 12_000;
    let mut runner = TestRunner::deterministic();
    let mut drawn = |count: std::ops::Range<usize>| -> String {
        let lines = prop::collection::vec(line(), count);
        let tree = lines.new_tree(&mut runner).expect("lines");
        tree.current().join("\n")
    };
    let mut documents: Vec<String> = common::fixtures()
        .iter()
        .filter_map(|fixture| String::from_utf8(fixture.document.clone()).ok())
        .filter(|text| !text.contains('<'))
        .collect();
    documents.push(String::from_utf8(common::published()).expect("text"));
    for _ in 0..DOCUMENTS / 2 {
        documents.push(drawn(0..12));
        documents.push(format!("{SOUND}| F | 400 | first | f |\n{}\n", drawn(0..6)));
    }
    let mut judge = Command::new("python3")
        .arg("tests/judge.py")
        .current_dir(common::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let input = serde_json::to_vec(&documents).expect("JSON");
    let mut stdin = judge.stdin.take().expect("an input");
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = judge.wait_with_output().expect("an answer");
    writer.join().expect("a thread").expect("an input");
    let judged: Vec<Vec<Vec<Vec<String>>>> =
        serde_json::from_slice(&output.stdout).expect("a list of tables");
    assert_eq!(judged.len(), documents.len());
    let (mut compared, mut seen, mut disputed) = (0, 0, 0);
    for (document, judged) in documents.iter().zip(&judged) {
        let report = report(document.as_bytes(), ANNOTATIONS.as_bytes());
        if explained(&report) {
            disputed += usize::from(oracle::tables(document) != *judged);
            continue;
        }
        assert_eq!(tables(&report), *judged, "in\n{document}");
        compared += 1;
        seen += judged.len();
    }
    println!(
        "{} documents: {compared} of which nothing is found, with {seen} tables; of the others, \
         {disputed} that comrak shows in another way",
        documents.len()
    );
    assert!(compared > 1_000 && seen > 1_000);
}
