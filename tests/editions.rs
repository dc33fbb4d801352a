//! Seven editions of the document, one after the other, each brought in by doing what the findings
//! say and nothing else.
#![cfg(feature = "generator")]

mod common;

use core::fmt::Write;
use std::fs;

use apigateway_errors::generator::change::{self, Change};
use apigateway_errors::generator::contract::Contract;
use apigateway_errors::generator::finding::{Edit, Finding, Help};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::schema::{ACCEPTED, LITERALS, TABLES};
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Level, Report};
use common::sandbox::Sandbox;
use common::{annotations, published, read, report, root};

/// As many rounds of check and mend as anybody has patience for.
const ROUNDS: usize = 4;

#[test]
fn each_edition_is_brought_in_by_following_the_printed_help() {
    let sandbox = Sandbox::new();
    let mut annotations = String::from_utf8(annotations()).expect("text");
    let mut lock = Lock::first(&contract(&published(), &annotations));
    let mut story = String::new();
    let folder = root().join("tests/fixtures/editions");
    let mut editions: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    editions.sort();
    assert!(editions.len() >= 6);
    for path in editions {
        let document = read(&path);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let _ = writeln!(story, "# {name}\n");
        annotations = follow(&document, annotations, &mut story);
        let before = Lock::read(Source::new("spec/catalogue.lock", lock.as_bytes()));
        let after = contract(&document, &annotations);
        let changes = change::changes(&before.published, &after);
        tell(&changes, &mut story);
        lock = before.renewed(&after);
        // What the findings asked for is all that the build wants.
        sandbox.write("spec/error-codes.md", &document);
        sandbox.write("spec/annotations.md", &annotations);
        let built = sandbox.cargo("", &["check"]).succeeds();
        assert!(!built.text().contains("warning"), "{}", built.text());
    }
    let _ = writeln!(story, "# the lock in the end\n\n{lock}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("story", story));
}

fn contract(document: &[u8], annotations: &str) -> Contract {
    let report = report(document, annotations.as_bytes());
    Contract::of(&report.catalogue().expect("a sound document"))
}

/// Changes the annotations as the findings say, round after round, until there is none left.
fn follow(document: &[u8], mut annotations: String, story: &mut String) -> String {
    for round in 1..=ROUNDS {
        let report = report(document, annotations.as_bytes());
        let open: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info)
            .collect();
        if open.is_empty() {
            return annotations;
        }
        let _ = writeln!(story, "round {round}:");
        let (mut edits, mut rows) = (Vec::new(), Vec::new());
        for finding in open {
            let _ = writeln!(story, "  {}", finding.headline(report.source(finding.file)));
            match way(finding, &report) {
                Way::Edit(edit) => edits.extend(edit),
                Way::Write(help) => rows.push(help),
            }
        }
        annotations = edited(annotations, edits);
        for help in rows {
            annotations = written(annotations, &help);
        }
        story.push('\n');
    }
    panic!("not done after {ROUNDS} rounds:\n{story}");
}

/// What a maintainer does about a finding who may not touch the vendor's document.
enum Way {
    /// Change the annotations as shown.
    Edit(Vec<Edit>),
    /// Write the lines into the annotations, what is left to decide being filled in.
    Write(Help),
}

fn way(finding: &Finding, report: &Report) -> Way {
    let help = finding.help.clone();
    if help.iter().any(|help| help.text == "delete the row:") {
        let source = report.source(finding.file);
        let span = source.whole_line(source.line_of(finding.span().start));
        let text = String::new();
        return Way::Edit(vec![Edit { span, text }]);
    }
    // Words in capitals are text, in these editions.
    let text = |help: &Help| {
        help.annotates
            .is_some_and(|heading| heading == LITERALS.heading)
            && finding.subject.bytes().all(|b| b.is_ascii_uppercase())
    };
    let literal = help.iter().find(|help| text(help)).cloned();
    let annotate = literal.or_else(|| help.into_iter().find(|help| help.annotates.is_some()));
    Way::Write(annotate.unwrap_or_else(|| panic!("no way to mend\n{}", report.render(finding))))
}

fn edited(mut text: String, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| core::cmp::Reverse(edit.span));
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// Writes the lines of a help where it says: below the table of that heading, or at the end.
fn written(text: String, help: &Help) -> String {
    let annotated = help.annotates;
    let decision = if annotated == Some(TABLES.heading) {
        "FlowControl"
    } else if annotated == Some(ACCEPTED.heading) {
        "As published."
    } else {
        "As the edition has it."
    };
    let lines = help
        .lines
        .join("\n")
        .replace("|  |", &format!("| {decision} |"))
        + "\n";
    let heading = format!("## {}\n", annotated.expect("annotations"));
    let Some(at) = text.find(&heading) else {
        return text + "\n" + &lines;
    };
    // The end of the section's last row.
    let section = &text[at + heading.len()..];
    let section = section.split("\n## ").next().unwrap_or_default();
    let end = at + heading.len() + section.trim_end().len();
    format!("{}\n{}{}", &text[..end], lines.trim_end(), &text[end..])
}

/// What changed, and the version that it needs.
fn tell(changes: &[Change], story: &mut String) {
    for change in changes {
        let _ = writeln!(
            story,
            "{} {} {}",
            change.check.id, change.bump, change.message
        );
    }
    let bump = change::bump(changes);
    let bump = bump.map_or_else(|| "none".to_owned(), |bump| bump.to_string());
    let _ = writeln!(story, "version: {bump}\n");
}
