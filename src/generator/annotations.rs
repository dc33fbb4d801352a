//! What people have decided about a document, in tables read by the same reader.

use std::collections::BTreeMap;

use super::correction::Correction;
use super::document::{Document, Table, line};
use super::finding::Help;
use super::handling::Handling;
use super::schema::{self, CODES, Layout, MEANINGS, Meaning, Schema};
use super::source::{Source, Span};
use super::{status, text};

/// What the maintainers of a document have decided about it.
#[derive(Clone, Debug)]
pub struct Annotations {
    /// The file, read like any other document.
    pub document: Document,
    /// The Rust names of table titles.
    pub tables: Vec<TableName>,
    /// What columns hold.
    pub columns: Vec<ColumnName>,
    /// The Rust names of codes, and their statuses.
    pub codes: Vec<CodeName>,
    /// What is wrong in the document.
    pub corrections: Vec<Correction>,
    /// Findings to live with.
    pub acceptances: Vec<Acceptance>,
    /// Words that messages hold.
    pub words: Vec<Word>,
    /// How to handle entries.
    pub handling: Vec<Handling>,
    /// The first row of each title.
    titles: BTreeMap<String, usize>,
    /// The first row of each header's name.
    headers: BTreeMap<String, usize>,
    /// The first row of each code.
    variants: BTreeMap<String, usize>,
    /// What each word is; `None` where its rows contradict each other or lack a meaning.
    kinds: BTreeMap<String, Option<WordKind>>,
    /// The first row of each entry under "Handling".
    handled: BTreeMap<(String, u16), usize>,
    /// The first row that accepts a check's id or name and a subject.
    accepted: BTreeMap<(String, String), usize>,
}

/// The Rust name of a table's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    /// The title, without its number, as help shows it.
    pub title: String,
    /// The name; `-` leaves every table under the title out.
    pub name: String,
    /// The status of the rows of tables that have no such column, as it is written; blank where there is none.
    pub status: String,
    /// The row.
    pub span: Span,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnName {
    /// The text of the header's cell.
    pub header: String,
    /// What it holds; `None` where the row does not say so.
    pub meaning: Option<Meaning>,
    /// The row.
    pub span: Span,
}

/// What a code is called in Rust, and its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeName {
    /// The code.
    pub code: String,
    /// The name of its variant; blank where only the status is said.
    pub variant: String,
    /// Its status in tables that have no such column, as it is written; blank where it is that of the table.
    pub status: String,
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

/// The literal word that stands for every word that is not listed.
pub const ANY_WORD: &str = "*";
/// The code under "Handling" that stands for every code under a status that has no row of its own.
pub const ANY_CODE: &str = "*";
/// What leaves a table or a column out.
pub const LEFT_OUT: &str = "-";

impl TableName {
    /// Whether the tables under the title are left out.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.name == LEFT_OUT
    }
}

impl Annotations {
    /// Reads annotations. This never fails: what is wrong with them is for the checks to say.
    #[must_use]
    pub fn read(source: Source) -> Self {
        let document = Document::read(source);
        let tables = rows(&document, &schema::TABLES, |[title, name, status], span| {
            TableName {
                title: text::visible(title),
                name: name.to_owned(),
                status: status.to_owned(),
                span,
            }
        });
        let codes = rows(
            &document,
            &schema::CODE_NAMES,
            |[code, variant, status], span| CodeName {
                code: code.to_owned(),
                variant: variant.to_owned(),
                status: status.to_owned(),
                span,
            },
        );
        let columns = rows(&document, &schema::COLUMNS, |[header, meaning], span| {
            ColumnName {
                header: header.to_owned(),
                meaning: match meaning {
                    LEFT_OUT => Some(Meaning::LeftOut),
                    name => MEANINGS
                        .iter()
                        .position(|known| *known == name)
                        .map(Meaning::Column),
                },
                span,
            }
        });
        let corrections = rows(
            &document,
            &schema::CORRECTIONS,
            |[text, instead, reason], span| Correction::new(text, instead, reason, span),
        );
        let acceptances = rows(
            &document,
            &schema::ACCEPTED,
            |[check, subject, reason], span| Acceptance {
                check: check.to_owned(),
                subject: text::visible(subject),
                reason: reason.to_owned(),
                span,
            },
        );
        let word = |kind| {
            move |[word, meaning]: [&str; 2], span| Word {
                word: word.to_owned(),
                kind,
                meaning: meaning.to_owned(),
                span,
            }
        };
        let mut words = rows(
            &document,
            &schema::PLACEHOLDERS,
            word(WordKind::Placeholder),
        );
        words.extend(rows(&document, &schema::LITERALS, word(WordKind::Literal)));
        let handling = rows(
            &document,
            &schema::HANDLING,
            |[code, status, grpc, retry, reason], span| Handling {
                code: code.to_owned(),
                status: status.to_owned(),
                grpc: grpc.to_owned(),
                retry: retry.to_owned(),
                reason: reason.to_owned(),
                span,
            },
        );
        let mut annotations = Self {
            kinds: kinds(&words),
            titles: BTreeMap::new(),
            headers: BTreeMap::new(),
            variants: BTreeMap::new(),
            handled: BTreeMap::new(),
            accepted: BTreeMap::new(),
            document,
            tables,
            columns,
            codes,
            corrections,
            acceptances,
            words,
            handling,
        };
        annotations.index();
        annotations
    }

