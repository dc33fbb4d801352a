//! A document in, the rows that list codes out.

use core::ops::Range;

use super::document::{Cell, Document, Role, Row, Table};
use super::group;
use super::schema::{CODES, Layout, codes};
use super::source::Span;
use super::{name, text};

/// The tables of a document that list codes, and their rows.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// The tables, in order.
    pub tables: Vec<CodeTable<'a>>,
    /// The rows of data of all of them, in order.
    pub rows: Vec<CodeRow<'a>>,
    /// The rows whose code stands in another row, too, or one that differs from it in its
    /// underscores only, in order. Nearly all rows have a code of their own.
    pub alike: Vec<CodeRow<'a>>,
}

/// A table that lists codes.
#[derive(Clone, Debug)]
pub struct CodeTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// The title above it.
    pub title: &'a str,
    /// Which cell holds what.
    pub layout: Layout,
    /// Its rows of data, among [`Listing::rows`].
    pub rows: Range<usize>,
}

/// A row that lists a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow<'a> {
    /// The title above the table.
    pub title: &'a str,
    /// The row.
    pub row: &'a Row,
    /// The code's cell.
    pub code: Field<'a>,
    /// The status's cell.
    pub status: Field<'a>,
    /// The message's cell.
    pub message: Field<'a>,
    /// The solution's cell, where the table has one.
    pub solution: Option<Field<'a>>,
    /// The status; `None` where its cell does not hold one.
    pub number: Option<u16>,
}

/// A cell of a row that lists a code, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// What a reader sees.
    pub text: &'a str,
    /// The cell.
    pub cell: &'a Cell,
}

impl<'a> Listing<'a> {
    /// Finds the tables that have all required columns. Rows that go over a limit, or
    /// lack a pipe before or behind the status, are left aside.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        let mut over = Vec::new();
        for excess in &document.excesses {
            over.push(document.source.line_of(excess.span.start));
        }
        let over = group::sorted(&over);
        let (mut tables, mut rows) = (Vec::new(), Vec::new());
        for table in &document.tables {
            let layout = CODES.layout(&table.header_texts(&document.source));
            if !layout.is_complete(&CODES) {
                continue;
            }
            let title = document.title_of(table);
            let start = rows.len();
            for row in &table.rows {
                if row.role != Role::Data || over.binary_search(&row.line).is_ok() {
                    continue;
                }
                if let Some(row) = CodeRow::of(document, title, row, &layout) {
                    rows.push(row);
                }
            }
            tables.push(CodeTable {
                table,
                title,
                layout,
                rows: start..rows.len(),
            });
        }
        let underscored = |row: &CodeRow<'a>| Some(digest(row.name(), Some(b'_')));
        Self {
            alike: sharing(&rows, &underscored),
            tables,
            rows,
        }
    }
}

impl<'a> CodeRow<'a> {
    fn of(document: &'a Document, title: &'a str, row: &'a Row, layout: &Layout) -> Option<Self> {
        let cell = |column: usize| -> Option<Field<'a>> {
            let cell = row.cells.get(layout.cells[column]?)?;
            let text = cell.text(&document.source);
            Some(Field { text, cell })
        };
        let status = cell(codes::STATUS)?;
        let short = row.source_cells.len() < row.cells.len();
        let runs_on = || is_status_and_text(status.text);
        if short && (code_and_status(cell(codes::CODE)?.text).is_some() || runs_on()) {
            return None;
        }
        Some(Self {
            title,
            row,
            code: cell(codes::CODE)?,
            status,
            message: cell(codes::MESSAGE)?,
            solution: cell(codes::SOLUTION),
            number: number(status.text),
        })
    }

    /// The code's name; only a name that passes the checks is one.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.code.text
    }

    /// The code's name and the status, which make an entry.
    #[must_use]
    pub fn entry(&self) -> (&'a str, Option<u16>) {
        (self.name(), self.number)
    }

    /// The texts that belong to code and status.
    #[must_use]
    pub fn texts(&self) -> (&'a str, &'a str) {
        let solution = self.solution.map_or("", |field| field.text);
        (self.message.text, solution)
    }

    /// Where the code stands; the row, where the cell is missing.
    #[must_use]
    pub fn code_span(&self) -> Span {
        self.span_of(self.code)
    }

    /// Where a cell of this row stands; the row, where the cell is missing.
    #[must_use]
    pub fn span_of(&self, field: Field<'_>) -> Span {
        field.cell.span.unwrap_or(self.row.span)
    }

    /// The code as a message names it, the status with it where there is one.
    #[must_use]
    pub fn subject(&self) -> String {
        text::fold_spaces(&format!("{} {}", self.code.text, self.status.text))
    }
}

