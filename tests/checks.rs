//! Every check fires where it should, says so in words that mend, and nowhere else.
#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;

use apigateway_errors::generator::check::{RETIRED, all};
use apigateway_errors::generator::contract::Contract;
use apigateway_errors::generator::finding::{Edit, File, Finding};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::schema::ACCEPTED;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Level, Report};
use common::{Fixture, fixtures, rendered, report, with_snippets};

#[test]
fn every_fixture_that_fires_says_exactly_what_its_snapshot_says() {
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&fixture.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!(fixture.name.clone(), with_snippets(&fixture.report()))
        });
    }
}

#[test]
fn every_check_has_a_document_that_fires_it_and_a_near_miss_that_is_clean() {
    let fixtures = fixtures();
    let ids = |fires: bool| -> BTreeSet<String> {
        let chosen = fixtures.iter().filter(|fixture| fixture.fires() == fires);
        chosen.map(|fixture| fixture.check.clone()).collect()
    };
    let all: BTreeSet<String> = all().iter().map(|check| check.id.to_owned()).collect();
    assert_eq!(ids(true), all);
    assert_eq!(ids(false), all);
    for fixture in &fixtures {
        let report = fixture.report();
        if fixture.fires() {
            let fired = report
                .findings
                .iter()
                .any(|finding| finding.check.id == fixture.check);
            assert!(
                fired,
                "{} does not fire:\n{}",
                fixture.title(),
                rendered(&report)
            );
        } else {
            assert!(
                report.findings.is_empty(),
                "{}:\n{}",
                fixture.title(),
                rendered(&report)
            );
            assert!(report.catalogue().is_some());
        }
    }
}

#[test]
fn a_finding_names_a_place_that_exists_and_is_only_reported_once() {
    for fixture in fixtures() {
        let report = fixture.report();
        let mut seen = BTreeSet::new();
        for finding in &report.findings {
            let source = report.source(finding.file);
            let headline = finding.headline(source);
            assert!(
                seen.insert(headline.clone()),
                "{}: twice: {headline}",
                fixture.title()
            );
            assert!(
                !finding.help.is_empty(),
                "{}: no help: {headline}",
                fixture.title()
            );
            assert!(!headline.contains('\n'));
            for label in &finding.labels {
                assert!(
                    source.text().get(label.span.range()).is_some(),
                    "{}",
                    fixture.title()
                );
            }
        }
    }
}