    /// The annotations of a document that has none, under the path where they would stand.
    #[must_use]
    pub fn none(path: impl Into<String>) -> Self {
        Self::read(Source::new(path, b""))
    }

    fn index(&mut self) {
        self.titles = firsts(&self.tables, |row| Some(row.title.clone()));
        self.headers = firsts(&self.columns, |row| Some(row.header.clone()));
        self.variants = firsts(&self.codes, |row| Some(row.code.clone()));
        self.handled = firsts(&self.handling, |row| {
            Some((row.code.clone(), row.number()?))
        });
        self.accepted = firsts(&self.acceptances, |row| {
            Some((row.check.clone(), row.subject.clone()))
        });
    }

    /// The row of a title.
    #[must_use]
    pub fn table(&self, title: &str) -> Option<&TableName> {
        let index = self.titles.get(&text::visible(title))?;
        self.tables.get(*index)
    }

    /// Whether everything under a title is left out.
    #[must_use]
    pub fn leaves_out(&self, title: &str) -> bool {
        !title.is_empty() && self.table(title).is_some_and(TableName::leaves_out)
    }

    /// What a header's name stands for, where people have decided it.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<&ColumnName> {
        let index = self.headers.get(header)?;
        self.columns.get(*index)
    }

    /// Which column of a table of codes holds what.
    #[must_use]
    pub fn layout(&self, table: &Table) -> Layout {
        let decided = |header: &str| self.column(header)?.meaning;
        CODES.layout_with(&table.header_texts(), decided)
    }

    /// The status of the rows under a title whose table has no such column, where people have decided it.
    #[must_use]
    pub fn status(&self, title: &str) -> Option<u16> {
        status::number(&self.table(title)?.status)
    }

    /// The row of a code.
    #[must_use]
    pub fn code(&self, code: &str) -> Option<&CodeName> {
        let index = self.variants.get(code)?;
        self.codes.get(*index)
    }

    /// The Rust name of a code, where people have decided it.
    #[must_use]
    pub fn variant(&self, code: &str) -> Option<&str> {
        let row = self.code(code)?;
        Some(row.variant.as_str()).filter(|variant| !variant.is_empty())
    }

    /// The status of a code in tables that have no such column, where people have decided it.
    #[must_use]
    pub fn status_of(&self, code: &str) -> Option<u16> {
        status::number(&self.code(code)?.status)
    }

    /// What a word in a message is; `None` where nobody has said so, or where the rows contradict each other.
    #[must_use]
    pub fn classify(&self, word: &str) -> Option<WordKind> {
        let any = || self.kinds.get(ANY_WORD).copied().flatten();
        match self.kinds.get(word) {
            Some(kind) => *kind,
            None => any().filter(|&kind| kind == WordKind::Literal),
        }
    }

    /// Whether a row lists a word.
    #[must_use]
    pub fn lists(&self, word: &str) -> bool {
        self.kinds.contains_key(word)
    }

    /// Whether a word in a message stands for a value.
    #[must_use]
    pub fn is_placeholder(&self, word: &str) -> bool {
        self.classify(word) == Some(WordKind::Placeholder)
    }

    /// The row that says how to handle an entry, whether or not it can be used: its own, or that of all entries
    /// with the status.
    #[must_use]
    pub fn handling_row(&self, code: &str, status: u16) -> Option<&Handling> {
        let row = |code: &str| self.handled.get(&(code.to_owned(), status));
        let index = row(code).or_else(|| row(ANY_CODE))?;
        self.handling.get(*index)
    }

    /// How to handle an entry; `None` where nobody has said so in a way that can be used.
    #[must_use]
    pub fn handling_of(&self, code: &str, status: u16) -> Option<&Handling> {
        self.handling_row(code, status)
            .filter(|row| row.fault().is_none())
    }

    /// The row that accepts a check's findings on a subject.
    #[must_use]
    pub fn acceptance(&self, [id, name]: [&str; 2], subject: &str) -> Option<&Acceptance> {
        let row = |check: &str| self.accepted.get(&(check.to_owned(), subject.to_owned()));
        let index = row(id).into_iter().chain(row(name)).min()?;
        self.acceptances.get(*index)
    }

    /// The same annotations, with another title in the place of one that is gone.
    #[must_use]
    pub fn with_title(&self, old: &str, new: &str) -> Self {
        let new = text::visible(new);
        let mut annotations = self.clone();
        for table in annotations
            .tables
            .iter_mut()
            .filter(|table| table.title == old)
        {
            table.title.clone_from(&new);
        }
        for row in &mut annotations.acceptances {
            let rest = row.subject.strip_prefix(old).map(str::to_owned);
            if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                row.subject = format!("{new}{rest}");
            }
        }
        annotations.index();
        annotations
    }

    /// The help to write rows of a kind; `{place}` in the text says where. Rows may lack cells that their kind
    /// can do without.
    #[must_use]
    pub fn help(&self, schema: &Schema, text: &str, rows: Vec<String>) -> Help {
        let path = text::visible(self.document.source.path());
        let heading = schema.heading;
        let columns = most_cells(&rows);
        let mut lines = Vec::new();
        let (place, columns) = match self.table_for(heading, columns) {
            Some(table) => (
                format!("under \"## {heading}\" in {path}"),
                table.header.cells.len(),
            ),
            None => {
                lines.extend(schema.opening(columns));
                (format!("at the end of {path}"), columns)
            }
        };
        lines.extend(rows.iter().map(|row| widened(row, columns)));
        Help {
            text: text.replace("{place}", &place) + ":",
            lines,
            annotates: Some(schema.heading),
            ..Help::default()
        }
    }

    /// The table of annotations under a heading that takes rows of so many cells.
    #[must_use]
    pub fn table_for(&self, heading: &str, cells: usize) -> Option<&Table> {
        self.document.tables.iter().find(|table| {
            let is_wide = table.header.cells.len() >= cells;
            is_wide && self.document.section(table.heading) == heading
        })
    }
}

