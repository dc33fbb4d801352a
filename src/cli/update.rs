//! `update`: a new edition of the document in the place of the old one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::change;
use apigateway_errors::generator::contract::{Content, Contract, Promise};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::report::{self, ReadError};
use apigateway_errors::generator::schema::{COLUMNS, CORRECTIONS};
use apigateway_errors::generator::settle::settle;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Report, text};
use sha2::{Digest, Sha256};

use super::files::{Changes, is_same};
use super::input::{ANNOTATIONS, DOCUMENT, LOCK, apart, no_text};
use super::{Outcome, advise, annotate, diff, unusable};

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
        Err(error) => Ok(unusable(error)),
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
        let bytes = report::read_bytes(&self.new)?;
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
        let new = Source::new(self.new.to_string_lossy(), &files.bytes);
        if let Some(path) = no_text([&new, &files.annotations]) {
            return Ok(unusable(format_args!(
                "{path}: not plain text; run `check` on it"
            )));
        }
        let annotations = self.beside(self.annotations.as_ref(), ANNOTATIONS);
        let lock = self.beside(self.lock.as_ref(), LOCK);
        if let Err(outcome) = apart(&self.document, &annotations) {
            return Ok(outcome);
        }
        if [&annotations, &lock]
            .iter()
            .any(|other| is_same(&self.new, other))
        {
            return Ok(unusable(format_args!(
                "{}: is no edition of the document",
                self.new.display()
            )));
        }
        let settled = settle(&files.new, &files.annotations, files.old.as_ref());
        if settled.report.counts.codes == 0 && !can_be_decided(&settled.report) {
            let path = text::visible(new.path());
            return Ok(unusable(format_args!(
                "{path}: no code can be read from it, so nothing is replaced: run `check` on it"
            )));
        }
        let mut changes = Changes::default();
        changes.rewrite(&annotations, &files.annotations, &settled.text);
        match self.sums(&files.bytes) {
            Some((path, Some(sums))) => changes.write(&path, sums),
            Some((path, None)) => advise(format_args!(
                "{}: write the document's checksum, which has no line there",
                path.display()
            )),
            None => {}
        }
        // The document comes last: where it is the new one, so is all that belongs to it.
        changes.write(&self.document, files.bytes.as_slice());
        if let Err(outcome) = changes.commit() {
            return Ok(outcome);
        }
        annotate::tell(&settled, out)?;
        self.compare(files, &settled.report, out)?;
        let outcome = annotate::left(&settled.report, out)?;
        let corrects = |(heading, _): &(&str, String)| *heading == CORRECTIONS.heading;
        advise(match outcome {
            Outcome::Findings if settled.added.iter().any(corrects) => {
                "decide in the annotations what is listed as left, and then bring the same edition in once more: with \
                 its corrections made, other rows may come and go"
            }
            Outcome::Clean => "renew the lock with `lock`, raise the version, and commit all of it",
            _ => {
                "decide in the annotations what is listed as left, until `check` finds only changes; then `lock`"
            }
        });
        Ok(outcome)
    }

    /// The list of checksums beside the document, where there is one, with the new one in it; `None` where the
    /// document has no line.
    fn sums(&self, bytes: &[u8]) -> Option<(PathBuf, Option<String>)> {
        let path = self.document.with_file_name("SHA256SUMS");
        let name = self.document.file_name()?.to_string_lossy().into_owned();
        let sums = fs::read_to_string(&path).ok()?;
        let digest: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        // A checksum, a space, a space or `*`, and the name.
        let is_its = |line: &str| {
            let name_of = line.get(digest.len() + 2..).map(str::trim_end);
            name_of.map(|name| name.strip_prefix("./").unwrap_or(name)) == Some(name.as_str())
        };
        if !sums.lines().any(is_its) {
            return Some((path, None));
        }
        let lines = sums.split_inclusive('\n').map(|line| match is_its(line) {
            true => format!("{digest}{}", &line[digest.len()..]),
            false => line.to_owned(),
        });
        let sums = lines.collect();
        Some((path, Some(sums)))
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

/// Whether annotations may make codes of what cannot be read.
fn can_be_decided(report: &Report) -> bool {
    let headings = [COLUMNS.heading, CORRECTIONS.heading];
    let helps = report.findings.iter().flat_map(|finding| &finding.help);
    let mut annotated = helps.filter_map(|help| help.annotates);
    annotated.any(|heading| headings.contains(&heading))
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
