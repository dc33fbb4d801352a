//! The annotations file in, what the document leaves unsaid out.

use super::document::{Document, Limits, Role};
use super::finding::Finding;
use super::group;
use super::listing;
use super::schema::{self, Schema};
use super::source::{Source, Span};
use super::text;

/// What the maintainers of a document have decided about it.
#[derive(Clone, Debug)]
pub struct Annotations {
    /// The file, read like any other document.
    pub document: Document,
    /// The Rust names of table titles.
    pub names: Vec<TableName>,
    /// Findings to live with.
    pub acceptances: Vec<Acceptance>,
    /// Words that messages hold.
    pub words: Vec<Word>,
    /// How to handle entries.
    pub handling: Vec<Handling>,
    /// What the word of each row of `words` is; `None` where its rows contradict each other.
    kinds: Vec<Option<WordKind>>,
    /// What words are that no row lists.
    unlisted: Option<WordKind>,
    /// The rows of `words`, sorted by word.
    by_word: Vec<usize>,
    /// The rows of `handling`, sorted by entry.
    by_entry: Vec<usize>,
    /// The rows of `acceptances`, sorted by what they accept.
    by_finding: Vec<usize>,
}

/// How to handle an entry: a reading of the document by people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// The code's name.
    pub code: String,
    /// The HTTP status, as it is written.
    pub status: String,
    /// The name of a google.rpc code.
    pub grpc: String,
    /// Whether to try again.
    pub retry: String,
    /// Why.
    pub reason: String,
    /// The row.
    pub span: Span,
}

/// The names of google.rpc's codes, with those of their variants.
pub const GRPC: [(&str, &str); 17] = [
    ("OK", "Ok"),
    ("CANCELLED", "Cancelled"),
    ("UNKNOWN", "Unknown"),
    ("INVALID_ARGUMENT", "InvalidArgument"),
    ("DEADLINE_EXCEEDED", "DeadlineExceeded"),
    ("NOT_FOUND", "NotFound"),
    ("ALREADY_EXISTS", "AlreadyExists"),
    ("PERMISSION_DENIED", "PermissionDenied"),
    ("RESOURCE_EXHAUSTED", "ResourceExhausted"),
    ("FAILED_PRECONDITION", "FailedPrecondition"),
    ("ABORTED", "Aborted"),
    ("OUT_OF_RANGE", "OutOfRange"),
    ("UNIMPLEMENTED", "Unimplemented"),
    ("INTERNAL", "Internal"),
    ("UNAVAILABLE", "Unavailable"),
    ("DATA_LOSS", "DataLoss"),
    ("UNAUTHENTICATED", "Unauthenticated"),
];

/// The ways to try again, with the names of their variants.
pub const RETRY: [(&str, &str); 4] = [
    ("never", "Never"),
    ("after back-off", "AfterBackOff"),
    ("after state change", "AfterStateChange"),
    ("caller decides", "CallerDecides"),
];

/// The variant of a name in [`GRPC`] or [`RETRY`].
#[must_use]
pub fn variant_of(names: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    let (_, variant) = names.iter().find(|(known, _)| *known == name)?;
    Some(variant)
}

/// The Rust name of a table's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    /// The title, without its number, as help shows it.
    pub title: String,
    /// The name.
    pub name: String,
    /// The row.
    pub span: Span,
}

/// A finding to live with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The check's id or name.
    pub check: String,
    /// The finding's subject.
    pub subject: String,
    /// Why; blank only until someone has written it.
    pub reason: String,
    /// The row.
    pub span: Span,
}

/// What a word in a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordKind {
    /// It stands for a value.
    Placeholder,
    /// It stands for itself.
    Literal,
}

/// A word in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word; `*` among the literal words stands for every word that is not listed.
    pub word: String,
    /// What it is.
    pub kind: WordKind,
    /// What value it stands for, or why it is just text.
    pub meaning: String,
    /// The row.
    pub span: Span,
}

impl Acceptance {
    /// The finding that it accepts.
    fn about(&self) -> (&str, &str) {
        (&self.subject, &self.check)
    }
}

