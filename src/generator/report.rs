//! Two files in; findings, counts and, where nothing stands against it, the catalogue out.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::annotations::Annotations;
use super::catalogue::Catalogue;
use super::check::{
    self,
    pages::{EC110, EC112, EC114, EC117, EC120, EC201, EC206, EC208, EC410, EC505},
};
use super::correction::{Corrected, Writer};
use super::document::Document;
use super::edit::{self, Edit};
use super::finding::{File, Finding, Help, Level};
use super::rows::{CodeRow, Rows};
use super::schema::{ACCEPTED, CORRECTIONS};
use super::source::{MAX_BYTES, Source};

/// All that there is to say of a document.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file as published, and the text that is read.
    pub corrected: Corrected,
    /// The document, as it is read.
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
    /// Rows in tables that are left out, and rows without a code.
    pub left_out: usize,
    /// Corrections that are made.
    pub corrected: usize,
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
        Self::of(document, Annotations::read(annotations))
    }

    /// Checks a document against its annotations.
    #[must_use]
    pub fn of(document: Source, annotations: Annotations) -> Self {
        let corrected = Corrected::new(document, &annotations.corrections);
        let document = Document::read(corrected.source.clone());
        Self::with_doubt(corrected, document, annotations, &BTreeSet::new())
    }

    /// Checks a document of which some codes may be misprinted.
    pub(super) fn with_doubt(
        corrected: Corrected,
        document: Document,
        annotations: Annotations,
        doubtful: &BTreeSet<String>,
    ) -> Self {
        let renamed = check::renamed(&document, &annotations);
        let decided = decided(&annotations, renamed.as_ref());
        let rows = Rows::of(&document, &decided);
        let found = check::run(&corrected, &document, &decided, &rows, renamed, doubtful);
        let mut counts = counts(&rows);
        counts.corrected = corrected.count();
        let writer = Writer::new(&corrected.published);
        let (mut findings, mut accepted) = (Vec::new(), Vec::new());
        for mut finding in found {
            let reason = check::reason(&finding, &decided).map(str::to_owned);
            finish(&mut finding, &corrected, &writer, &annotations);
            match reason {
                Some(reason) => accepted.push((finding, reason)),
                None => findings.push(finding),
            }
        }
        Self {
            corrected,
            document,
            annotations,
            lock: None,
            findings,
            accepted,
            counts,
        }
    }

    /// The findings that fail `check`: all but those that only tell.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.level > Level::Info)
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
            let renamed = check::renamed(&self.document, &self.annotations);
            let decided = decided(&self.annotations, renamed.as_ref());
            let rows = Rows::of(&self.document, &decided);
            let mut catalogue = Catalogue::of(&rows, &decided);
            for text in catalogue
                .entries
                .iter_mut()
                .flat_map(|entry| &mut entry.texts)
            {
                text.line = self.corrected.published_line(text.line - 1) + 1;
            }
            catalogue
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
            File::Document => &self.corrected.published,
            File::Annotations => &self.annotations.document.source,
            File::Lock => self.lock.as_ref().unwrap_or(&self.corrected.published),
        }
    }
}

/// Completes a finding: its places become those of the published file, its changes are shown as lines, and what can
/// be neither accepted nor annotated can be corrected.
pub(super) fn finish(
    finding: &mut Finding,
    corrected: &Corrected,
    writer: &Writer<'_>,
    annotations: &Annotations,
) {
    let source = match finding.file {
        File::Document => &corrected.published,
        File::Annotations => &annotations.document.source,
        File::Lock => return,
    };
    let mut is_corrected = false;
    if finding.file == File::Document {
        for label in &mut finding.labels {
            label.span = corrected.published_span(label.span);
        }
        for help in &mut finding.help {
            // What a correction has made is not in the file.
            if help.edits.iter().any(|edit| corrected.touches(edit.span)) {
                is_corrected = true;
                help.edits.clear();
                let say = help.text.trim_end_matches(':');
                help.text = format!(
                    "{say} (in the row under \"## {}\" that has made it so)",
                    CORRECTIONS.heading
                );
            }
            for edit in &mut help.edits {
                edit.span = corrected.published_span(edit.span);
            }
        }
    }
    for help in finding
        .help
        .iter_mut()
        .filter(|help| !help.edits.is_empty())
    {
        help.lines = edit::diff(source, &help.edits);
    }
    // A place has one correction; what is read there is written in its row.
    if !is_corrected && let Some(help) = correction(finding, writer, annotations) {
        // A code that is not written like the others is mostly to be corrected.
        let accepts = |help: &Help| help.annotates == Some(ACCEPTED.heading);
        let first = finding
            .help
            .iter()
            .position(accepts)
            .filter(|_| finding.check.id == EC206.id);
        finding
            .help
            .insert(first.unwrap_or(finding.help.len()), help);
    }
}

