//! What the rows of code tables say: each a code, a status, a message and a solution, worked out once.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::annotations::Annotations;
use super::document::{Cell, Document, Form, Row, Table};
use super::name::{self, Shape};
use super::schema::{CODES, Column, Layout, codes};
use super::source::Span;
use super::{status, text};

/// The tables of a document that list codes, and their rows.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    /// The tables, in order.
    pub tables: Vec<CodeTable<'a>>,
    /// The rows of all of them, in order.
    pub all: Vec<CodeRow<'a>>,
    /// The rows of these tables that name no code, in order: dashes in its place, or a title of the rows below.
    pub codeless: Vec<CodeRow<'a>>,
    /// How many rows stand in tables that are left out.
    pub left_out: usize,
    /// The name of each code's variant: as the annotations say, as the document says, or made of the code.
    pub variants: BTreeMap<&'a str, String>,
}

/// A table that lists codes.
#[derive(Clone, Debug)]
pub struct CodeTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its title.
    pub title: String,
    /// Which cell holds what.
    pub layout: Layout,
    /// Its rows, among [`Rows::all`].
    pub rows: Range<usize>,
}

/// A row that lists a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow<'a> {
    /// The table, as an index into [`Rows::tables`].
    pub table: usize,
    /// The row.
    pub row: &'a Row,
    /// The code, byte for byte as the document has it.
    pub code: Field<'a, &'a str>,
    /// The HTTP status. Where it is that of the table, its cell is the code's.
    pub status: Field<'a, u16>,
    /// The message; `None` where the row is too short.
    pub message: Option<&'a Cell>,
    /// The solution; `None` where the table has none, or the row is too short.
    pub solution: Option<&'a Cell>,
    /// What the code is called in programs; `None` where the table does not say so, or the row is too short.
    pub variant: Option<&'a Cell>,
}

/// A cell and its value, or what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a, T> {
    /// The cell.
    pub cell: &'a Cell,
    /// The value.
    pub value: Result<T, Fault>,
}

/// What keeps a cell from being a code or a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is blank, or a dash.
    Empty,
    /// It holds a character that nobody sees, or that looks like another one.
    Hidden(Span, char),
    /// A reader sees something else than the source says.
    NotLiteral,
    /// It lists several codes.
    Several(usize),
    /// Nothing else stands in the row.
    Title,
    /// It is no HTTP status.
    NoStatus,
}

impl<'a> Rows<'a> {
    /// Lowers the rows of all tables that have the columns of a code table and are not left out. Rows with
    /// other cells than they should have are for the checks of the structure.
    #[must_use]
    pub fn of(document: &'a Document, annotations: &Annotations) -> Self {
        let excesses = document.excesses.iter();
        let over: BTreeSet<usize> = excesses
            .map(|excess| document.source.line_of(excess.span.start))
            .collect();
        let mut rows = Self {
            tables: Vec::new(),
            all: Vec::new(),
            codeless: Vec::new(),
            left_out: 0,
            variants: BTreeMap::new(),
        };
        for table in &document.tables {
            let title = document.title_of(table);
            let is_left_out = is_left_out(document, table, annotations);
            if is_left_out {
                rows.left_out += table.rows.len();
            }
            if table.nested || is_left_out {
                continue;
            }
            let layout = annotations.layout(table);
            let start = rows.all.len();
            let index = rows.tables.len();
            let status = annotations.status(&title);
            if lacking(&layout, status).next().is_some() {
                continue;
            }
            let of_code = |code: &str| annotations.status_of(code).or(status);
            for row in &table.rows {
                let form = document.form(table, row);
                if matches!(form, Form::Whole | Form::Short) && !over.contains(&row.line) {
                    let lowered = lower(document, index, row, &layout, &of_code);
                    let (coded, codeless) = lowered.into_iter().partition(CodeRow::has_code);
                    rows.all.extend::<Vec<_>>(coded);
                    rows.codeless.extend::<Vec<_>>(codeless);
                }
            }
            rows.tables.push(CodeTable {
                table,
                title,
                layout,
                rows: start..rows.all.len(),
            });
        }
        rows.variants = variants(&rows.all, annotations);
        rows
    }

    /// The rows of a table.
    #[must_use]
    pub fn of_table(&self, table: &CodeTable<'_>) -> &[CodeRow<'a>] {
        &self.all[table.rows.clone()]
    }