/// The literal word that stands for every word that is not listed.
pub const ANY_WORD: &str = "*";

impl Handling {
    /// The status; `None` where its cell does not hold one.
    #[must_use]
    pub fn number(&self) -> Option<u16> {
        listing::number(&self.status)
    }

    /// The entry that it is about.
    fn entry(&self) -> (&str, Option<u16>) {
        (&self.code, self.number())
    }

    /// Why the row cannot be used; `None` where it can.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let names = |names: &[(&'static str, &str)]| {
            let mut listed = Vec::new();
            for (name, _) in names {
                listed.push(*name);
            }
            text::joined(&listed, ", ")
        };
        if variant_of(&GRPC, &self.grpc).is_none() {
            Some(format!("the gRPC code is one of {}", names(&GRPC)))
        } else if variant_of(&RETRY, &self.retry).is_none() {
            Some(format!("whether to try again is one of: {}", names(&RETRY)))
        } else if self.reason.is_empty() {
            Some("it needs a reason".to_owned())
        } else {
            None
        }
    }
}

impl Annotations {
    /// Reads annotations. This never fails: what is wrong with them is for the checks to say.
    #[must_use]
    pub fn read(source: Source, limits: &Limits) -> Self {
        let document = Document::read(source, limits);
        let mut names = Vec::new();
        each_row(&document, &schema::TABLES, &mut |cell, span| {
            names.push(TableName {
                title: text::visible(cell(0)),
                name: cell(1).to_owned(),
                span,
            });
        });
        let mut acceptances = Vec::new();
        each_row(&document, &schema::ACCEPTED, &mut |cell, span| {
            acceptances.push(Acceptance {
                check: cell(0).to_owned(),
                subject: text::visible(cell(1)),
                reason: cell(2).to_owned(),
                span,
            });
        });
        let mut words = Vec::new();
        for (schema, kind) in [
            (&schema::PLACEHOLDERS, WordKind::Placeholder),
            (&schema::LITERALS, WordKind::Literal),
        ] {
            each_row(&document, schema, &mut |cell, span| {
                words.push(Word {
                    word: cell(0).to_owned(),
                    kind,
                    meaning: cell(1).to_owned(),
                    span,
                });
            });
        }
        let mut handling = Vec::new();
        each_row(&document, &schema::HANDLING, &mut |cell, span| {
            handling.push(Handling {
                code: cell(0).to_owned(),
                status: cell(1).to_owned(),
                grpc: cell(2).to_owned(),
                retry: cell(3).to_owned(),
                reason: cell(4).to_owned(),
                span,
            });
        });
        let by_word = group::positions(&words, |word| word.word.as_str());
        let kinds = kinds(&words, &by_word);
        let any = words.iter().position(|word| word.word == ANY_WORD);
        let any = any.and_then(|row| kinds[row]);
        Self {
            unlisted: any.filter(|&kind| kind == WordKind::Literal),
            kinds,
            by_word,
            by_entry: group::positions(&handling, Handling::entry),
            by_finding: group::positions(&acceptances, Acceptance::about),
            handling,
            names,
            acceptances,
            words,
            document,
        }
    }

    /// The annotations of a document that has none, under the path where they would stand.
    #[must_use]
    pub fn none(path: impl Into<String>) -> Self {
        Self::read(Source::new(path, b""), &Limits::default())
    }

    /// Whether the file has a table of a kind.
    fn has(&self, schema: &Schema) -> bool {
        let mut tables = self.document.tables.iter();
        tables.any(|table| Some(self.document.title_of(table)) == schema.heading)
    }

    /// Where rows of a kind are to be written, as help says it.
    #[must_use]
    pub fn place(&self, schema: &Schema) -> String {
        let path = text::visible(self.document.source.path());
        match schema.heading.filter(|_| self.has(schema)) {
            Some(heading) => format!("under \"## {heading}\" in {path}"),
            None => format!("at the end of {path}"),
        }
    }