/// How many cells the longest of some rows has.
#[must_use]
pub fn most_cells<S: AsRef<str>>(rows: &[S]) -> usize {
    let cells = rows.iter().map(|row| line::sources(row.as_ref()).len());
    cells.max().unwrap_or_default()
}

/// A row of annotations with so many cells, the last of which are blank.
#[must_use]
pub fn widened(row: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(most_cells(&[row]));
    row.to_owned() + &"  |".repeat(missing)
}

/// The first row of each key.
fn firsts<T, K: Ord>(rows: &[T], key: impl Fn(&T) -> Option<K>) -> BTreeMap<K, usize> {
    let mut firsts = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(key) = key(row) {
            firsts.entry(key).or_insert(index);
        }
    }
    firsts
}

/// What each word is, as far as its rows say what it means.
fn kinds(words: &[Word]) -> BTreeMap<String, Option<WordKind>> {
    let mut said: BTreeMap<&str, Vec<&Word>> = BTreeMap::new();
    for word in words {
        said.entry(&word.word).or_default().push(word);
    }
    let kind = |rows: &[&Word]| {
        let mut kinds = rows
            .iter()
            .filter(|row| !row.meaning.is_empty())
            .map(|row| row.kind);
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    };
    said.into_iter()
        .map(|(word, rows)| (word.to_owned(), kind(&rows)))
        .collect()
}

/// The rows of all tables of one kind, from the texts of their cells in the order of the schema.
fn rows<const N: usize, T>(
    document: &Document,
    schema: &Schema,
    make: impl Fn([&str; N], Span) -> T,
) -> Vec<T> {
    let mut made = Vec::new();
    for table in &document.tables {
        let layout = schema.layout(&table.header_texts());
        if document.section(table.heading) != schema.heading || !layout.is_complete(schema) {
            continue;
        }
        for row in &table.rows {
            let cell = |column: usize| layout.cells[column].and_then(|cell| row.cells.get(cell));
            let texts = core::array::from_fn(|column| cell(column).map_or("", |cell| &cell.text));
            made.push(make(texts, row.span));
        }
    }
    made
}
