//! `update`: a new edition of the document in the place of the old one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::change;
use apigateway_errors::generator::contract::{Content, Contract, Promise};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::report::{self, ReadError};
use apigateway_errors::generator::settle::settle;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Report, text};
use sha2::{Digest, Sha256};

use super::files::Changes;
use super::input::{ANNOTATIONS, DOCUMENT, LOCK};
use super::{Outcome, advise, annotate, complain, diff};

/// The new edition, and the files that it changes.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Update {
    /// The new edition of the document.
    new: PathBuf,
    /// The document that it replaces.
    #[arg(default_value = DOCUMENT)]
    document: PathBuf,
    /// The annotations of the document; without this, annotations.md beside it.
    #[arg(long, value_name = "FILE")]
    annotations: Option<PathBuf>,
    /// The lock of the document; without this, catalogue.lock beside it.
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
}

pub(super) fn run(update: &Update, out: &mut impl Write) -> io::Result<Outcome> {
    match update.read() {
        Ok(files) => update.carry_out(&files, out),
        Err(error) => {
            complain(error);
            Ok(Outcome::Unusable)
        }
    }
}

/// The files as they are.
struct Read {
    new: Source,
    bytes: Vec<u8>,
    old: Option<Source>,
    annotations: Source,
    lock: Option<Lock>,
}

impl Update {
    fn read(&self) -> Result<Read, ReadError> {
        let bytes = fs::read(&self.new).map_err(|error| ReadError {
            path: self.new.to_string_lossy().into_owned(),
            error,
        })?;
        let optional = |path: &Path| path.exists().then(|| report::read(path)).transpose();
        let annotations = self.beside(self.annotations.as_ref(), ANNOTATIONS);
        let none = || Source::new(annotations.to_string_lossy(), b"");
        Ok(Read {
            new: Source::new(self.document.to_string_lossy(), &bytes),
            bytes,
            old: optional(&self.document)?,
            annotations: optional(&annotations)?.unwrap_or_else(none),
            lock: optional(&self.beside(self.lock.as_ref(), LOCK))?.map(Lock::read),
        })
    }

    /// A file that is named, or stands beside the document.
    fn beside(&self, named: Option<&PathBuf>, name: &str) -> PathBuf {
        named
            .cloned()
            .unwrap_or_else(|| self.document.with_file_name(name))
    }

    fn carry_out(&self, files: &Read, out: &mut impl Write) -> io::Result<Outcome> {
        if !files.new.is_text() {
            complain(format_args!(
                "{}: is no plain text: run `check` on it",
                self.new.display()
            ));
            return Ok(Outcome::Unusable);
        }
        let settled = settle(&files.new, &files.annotations);
        let mut changes = Changes::default();
        changes.write(
            &self.beside(self.annotations.as_ref(), ANNOTATIONS),
            settled.text.as_str(),
        );
        if let Some((path, sums)) = self.sums(&files.bytes) {
            changes.write(&path, sums);
        }
        // The document comes last: where it is the new one, so is all that belongs to it.
        changes.write(&self.document, files.bytes.as_slice());
        if let Err((path, error)) = changes.commit() {
            complain(format_args!("{}: {error}", path.display()));
            return Ok(Outcome::Unusable);
        }
        annotate::tell(&settled, out)?;
        self.compare(files, &settled.report, out)?;
        let outcome = annotate::left(&settled.report, out)?;
        advise(match outcome {
            Outcome::Clean => "renew the lock with `lock`, raise the version, and commit all of it",
            _ => {
                "decide what is blank in the annotations, until `check` finds only changes; then `lock`"
            }
        });
        Ok(outcome)
    }

    /// The list of checksums beside the document with the new one in it, where it has one.
    fn sums(&self, bytes: &[u8]) -> Option<(PathBuf, String)> {
        let path = self.document.with_file_name("SHA256SUMS");
        let name = self.document.file_name()?.to_string_lossy().into_owned();
        let sums = fs::read_to_string(&path).ok()?;
        let digest: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let is_its = |line: &&str| line.split_whitespace().last() == Some(name.as_str());
        let its = sums.lines().find(is_its)?;
        Some((path, sums.replace(its, &format!("{digest}  {name}"))))
    }

    /// Says what has changed for programs, and which decisions deserve a second look.
    fn compare(&self, files: &Read, report: &Report, out: &mut impl Write) -> io::Result<()> {
        let old = match (&files.lock, &files.old) {
            (Some(lock), _) if lock.is_sound() => Some(lock.published.clone()),
            (_, Some(old)) => contract(&Report::of(
                old.clone(),
                Annotations::read(files.annotations.clone()),
            )),
            (_, None) => None,
        };
        let (Some(old), Some(new)) = (old, contract(report)) else {
            advise("what changed for programs is said once nothing keeps the rows from being read");
            return Ok(());
        };
        diff::table(&change::changes(&old, &new), out)?;
        for row in &report.annotations.handling {
            let Some(status) = row.number() else { continue };
            let key = (row.code.clone(), status);
            let texts = |contract: &Contract| contract.entries.get(&key).and_then(texts);
            if let (Some(was), Some(is)) = (texts(&old), texts(&new))
                && was != is
            {
                let entry = text::visible(&format!("{} {}", row.code, row.status));
                writeln!(
                    out,
                    "look again at how {entry} is handled: {}",
                    text::visible(&row.reason)
                )?;
            }
        }
        Ok(())
    }
}

fn contract(report: &Report) -> Option<Contract> {
    report.draft().map(|catalogue| Contract::of(&catalogue))
}

/// The messages and solutions of an entry, where they are known.
fn texts(promise: &Promise) -> Option<Vec<(String, Option<String>)>> {
    match &promise.content {
        Content::Whole { texts, .. } => Some(
            texts
                .iter()
                .map(|text| (text.message.clone(), text.solution.clone()))
                .collect(),
        ),
        Content::Digest(_) => None,
    }
}