    /// The lines to write for rows of a kind: with a heading and a header above them, where the file
    /// has no such table yet.
    #[must_use]
    pub fn lines(&self, schema: &Schema, rows: Vec<String>) -> Vec<String> {
        if self.has(schema) {
            return rows;
        }
        let mut lines = vec![
            format!("## {}", schema.heading.unwrap_or_default()),
            String::new(),
            schema.header(),
            "|-".repeat(schema.columns.len()) + "|",
        ];
        lines.extend(rows);
        lines
    }

    /// What a word in a message is; `None` where nobody has said so, or where it is said twice.
    #[must_use]
    pub fn classify(&self, word: &str) -> Option<WordKind> {
        self.kind(self.listed(word))
    }

    /// What a word is, given its first row.
    pub(crate) fn kind(&self, row: Option<usize>) -> Option<WordKind> {
        match row {
            Some(row) => self.kinds[row],
            None => self.unlisted,
        }
    }

    /// The first row of a word.
    pub(crate) fn listed(&self, word: &str) -> Option<usize> {
        group::find(&self.by_word, &|row| {
            self.words[row].word.as_str().cmp(word)
        })
    }

    /// Whether a word in a message stands for a value.
    #[must_use]
    pub fn is_placeholder(&self, word: &str) -> bool {
        self.classify(word) == Some(WordKind::Placeholder)
    }

    /// What is said on how to handle an entry, whether or not it can be used.
    #[must_use]
    pub fn says_of(&self, code: &str, status: u16) -> Option<&Handling> {
        let entry = (code, Some(status));
        let found = group::find(&self.by_entry, &|row| {
            self.handling[row].entry().cmp(&entry)
        });
        found.map(|row| &self.handling[row])
    }

    /// How to handle an entry; `None` where nobody has said so, or not in a way that can be used.
    #[must_use]
    pub fn handling_of(&self, code: &str, status: u16) -> Option<&Handling> {
        self.says_of(code, status)
            .filter(|row| row.fault().is_none())
    }

    /// The row that accepts a finding.
    pub(crate) fn acceptance_of(&self, finding: &Finding) -> Option<&Acceptance> {
        let row = |check: &str| {
            let about = (finding.subject.as_str(), check);
            group::find(&self.by_finding, &|row| {
                self.acceptances[row].about().cmp(&about)
            })
        };
        let first = match (row(finding.check.id), row(finding.check.name)) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let first = first.filter(|_| finding.is_acceptable());
        first.map(|row| &self.acceptances[row])
    }

    /// The Rust name of a table title.
    #[must_use]
    pub fn name_of(&self, title: &str) -> Option<&TableName> {
        let title = text::visible(title);
        self.names.iter().find(|name| name.title == title)
    }
}

/// What the word of each row is, as far as the rows say what it means.
fn kinds(words: &[Word], by_word: &[usize]) -> Vec<Option<WordKind>> {
    let mut kinds = vec![None; words.len()];
    for rows in by_word.chunk_by(|&one, &other| words[one].word == words[other].word) {
        let says = |kind| {
            let said = |row: &usize| words[*row].kind == kind && !words[*row].meaning.is_empty();
            rows.iter().any(said)
        };
        let kind = match (says(WordKind::Placeholder), says(WordKind::Literal)) {
            (true, false) => Some(WordKind::Placeholder),
            (false, true) => Some(WordKind::Literal),
            _ => None,
        };
        for &row in rows {
            kinds[row] = kind;
        }
    }
    kinds
}

/// The texts of a row's cells by the positions of a schema's columns.
type Cells<'a, 'row> = &'row dyn Fn(usize) -> &'a str;

/// Goes through the rows of all tables of one kind, each of which answers with the texts of its cells in
/// the schema's order.
fn each_row<'a>(
    document: &'a Document,
    schema: &Schema,
    take: &mut dyn FnMut(Cells<'a, '_>, Span),
) {
    for table in &document.tables {
        let layout = schema.layout(&table.header_texts(&document.source));
        if Some(document.title_of(table)) != schema.heading || !layout.is_complete(schema) {
            continue;
        }
        for row in &table.rows {
            let cell = |column: usize| match layout.cells[column] {
                Some(at) => row.text(at, &document.source),
                None => "",
            };
            if row.role == Role::Data {
                take(&cell, row.span);
            }
        }
    }
}