    /// The rows of each entry, grouped by what they say. A row that has no solution says what another one with its
    /// message says.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<(&'a str, u16), Vec<Vec<&CodeRow<'a>>>> {
        let key = |row: &CodeRow<'a>| (row.entry(), row.message_text());
        let mut rows: Vec<&CodeRow<'a>> = self.all.iter().collect();
        rows.sort_by_key(|row| (key(row), row.solution_text()));
        let line = |rows: &Vec<&CodeRow<'_>>| rows[0].row.line;
        let mut entries: BTreeMap<_, Vec<Vec<&CodeRow<'a>>>> = BTreeMap::new();
        for rows in rows.chunk_by(|one, next| key(one) == key(next)) {
            let Some(entry) = rows[0].entry() else {
                continue;
            };
            // Those without a solution come first.
            let short = rows.partition_point(|row| row.solution_text().is_empty());
            let (short, whole) = rows.split_at(short);
            let texts = whole.chunk_by(|one, next| one.solution_text() == next.solution_text());
            let mut texts: Vec<Vec<&CodeRow<'a>>> = texts.map(<[_]>::to_vec).collect();
            match texts.iter_mut().min_by_key(|rows| line(rows)) {
                Some(first) => {
                    first.extend(short);
                    first.sort_by_key(|row| row.row.line);
                }
                None => texts.push(short.to_vec()),
            }
            entries.entry(entry).or_default().extend(texts);
        }
        for texts in entries.values_mut() {
            texts.sort_by_key(line);
        }
        entries
    }

    /// Whether a line, counted from 0, holds one of the rows.
    #[must_use]
    pub fn holds(&self, line: usize) -> bool {
        let holds = |rows: &[CodeRow<'_>]| rows.binary_search_by_key(&line, |row| row.row.line);
        holds(&self.all).is_ok() || holds(&self.codeless).is_ok()
    }

    /// The title of a row's table.
    #[must_use]
    pub fn title(&self, row: &CodeRow<'_>) -> &str {
        &self.tables[row.table].title
    }
}

impl<'a> CodeRow<'a> {
    /// The code and the status, where the row has both: what makes an entry.
    #[must_use]
    pub fn entry(&self) -> Option<(&'a str, u16)> {
        Some((self.code.value.ok()?, self.status.value.ok()?))
    }

    /// The message; empty where there is none.
    #[must_use]
    pub fn message_text(&self) -> &'a str {
        self.message.map_or("", |cell| &cell.text)
    }

    /// The solution; empty where there is none.
    #[must_use]
    pub fn solution_text(&self) -> &'a str {
        self.solution.map_or("", |cell| &cell.text)
    }

    /// The message and the solution.
    #[must_use]
    pub fn texts(&self) -> (&'a str, &'a str) {
        (self.message_text(), self.solution_text())
    }

    /// What the row calls its code in programs; `None` where it does not say so, or has a dash.
    #[must_use]
    pub fn variant_text(&self) -> Option<&'a str> {
        let said = self.variant?.text.as_str();
        (!said.is_empty() && !is_dash(said)).then_some(said)
    }

    /// Whether the row names a code, right or wrong.
    #[must_use]
    pub fn has_code(&self) -> bool {
        !matches!(self.code.value, Err(Fault::Empty | Fault::Title))
    }

    /// Whether the status is that of the table, which has no such column.
    #[must_use]
    pub fn has_status_of_table(&self) -> bool {
        self.status.cell.span == self.code.cell.span
    }

    /// The status as it is shown.
    #[must_use]
    pub fn status_text(&self) -> String {
        match self.status.value {
            Ok(status) => status.to_string(),
            Err(_) => self.status.cell.text.clone(),
        }
    }

    /// Whether the status stands in the code's cell, and something else in the status's.
    #[must_use]
    pub fn is_swapped(&self) -> bool {
        self.status.value.is_err() && status::number(&self.code.cell.text).is_some()
    }

    /// The code with its status, as a finding names them.
    #[must_use]
    pub fn subject(&self) -> String {
        text::fold_spaces(&format!("{} {}", self.code.cell.text, self.status_text()))
    }
}

/// Whether a table is left out: by its title, or by its title and its header, where another table has the same title.
#[must_use]
pub fn is_left_out(document: &Document, table: &Table, annotations: &Annotations) -> bool {
    let title = document.title_of(table);
    annotations.leaves_out(&title) || annotations.leaves_out(&long_title(&title, table))
}

/// The title of a table with its header, which tells it from others under the title.
#[must_use]
pub fn long_title(title: &str, table: &Table) -> String {
    format!("{title} / {}", table.header_texts().join(" "))
}

/// The columns without which a table cannot be read, and that no cell of its header names. The status may be
/// that of the table.
pub fn lacking(layout: &Layout, status: Option<u16>) -> impl Iterator<Item = &'static Column> {
    let is_status = |column: &&Column| **column == CODES.columns[codes::STATUS];
    let missing = layout.missing(&CODES);
    missing.filter(move |column| status.is_none() || !is_status(column))
}

/// The name of each code's variant; of several that the document gives, the first.
fn variants<'a>(rows: &[CodeRow<'a>], annotations: &Annotations) -> BTreeMap<&'a str, String> {
    let mut said: BTreeMap<&'a str, Option<&'a str>> = BTreeMap::new();
    for row in rows {
        if let Ok(code) = row.code.value {
            let first = said.entry(code).or_default();
            *first = first.or(row.variant_text());
        }
    }
    let variant = |(code, said): (&'a str, Option<&str>)| {
        let decided = annotations.variant(code).map(str::to_owned);
        (
            code,
            decided.unwrap_or_else(|| name::variant(said.unwrap_or(code))),
        )
    };
    said.into_iter().map(variant).collect()
}