/// As many corrections of one finding are printed; whoever needs more mends the document.
const MOST: usize = 50;

/// So many corrections of one finding are printed of which only one can be right.
const WAYS: usize = 4;

/// The help to correct what is read and leave the document as it is.
fn correction(finding: &Finding, writer: &Writer<'_>, annotations: &Annotations) -> Option<Help> {
    // One code that is odd or missing may be right as it is, or not, and so may braces.
    let is_either = [EC201.id, EC206.id, EC208.id, EC410.id].contains(&finding.check.id)
        && finding.labels.len() == 1;
    let is_annotated = finding.help.iter().any(|help| help.annotates.is_some());
    if finding.file != File::Document || is_annotated && !is_either || finding.check.is_change() {
        return None;
    }
    let ways: Vec<&Vec<Edit>> = finding
        .help
        .iter()
        .map(|help| &help.edits)
        .filter(|edits| !edits.is_empty())
        .collect();
    let (say, rows) = match ways[..] {
        [edits] if edits.len() <= MOST => {
            let rows: Option<Vec<_>> = writer.rows(edits).into_iter().collect();
            let rows = rows.unwrap_or_default().concat();
            ("write {place}, with your reason in the last cell", rows)
        }
        // Where several changes come into question, a person has to say which.
        [_, _, ..] if ways.len() <= WAYS && ways.iter().all(|edits| edits.len() == 1) => {
            let edits: Vec<&Edit> = ways.iter().map(|edits| &edits[0]).collect();
            let say = "write one of these rows {place}, with your reason in the last cell";
            (say, writer.alternatives(&edits).unwrap_or_default())
        }
        _ => ("", Vec::new()),
    };
    let (say, rows) = if rows.is_empty() {
        // No other text of the one place that is named would do.
        let alone = [&EC110, &EC112, &EC114, &EC117, &EC120, &EC505];
        if alone.map(|check| check.id).contains(&finding.check.id) {
            return None;
        }
        let say =
            "write {place}, with what it should be in the second cell and your reason in the last";
        (say, vec![writer.undecided_row(finding.span())?])
    } else {
        (say, rows)
    };
    let say = format!("or leave the document as it is, and correct what is read: {say}");
    Some(annotations.help(&CORRECTIONS, &say, rows))
}

/// Reads a file, without changing its path. Of a file over the limit, no more is read than it takes to see that
/// it is.
///
/// # Errors
///
/// The file cannot be read.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    Ok(Source::new(path.to_string_lossy(), &read_bytes(path)?))
}

/// The bytes that [`read`] reads.
///
/// # Errors
///
/// The file cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path);
    match file.and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(ReadError {
            path: path.to_string_lossy().into_owned(),
            error,
        }),
    }
}

/// The annotations with the title that seems to have come in place of another one.
fn decided<'a>(
    annotations: &'a Annotations,
    renamed: Option<&(String, String)>,
) -> Cow<'a, Annotations> {
    match renamed {
        Some((old, new)) => Cow::Owned(annotations.with_title(old, new)),
        None => Cow::Borrowed(annotations),
    }
}

fn counts(rows: &Rows<'_>) -> Counts {
    let all = rows.all.iter();
    let entries = rows.entries();
    let texts = entries.values().map(Vec::len);
    let codes: BTreeSet<&str> = entries.keys().map(|(code, _)| *code).collect();
    Counts {
        rows: rows.all.len(),
        recovered: all.filter(|row| row.row.cut_off).count(),
        merged: rows.all.iter().filter_map(CodeRow::entry).count() - texts.sum::<usize>(),
        left_out: rows.left_out + rows.codeless.len(),
        corrected: 0,
        entries: entries.len(),
        codes: codes.len(),
    }
}
