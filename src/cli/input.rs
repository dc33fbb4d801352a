//! Paths in, checked documents out.

use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::report::{self, ReadError};
use apigateway_errors::generator::source::{MAX_BYTES, Source};
use apigateway_errors::generator::{Catalogue, Level, Report, text};

use super::{Outcome, advise, complain, files, unusable};

pub(super) const DOCUMENT: &str = "spec/error-codes.md";
pub(super) const ANNOTATIONS: &str = "annotations.md";
pub(super) const LOCK: &str = "catalogue.lock";

/// Documents, and what belongs to them.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Files {
    /// The documents, `-` for standard input; without any, spec/error-codes.md.
    pub(super) files: Vec<PathBuf>,
    /// The annotations of the documents; without this, annotations.md beside each of them.
    #[arg(long, value_name = "FILE")]
    pub(super) annotations: Option<PathBuf>,
    /// The lock of the documents; without this, catalogue.lock beside each of them.
    #[arg(long, value_name = "FILE")]
    pub(super) lock: Option<PathBuf>,
}

impl Files {
    /// The documents.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        match self.files.as_slice() {
            [] => vec![PathBuf::from(DOCUMENT)],
            files => files.to_vec(),
        }
    }

    /// Where the annotations of a document are.
    pub(super) fn annotations_path(&self, file: &Path) -> PathBuf {
        self.annotations
            .clone()
            .unwrap_or_else(|| file.with_file_name(ANNOTATIONS))
    }

    /// Fails where a document is named as its own annotations, which then must not be written.
    pub(super) fn annotations_of_its_own(&self, file: &Path) -> Result<(), Outcome> {
        apart(file, &self.annotations_path(file))
    }

    /// Reads and checks all documents. What cannot be read is said on standard error.
    pub(super) fn reports(&self) -> (Vec<Report>, Outcome) {
        let mut reports = Vec::new();
        let mut outcome = Outcome::Clean;
        for file in self.paths() {
            match self.report(&file) {
                Ok(report) => reports.push(report),
                Err(error) => {
                    complain(error);
                    outcome = Outcome::Unusable;
                }
            }
        }
        (reports, outcome)
    }

    /// The one document of a command that takes only one, where nothing stands against it.
    pub(super) fn sound(&self) -> Result<(Report, Catalogue), Outcome> {
        let file = match self.files.as_slice() {
            [] => Path::new(DOCUMENT),
            [file] => file,
            _ => {
                return Err(unusable("this command takes one document"));
            }
        };
        let report = match self.unlocked(file) {
            Ok(report) => report,
            Err(error) => {
                return Err(unusable(error));
            }
        };
        match report.catalogue() {
            Some(catalogue) => Ok((report, catalogue)),
            None => {
                refuse(&report);
                Err(Outcome::Findings)
            }
        }
    }

    /// Reads and checks a document, and compares it with its lock.
    fn report(&self, file: &Path) -> Result<Report, ReadError> {
        let report = self.unlocked(file)?;
        Ok(match self.lock_of(file)? {
            Some(lock) => report.against(lock),
            None => report,
        })
    }

    fn unlocked(&self, file: &Path) -> Result<Report, ReadError> {
        let annotations = annotations(file, self.annotations.as_deref())?;
        Ok(Report::of(source(file)?, annotations))
    }

    /// Where the lock of a document is.
    pub(super) fn lock_path(&self, file: &Path) -> PathBuf {
        match &self.lock {
            Some(path) => path.clone(),
            None => file.with_file_name(LOCK),
        }
    }

    /// The lock of a document; `None` where there is none beside it.
    pub(super) fn lock_of(&self, file: &Path) -> Result<Option<Lock>, ReadError> {
        let path = self.lock_path(file);
        if self.lock.is_none() && (is_stdin(file) || !path.exists()) {
            return Ok(None);
        }
        report::read(&path).map(Lock::read).map(Some)
    }
}

/// The catalogue of a document whose rows can be read, whatever else is to be said of it.
pub(super) fn readable(report: &Report) -> Result<Catalogue, Outcome> {
    report.draft().ok_or_else(|| {
        refuse(report);
        Outcome::Findings
    })
}

fn refuse(report: &Report) {
    let errors = report.findings.iter();
    let errors: Vec<_> = errors
        .filter(|finding| finding.level == Level::Error)
        .collect();
    for finding in &errors {
        let headline = finding.headline(report.source(finding.file));
        let _ = writeln!(io::stderr(), "{headline}");
    }
    let path = text::visible(report.document.source.path());
    advise(format_args!("run `check` on {path} and do what it says"));
}

/// The annotations of a document: those that are named, those beside it, or none.
pub(super) fn annotations(file: &Path, named: Option<&Path>) -> Result<Annotations, ReadError> {
    let beside = file.with_file_name(ANNOTATIONS);
    let read = |path: &Path| Ok(Annotations::read(report::read(path)?));
    match named {
        Some(path) => read(path),
        None if !is_stdin(file) && beside.exists() => read(&beside),
        None => Ok(Annotations::none(beside.to_string_lossy())),
    }
}

/// Reads a file or standard input.
pub(super) fn source(file: &Path) -> Result<Source, ReadError> {
    if !is_stdin(file) {
        return report::read(file);
    }
    let mut bytes = Vec::new();
    let stdin = io::stdin().lock();
    match stdin.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Ok(Source::new("stdin", &bytes)),
        Err(error) => Err(ReadError {
            path: "stdin".to_owned(),
            error,
        }),
    }
}

/// The first of some files that is no plain text, which `check` names.
pub(super) fn no_text<const N: usize>(sources: [&Source; N]) -> Option<String> {
    let mut sources = sources.into_iter();
    let found = sources.find(|source| !source.is_text())?;
    Some(text::visible(found.path()))
}

/// Fails where a document and its annotations are one file.
pub(super) fn apart(document: &Path, annotations: &Path) -> Result<(), Outcome> {
    match files::is_same(document, annotations) {
        true => Err(unusable(format_args!(
            "{}: is the document, and not its annotations",
            annotations.display()
        ))),
        false => Ok(()),
    }
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}
