//! Two files in; findings, counts and, where nothing stands against it, the catalogue out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::annotations::Annotations;
use super::catalogue::Catalogue;
use super::check;
use super::document::Document;
use super::finding::{File, Finding, Level};
use super::rows::{CodeRow, Rows};
use super::source::{MAX_BYTES, Source};

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
    /// Rows in tables that are left out.
    pub left_out: usize,
    /// Entries: codes with their statuses.
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
    pub fn new(document: Source, annotations: Source) -> Self {
        Self::of(Document::read(document), Annotations::read(annotations))
    }

    /// Reads and checks a document from files.
    ///
    /// # Errors
    ///
    /// Either file cannot be read.
    pub fn from_files(document: &Path, annotations: &Path) -> Result<Self, ReadError> {
        Ok(Self::new(read(document)?, read(annotations)?))
    }

    /// Checks a document against its annotations.
    #[must_use]
    pub fn of(document: Document, annotations: Annotations) -> Self {
        Self::with_doubt(document, annotations, &BTreeSet::new())
    }

    /// Checks a document of which some codes may be misprinted.
    pub(super) fn with_doubt(
        document: Document,
        annotations: Annotations,
        doubtful: &BTreeSet<String>,
    ) -> Self {
        let decided = check::decided(&document, &annotations);
        let mut findings = Vec::new();
        let mut accepted = Vec::new();
        for finding in check::run(&document, &annotations, doubtful) {
            match check::reason(&finding, &decided) {
                Some(reason) => accepted.push((finding, reason.to_owned())),
                None => findings.push(finding),
            }
        }
        let counts = counts(&Rows::of(&document, &annotations));
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
                && !finding.is_acceptable()
                && reading
                    .iter()
                    .any(|hundred| finding.check.id.starts_with(hundred))
        };
        self.catalogue_unless(against)
    }

    pub(super) fn catalogue_unless(&self, against: impl Fn(&Finding) -> bool) -> Option<Catalogue> {
        let sound = !self.findings.iter().any(against);
        sound.then(|| {
            let rows = Rows::of(&self.document, &self.annotations);
            Catalogue::of(&rows, &self.annotations)
        })
    }

    /// A finding as plain text: headline, the lines that it is about, and help.
    #[must_use]
    pub fn render(&self, finding: &Finding) -> String {
        finding.render(self.source(finding.file))
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

/// Reads a file, without changing its path. Of a file over the limit, no more is read than it takes to see that
/// it is.
///
/// # Errors
///
/// The file cannot be read.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    let name = path.to_string_lossy().into_owned();
    let bytes = fs::File::open(path).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    match bytes {
        Ok(bytes) => Ok(Source::new(name, &bytes)),
        Err(error) => Err(ReadError { path: name, error }),
    }
}

fn counts(rows: &Rows<'_>) -> Counts {
    let all = rows.all.iter();
    let entries: BTreeSet<(&str, u16)> = all.clone().filter_map(CodeRow::entry).collect();
    let codes: BTreeSet<&str> = entries.iter().map(|(code, _)| *code).collect();
    Counts {
        rows: rows.all.len(),
        recovered: all.filter(|row| row.row.cut_off).count(),
        merged: rows.all.iter().filter_map(CodeRow::entry).count() - entries.len(),
        left_out: rows.left_out,
        entries: entries.len(),
        codes: codes.len(),
    }
}
