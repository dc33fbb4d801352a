//! The annotations file in, what the document leaves unsaid out.

use super::document::{Document, Limits, Row, Table};
use super::schema::{self, Schema};
use super::source::{Source, Span};

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
}

/// The Rust name of a table's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    /// The title, without its number.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The literal word that stands for every word that is not listed.
pub const ANY_WORD: &str = "*";

impl Annotations {
    /// Reads annotations. This never fails: what is wrong with them is for the checks to say.
    #[must_use]
    pub fn read(source: Source, limits: &Limits) -> Self {
        let document = Document::read(source, limits);
        let names = rows(&document, &schema::TABLES, |[title, name], span| {
            TableName { title, name, span }
        });
        let acceptances = rows(
            &document,
            &schema::ACCEPTED,
            |[check, subject, reason], span| Acceptance {
                check,
                subject,
                reason,
                span,
            },
        );
        let word = |kind| {
            move |[word, meaning]: [String; 2], span| Word {
                word,
                kind,
                meaning,
                span,
            }
        };
        let mut words = rows(
            &document,
            &schema::PLACEHOLDERS,
            word(WordKind::Placeholder),
        );
        words.extend(rows(&document, &schema::LITERALS, word(WordKind::Literal)));
        Self {
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

    /// What a word in a message is; `None` where nobody has said so, or where it is said twice.
    #[must_use]
    pub fn classify(&self, word: &str) -> Option<WordKind> {
        let kinds = |word: &str| {
            let mut found = self
                .words
                .iter()
                .filter(|listed| listed.word == word)
                .map(|word| word.kind);
            let first = found.next();
            (
                first,
                first.is_some() && found.any(|kind| Some(kind) != first),
            )
        };
        match kinds(word) {
            (_, true) => None,
            (None, _) => kinds(ANY_WORD).0.filter(|&kind| kind == WordKind::Literal),
            (kind, _) => kind,
        }
    }

    /// The Rust name of a table title.
    #[must_use]
    pub fn name_of(&self, title: &str) -> Option<&TableName> {
        self.names.iter().find(|name| name.title == title)
    }
}

/// The rows of all tables of one kind, their cells in the schema's order.
fn rows<const N: usize, T>(
    document: &Document,
    schema: &Schema,
    make: impl Fn([String; N], Span) -> T,
) -> Vec<T> {
    let of_kind = |table: &&Table| Some(document.title_of(table)) == schema.heading;
    let mut all = Vec::new();
    for table in document.tables.iter().filter(of_kind) {
        let layout = schema.layout(table.header_texts());
        let text = |row: &Row, column: usize| {
            let cell = layout.cells.get(column).copied().flatten();
            let cell = cell.and_then(|cell| row.cells.get(cell));
            cell.map_or_else(String::new, |cell| cell.text.clone())
        };
        if layout.is_complete(schema) {
            all.extend(
                table
                    .data_rows()
                    .map(|row| make(core::array::from_fn(|column| text(row, column)), row.span)),
            );
        }
    }
    all
}