#[test]
fn carrying_out_a_mend_as_printed_makes_its_finding_go() {
    let mut tried = 0;
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        let before = fixture.report();
        for finding in &before.findings {
            for help in finding.help.iter().filter(|help| !help.edits.is_empty()) {
                let after = mended(fixture, &before, finding, &help.edits);
                let same = |other: &&Finding| {
                    other.check.id == finding.check.id && other.span().start == finding.span().start
                };
                let left = after.findings.iter().find(same);
                assert!(
                    left.is_none(),
                    "{}: `{}` does not mend\n{}leaves\n{}",
                    fixture.title(),
                    help.text,
                    before.render(finding),
                    rendered(&after)
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 40, "only {tried} mends were tried");
}

#[test]
fn writing_the_printed_row_with_a_reason_accepts_the_finding() {
    let mut tried = 0;
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        let before = fixture.report();
        for finding in before
            .findings
            .iter()
            .filter(|finding| finding.is_acceptable())
        {
            let mut help = finding.help.iter();
            let help = help.find(|help| help.annotates == Some(ACCEPTED.heading));
            let help = help.unwrap_or_else(|| panic!("{}", fixture.title()));
            let row = help
                .lines
                .last()
                .expect("a row")
                .replace("|  |", "| because |");
            let mut annotations = String::from_utf8_lossy(&fixture.annotations).into_owned();
            let table = "| Check | Subject | Reason |\n|-|-|-|\n";
            if annotations.contains(table) {
                annotations = annotations.replace(table, &format!("{table}{row}\n"));
            } else {
                annotations.push_str(&format!("\n## Accepted findings\n\n{table}{row}\n"));
            }
            let after = report(&fixture.document, annotations.as_bytes());
            let accepted = after.accepted.iter().any(|(other, reason)| {
                reason == "because"
                    && other.check.id == finding.check.id
                    && other.subject == finding.subject
            });
            assert!(accepted, "{}: {row}\n{}", fixture.title(), rendered(&after));
            let stale = after
                .findings
                .iter()
                .any(|finding| finding.check.id == "EC501");
            assert!(!stale, "{}: {row}\n{}", fixture.title(), rendered(&after));
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} acceptances were tried");
}

#[test]
fn renewing_the_lock_leaves_no_change_and_keeps_what_is_gone() {
    let mut tried = 0;
    for fixture in fixtures() {
        let Some(lock) = &fixture.lock else { continue };
        let lock = Lock::read(Source::new("spec/catalogue.lock", lock));
        let report = report(&fixture.document, &fixture.annotations);
        let contract = Contract::of(&report.catalogue().expect("a sound document"));
        if !lock.is_sound() || ["EC610", "EC611"].contains(&fixture.check.as_str()) {
            continue;
        }
        let renewed = Lock::read(Source::new(
            "spec/catalogue.lock",
            lock.renewed(&contract).as_bytes(),
        ));
        assert!(renewed.is_sound() && renewed.findings(&contract, &report).is_empty());
        assert_eq!(renewed.published, contract, "{}", fixture.title());
        let before: BTreeSet<&str> = lock.published.codes();
        let gone: BTreeSet<&str> = before.difference(&contract.codes()).copied().collect();
        assert!(
            gone.is_subset(&renewed.retired.codes()),
            "{}",
            fixture.title()
        );
        assert_eq!(
            renewed.renewed(&contract),
            renewed.source.text(),
            "renewing twice"
        );
        tried += 1;
    }
    assert!(tried > 15, "only {tried} locks were renewed");
}

#[test]
fn ids_and_names_are_unique_and_none_is_used_again() {
    let retired = RETIRED.map(|(id, name, _)| (id, name));
    let checks = all()
        .into_iter()
        .map(|check| (check.id, check.name))
        .chain(retired);
    let (ids, names): (Vec<&str>, Vec<&str>) = checks.unzip();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

#[test]
fn all_pages_have_the_same_headings_and_say_whether_findings_can_be_accepted() {
    let expected = ["What it finds", "Why it matters", "Example", "Mend"];
    for check in all() {
        let (mut headings, mut lengths) = (Vec::new(), Vec::new());
        for line in check
            .page
            .lines()
            .map(str::trim)
            .skip(1)
            .filter(|line| !line.is_empty())
        {
            match (line.strip_prefix("# "), lengths.last_mut()) {
                (Some(heading), _) => {
                    headings.push(heading);
                    lengths.push(0);
                }
                (None, Some(length)) => *length += line.len(),
                (None, None) => panic!("{}: text above the first heading", check.id),
            }
        }
        let expected = expected.into_iter().chain(check.accept.map(|_| "Accept"));
        assert_eq!(headings, Vec::from_iter(expected), "{}", check.id);
        assert!(lengths.iter().all(|&length| length > 0), "{}", check.id);
        assert!(
            !check.title().is_empty() && check.title().len() < 60,
            "{}",
            check.id
        );
    }
}

#[test]
fn a_folder_of_fixtures_is_called_after_its_check() {
    for fixture in fixtures() {
        let folder = fixture
            .folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let check = all()
            .into_iter()
            .find(|check| check.id == fixture.check)
            .expect("a check");
        assert_eq!(folder, format!("{}-{}", check.id, check.name));
    }
}

#[test]
fn an_error_stands_against_the_catalogue_and_a_warning_does_not() {
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        let report = fixture.report();
        let errors = report
            .findings
            .iter()
            .any(|finding| finding.level == Level::Error);
        // The lock says what changed; it does not stand against the document.
        let changes = fixture.check.starts_with("EC6");
        assert_eq!(
            report.catalogue().is_none(),
            errors && !changes,
            "{}",
            fixture.title()
        );
    }
}

/// Checks the fixture again after some edits of the file that a finding is about.
fn mended(fixture: &Fixture, before: &Report, finding: &Finding, edits: &[Edit]) -> Report {
    let mut text = before.source(finding.file).text().to_owned();
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| core::cmp::Reverse(edit.span));
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    match finding.file {
        File::Document => report(text.as_bytes(), &fixture.annotations),
        File::Annotations => report(&fixture.document, text.as_bytes()),
        File::Lock => unreachable!("a lock is renewed, not edited"),
    }
}

#[test]
fn one_subject_may_be_accepted_of_several_checks() {
    let row = "| GONE | 410 | gone; went; left |\n";
    let head = "| Code | Status | Message |\n|-|-|-|\n";
    let document = format!("# One\n\n{head}{row}\n# Two\n\n{head}{row}");
    let annotations = "## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n\
        | EC205 | GONE | x |\n| EC407 | GONE | y |\n";
    let report = common::report(document.as_bytes(), annotations.as_bytes());
    let accepted = report.accepted.iter();
    let accepted: Vec<_> = accepted
        .map(|(finding, reason)| (finding.check.id, &**reason))
        .collect();
    assert_eq!(accepted, [("EC205", "x"), ("EC407", "y")]);
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_cause() {
    let missing = std::path::Path::new("spec/missing.md");
    let error = apigateway_errors::generator::report::read(missing);
    let error = error.expect_err("a file that is not there");
    let message = error.to_string();
    assert!(
        message.starts_with("spec/missing.md: cannot be read: "),
        "{message}"
    );
    let cause = std::error::Error::source(&error).expect("a cause");
    assert!(message.ends_with(&cause.to_string()), "{message}");
}