/// The rows that share a number with another row, in order.
pub(crate) fn sharing<'a>(
    rows: &[CodeRow<'a>],
    key: &dyn Fn(&CodeRow<'a>) -> Option<u64>,
) -> Vec<CodeRow<'a>> {
    // Nearly all numbers differ in these bits already, so that only a few have to be compared.
    let count = (rows.len() * 16).next_power_of_two();
    let bits = |key: u64| (key >> 20) as usize & (count - 1);
    let mut seen = vec![0_u8; count];
    let mut keys = Vec::with_capacity(rows.len());
    for row in rows {
        let key = key(row);
        if let Some(key) = key {
            let seen = &mut seen[bits(key)];
            *seen = 2.min(*seen + 1);
        }
        keys.push(key);
    }
    let mut places = Vec::new();
    let mut keys_seen = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key.filter(|&key| seen[bits(key)] > 1) {
            places.push(at);
            keys_seen.push(key);
        }
    }
    let mut shared = Vec::new();
    for group in &group::alike(&keys_seen, |key| key) {
        if group.len() > 1 {
            shared.extend_from_slice(group);
        }
    }
    group::pick(rows, &group::pick(&places, &group::sorted(&shared)))
}

/// A number that texts have in common that are the same but for a byte, and as good as no others.
pub(crate) fn digest(text: &str, but: Option<u8>) -> u64 {
    let mut digest: u64 = 0;
    for b in text.bytes() {
        if Some(b) != but {
            let mixed = digest.rotate_left(5) ^ u64::from(b);
            digest = mixed.wrapping_mul(0x517C_C1B7_2722_0A95);
        }
    }
    digest
}

/// A code and a status in one cell: the pipe between them is missing.
pub(crate) fn code_and_status(cell: &str) -> Option<(&str, &str)> {
    let (code, status) = cell.split_once(' ')?;
    (name::is_code(code) && number(status).is_some()).then_some((code, status))
}

/// Whether a cell starts with a status and goes on: the pipe behind it is missing.
pub(crate) fn is_status_and_text(cell: &str) -> bool {
    let parts = cell.split_at_checked(3);
    parts.is_some_and(|(status, rest)| number(status).is_some() && is_text(rest))
}

/// Whether what stands right behind a status is no more of it: white space, or a letter that is not ASCII.
pub(crate) fn is_text(rest: &str) -> bool {
    text::starts(rest, &|c| c == ' ' || (!c.is_ascii() && c.is_alphabetic()))
}

/// The status that a text is.
pub(crate) fn number(text: &str) -> Option<u16> {
    let &[
        hundreds @ b'1'..=b'5',
        tens @ b'0'..=b'9',
        ones @ b'0'..=b'9',
    ] = text.as_bytes()
    else {
        return None;
    };
    let [hundreds, tens, ones] = [hundreds, tens, ones].map(|digit| u16::from(digit - b'0'));
    Some(hundreds * 100 + tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generator::document::Limits;
    use crate::generator::source::Source;

    #[test]
    fn only_rows_that_share_a_number_are_said_to() {
        let codes = (0..5_000).map(|index| match index {
            4_000 => "CODE_7".to_owned(),
            4_001 => "CODE___9".to_owned(),
            index => format!("CODE_{index}"),
        });
        let rows = codes.map(|code| format!("| {code} | 400 | x |\n"));
        let text = format!(
            "| Code | Status | Message |\n|-|-|-|\n{}",
            rows.collect::<String>()
        );
        let document = Document::read(Source::new("codes.md", text.as_bytes()), &Limits::default());
        let listing = Listing::of(&document);
        let alike: Vec<&str> = listing.alike.iter().map(CodeRow::name).collect();
        assert_eq!(alike, ["CODE_7", "CODE_9", "CODE_7", "CODE___9"]);
        assert_eq!(sharing(&listing.rows, &|_| None).len(), 0);
        assert_eq!(sharing(&listing.rows, &|_| Some(1)).len(), 5_000);
        assert_eq!(sharing(&[], &|_| Some(1)).len(), 0);
    }

    #[test]
    fn a_code_and_a_status_in_one_cell_are_both_what_they_should_be() {
        assert_eq!(code_and_status("GONE 410"), Some(("GONE", "410")));
        for cell in ["GONE", "GONE away", "gone 410", "GONE 41", "GONE 410 x"] {
            assert_eq!(code_and_status(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_status_ends_where_a_text_begins() {
        for cell in ["404 gone", "404 资源", "404资源不存在"] {
            assert!(is_status_and_text(cell), "{cell}");
        }
        for cell in [
            "404",
            "4040 gone",
            "404x",
            "404/410",
            "40 gone",
            "999 gone",
            "",
        ] {
            assert!(!is_status_and_text(cell), "{cell}");
        }
    }
}