/// Works out what a row says. A row that is too short says nothing unless it has a code and a status.
fn lower<'a>(
    document: &Document,
    table: usize,
    row: &'a Row,
    layout: &Layout,
    of_code: &impl Fn(&str) -> Option<u16>,
) -> Option<CodeRow<'a>> {
    let cell = |column: usize| row.cells.get(layout.cells[column]?);
    let code = cell(codes::CODE)?;
    let status = match (layout.cells[codes::STATUS], of_code(&code.text)) {
        (None, Some(status)) => Field {
            cell: code,
            value: Ok(status),
        },
        _ => {
            let cell = cell(codes::STATUS)?;
            let value = status_of(document, cell);
            Field { cell, value }
        }
    };
    let lowered = CodeRow {
        table,
        row,
        code: Field {
            cell: code,
            value: match is_title(row, code) {
                true => Err(Fault::Title),
                false => code_of(document, code),
            },
        },
        status,
        message: cell(codes::MESSAGE),
        solution: cell(codes::SOLUTION),
        variant: cell(codes::VARIANT),
    };
    let is_whole = layout
        .cells
        .iter()
        .flatten()
        .all(|&cell| cell < row.cells.len());
    (is_whole || lowered.entry().is_some()).then_some(lowered)
}

/// Whether a row has nothing but the text of the code's cell: most likely it is a title of the rows below it.
fn is_title(row: &Row, code: &Cell) -> bool {
    let mut others = row.cells.iter().filter(|cell| cell.span != code.span);
    row.cells.len() > 2 && !code.text.is_empty() && others.all(|cell| cell.text.is_empty())
}

fn code_of<'a>(document: &Document, cell: &'a Cell) -> Result<&'a str, Fault> {
    let code = cell.text.as_str();
    if let Some((span, c)) = hidden(document, cell) {
        return Err(Fault::Hidden(span, c));
    }
    let several = several_codes(code);
    if several > 1 {
        Err(Fault::Several(several))
    } else if code.is_empty() && document.source_of(cell).is_empty() || is_dash(code) {
        Err(Fault::Empty)
    } else if is_literal(document, cell) {
        Ok(code)
    } else {
        Err(Fault::NotLiteral)
    }
}

/// Whether a text says that there is nothing to say.
fn is_dash(text: &str) -> bool {
    ["-", "--", "–", "—", "N/A", "n/a", "无", "(none)"].contains(&text)
}

fn status_of(document: &Document, cell: &Cell) -> Result<u16, Fault> {
    let is_digit = |c: char| matches!(c, '０'..='９');
    if let Some((span, c)) = hidden(document, cell).filter(|&(_, c)| !is_digit(c)) {
        return Err(Fault::Hidden(span, c));
    }
    if document.source_of(cell).is_empty() {
        Err(Fault::Empty)
    } else if !is_literal(document, cell) {
        Err(Fault::NotLiteral)
    } else {
        status::read(&cell.text).ok_or(Fault::NoStatus)
    }
}

/// The first character of a code or status that hides what the cell says. Bidirectional and control
/// characters are for the checks that look for them everywhere.
fn hidden(document: &Document, cell: &Cell) -> Option<(Span, char)> {
    let hides = |c: char| {
        let odd_space = c.is_whitespace() && !c.is_ascii() && !c.is_control();
        text::is_invisible(c) || text::look_alike(c).is_some() || (odd_space && !text::is_bidi(c))
    };
    let trimmed = document.source_of(cell);
    document
        .source
        .find(cell.span, hides)
        .filter(|_| !trimmed.is_empty())
}

/// Whether a cell's source is its text, but for backslashes before pipes and marks around all of it: those of code,
/// of emphasis, of a link.
fn is_literal(document: &Document, cell: &Cell) -> bool {
    // A pipe has no other spelling in a table.
    let source = document.source_of(cell).replace(r"\|", "|");
    let mut source = source.as_str();
    while source != cell.text {
        let between = |(start, end)| source.strip_prefix(start)?.strip_suffix(end).map(str::trim);
        let marks = [("`", "`"), ("**", "**"), ("*", "*"), ("<code>", "</code>")];
        let link = || {
            let (text, target) = source
                .strip_prefix('[')?
                .strip_suffix(')')?
                .rsplit_once("](")?;
            (!target.contains(['(', ')'])).then_some(text)
        };
        match marks.into_iter().find_map(between).or_else(link) {
            Some(inner) => source = inner,
            None => return false,
        }
    }
    true
}

/// How many codes a cell lists; 0 where it is not a list of codes.
fn several_codes(text: &str) -> usize {
    let separates = |c: char| c.is_whitespace() || "/,，、;；|&+".contains(c);
    let parts: Vec<&str> = text
        .split(separates)
        .filter(|part| !part.is_empty())
        .collect();
    let shapes = parts.iter().map(|part| Shape::of(part));
    let is_of = |shape: Shape| shapes.clone().all(|other| other == shape);
    let is_long = parts.iter().all(|part| part.len() > 1);
    if is_long && (is_of(Shape::Capitals) || is_of(Shape::Number)) {
        parts.len()
    } else {
        0
    }
}
