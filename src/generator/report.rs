//! Two files in; findings, counts and, where nothing stands against it, the catalogue out.

use std::fs;
use std::io;
use std::path::Path;

use super::annotations::Annotations;
use super::catalogue::Catalogue;
use super::check;
use super::document::{Document, Limits};
use super::finding::{File, Finding, Level};
use super::group;
use super::listing::{CodeRow, Listing};
use super::source::Source;

/// All that there is to say of a document.
#[derive(Clone, Debug)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Its annotations.
    pub annotations: Annotations,
    /// The file of the lock, where the document was compared with one.
    pub lock: Option<Source>,
    /// What is wrong, sorted by place.
    pub findings: Vec<Finding>,
    /// What is wrong and accepted, sorted by place, each with its reason.
    pub accepted: Vec<(Finding, String)>,
    /// How many rows there are, and what became of them.
    pub counts: Counts,
}

/// What became of a document's rows of data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of data in tables of error codes.
    pub rows: usize,
    /// Of these, rows that Markdown loses and that were recovered.
    pub recovered: usize,
    /// Of these, rows that say the same as one before them.
    pub merged: usize,
    /// Of these, rows from which an entry was made.
    pub entries: usize,
    /// Distinct codes.
    pub codes: usize,
}

/// A file that cannot be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file's path.
    pub path: String,
    /// Why it cannot be read.
    pub error: io::Error,
}

impl core::fmt::Display for ReadError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{}: cannot be read: {}",
            super::text::visible(&self.path),
            self.error
        )
    }
}

impl core::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

impl Report {
    /// Reads and checks a document.
    #[must_use]
    pub fn new(document: Source, annotations: Source, limits: &Limits) -> Self {
        Self::of(
            Document::read(document, limits),
            Annotations::read(annotations, limits),
        )
    }

    /// Reads and checks a document from files.
    ///
    /// # Errors
    ///
    /// Either file cannot be read.
    pub fn from_files(document: &Path, annotations: &Path) -> Result<Self, ReadError> {
        let (document, annotations) = (read(document)?, read(annotations)?);
        Ok(Self::new(document, annotations, &Limits::default()))
    }

    /// Checks a document against its annotations.
    #[must_use]
    pub fn of(document: Document, annotations: Annotations) -> Self {
        let listing = Listing::of(&document);
        let mut findings = Vec::new();
        let mut accepted = Vec::new();
        for finding in check::run(&document, &annotations, &listing) {
            match annotations.acceptance_of(&finding) {
                Some(row) => accepted.push((finding, row.reason.clone())),
                None => findings.push(finding),
            }
        }
        let counts = counts(&listing);
        Self {
            document,
            annotations,
            lock: None,
            findings,
            accepted,
            counts,
        }
    }

    /// The catalogue; `None` where an error stands against it.
    #[must_use]
    pub fn catalogue(&self) -> Option<Catalogue> {
        let against =
            |finding: &Finding| finding.level == Level::Error && !finding.check.is_change();
        self.catalogue_unless(against)
    }

    /// The catalogue of a document that was perhaps checked with the annotations of another edition;
    /// `None` where an error keeps its rows from being read. Decisions that people have not made yet
    /// leave their mark on it: unnamed tables bear their title, unclassified words are text.
    #[must_use]
    pub fn draft(&self) -> Option<Catalogue> {
        let reading = ["EC1", "EC2", "EC3"];
        let against = |finding: &Finding| {
            finding.level == Level::Error
                && finding.acceptance().is_none()
                && reading
                    .iter()
                    .any(|hundred| finding.check.id.starts_with(hundred))
        };
        self.catalogue_unless(against)
    }

    pub(super) fn catalogue_unless(&self, against: impl Fn(&Finding) -> bool) -> Option<Catalogue> {
        let sound = !self.findings.iter().any(against);
        sound.then(|| Catalogue::of(&Listing::of(&self.document), &self.annotations))
    }

    /// A finding as plain text: headline, the lines that it is about, and help.
    #[must_use]
    pub fn render(&self, finding: &Finding) -> String {
        finding.render(self.source(finding.file), &self.annotations)
    }

    /// The file that findings are about.
    #[must_use]
    pub fn source(&self, file: File) -> &Source {
        match file {
            File::Document => &self.document.source,
            File::Annotations => &self.annotations.document.source,
            File::Lock => self.lock.as_ref().unwrap_or(&self.document.source),
        }
    }
}

/// Reads a file, without changing its path.
///
/// # Errors
///
/// The file cannot be read.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    let name = path.to_string_lossy().into_owned();
    match fs::read(path) {
        Ok(bytes) => Ok(Source::new(name, &bytes)),
        Err(error) => Err(ReadError { path: name, error }),
    }
}

fn counts(listing: &Listing<'_>) -> Counts {
    let rows = listing.rows.len();
    let alike = &listing.alike;
    let entries = group::firsts(alike, CodeRow::entry).len();
    let codes = group::firsts(alike, CodeRow::name).len();
    let alone = rows - alike.len();
    Counts {
        rows,
        recovered: listing.rows.iter().filter(|row| row.row.cut_off).count(),
        merged: rows - alone - entries,
        entries: alone + entries,
        codes: alone + codes,
    }
}
