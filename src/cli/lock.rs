//! `lock`: the contract of a document, written down on purpose.

use std::io::{self, Write};
use std::path::Path;

use apigateway_errors::generator::contract::Contract;
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::{change, text};
use apigateway_errors::snippet::{self, Style};

use super::files::Changes;
use super::input::{DOCUMENT, Files};
use super::{Outcome, advise, complain, diff, unusable};

pub(super) fn run(files: &Files, out: &mut impl Write) -> io::Result<Outcome> {
    if files.files.iter().any(|file| file == Path::new("-")) {
        return Ok(unusable(
            "`lock` reads no standard input: it writes the lock of a file",
        ));
    }
    let (report, catalogue) = match files.sound() {
        Ok(sound) => sound,
        Err(outcome) => return Ok(outcome),
    };
    let contract = Contract::of(&catalogue);
    let file = files.files.first().map_or(Path::new(DOCUMENT), |file| file);
    let path = files.lock_path(file);
    let shown = text::visible(&path.to_string_lossy());
    if !path.exists() {
        return write(
            &path,
            &Lock::first(&contract),
            format!("{shown}: made"),
            out,
        );
    }
    let lock = match files.lock_of(file) {
        Ok(lock) => lock,
        Err(error) => {
            return Ok(unusable(error));
        }
    };
    let Some(lock) = lock else {
        return Ok(Outcome::Unusable);
    };
    let reused = change::reused(&lock.retired, &contract);
    if !lock.is_sound() || !reused.is_empty() {
        let report = report.against(lock);
        let refused = report.findings.iter();
        for finding in refused.filter(|finding| ["EC610", "EC611"].contains(&finding.check.id)) {
            write!(
                out,
                "{}",
                snippet::render(&report, finding, Style::Terminal)
            )?;
        }
        complain(format_args!("{shown}: not renewed"));
        return Ok(Outcome::Findings);
    }
    let text = lock.renewed(&contract);
    if text == lock.source.text() {
        writeln!(out, "{shown}: up to date")?;
        return Ok(Outcome::Clean);
    }
    diff::table(&change::changes(&lock.published, &contract), out)?;
    write(&path, &text, format!("{shown}: renewed"), out)
}

/// Writes the lock.
fn write(path: &Path, text: &str, done: String, out: &mut impl Write) -> io::Result<Outcome> {
    let mut changes = Changes::default();
    changes.write(path, text);
    if let Err(outcome) = changes.commit() {
        return Ok(outcome);
    }
    writeln!(out, "{done}")?;
    advise("commit it with the document");
    Ok(Outcome::Clean)
}
