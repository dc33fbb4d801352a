//! One line in, how much it looks like a row out: the one place that says what is taken for a row,
//! whatever block the line stands in.

use std::borrow::Cow;

use super::Table;
use super::line::{self, Shape};
use crate::generator::schema::{self, CODES, codes};
use crate::generator::source::Source;
use crate::generator::text;

/// Whether a line can only be meant as a row, whatever marks of other blocks stand around it: a pipe
/// at its start and its end; or, where outer pipes are left out, the names of columns, or a status
/// and a word in cells of their own.
pub(crate) fn is_row(line: &str) -> bool {
    let bare = line::bare(line);
    Shape::of(bare).is_enclosed() || tells(&cells(bare))
}

/// Whether the cells of a line name columns, as a header's do.
pub(super) fn names_columns(line: &str) -> bool {
    is_header(&cells(line::bare(line)))
}

/// Whether a line is a row, or may be one, that uses other characters as if they were pipes.
pub(super) fn is_wide_row(line: &str) -> bool {
    let shape = Shape::of(line);
    if shape.is_enclosed() || shape.wide_pipes == 0 {
        return false;
    }
    let plain = line::with_pipes(line);
    is_row(&plain) || may_be_row(&plain)
}

/// Whether the line of a heading above dashes is a row, or may be one.
pub(super) fn is_row_above_dashes(line: &str) -> bool {
    is_row(line) || is_wide_row(line) || may_be_row(line)
}

/// Whether a line of code or HTML holds a row. Much else is drawn there with upright lines, so these
/// have to list a code and its status.
pub(super) fn is_hidden_row(line: &str) -> bool {
    let wide = || is_wide_row(line) && tells(&cells(line::bare(&line::with_pipes(line))));
    is_row(line) || may_be_row(line) || wide()
}

/// Whether a heading is a row, but for the hashes in front. A code and its status may be a title.
pub(super) fn is_row_behind_hashes(heading: &str) -> bool {
    let plain = line::with_pipes(heading);
    let bare = line::bare(&plain);
    let row = || is_row(bare) || may_be_row(bare);
    Shape::of(bare).is_enclosed() || (cells(bare).len() >= 3 && row())
}

/// Whether a line outside of all tables may be meant as a row, so that somebody has to say: a code and
/// something else, with an outer pipe; or without one three cells, and a code comes first.
pub(super) fn may_be_row(line: &str) -> bool {
    let bare = line::bare(line);
    let (shape, cells) = (Shape::of(bare), cells(bare));
    let piped = shape.opens || shape.closes;
    let (mut filled, mut codes, mut comes_first) = (0, 0, false);
    for text in &cells {
        if !text.is_empty() {
            comes_first |= filled == 0 && is_code(text);
            codes += usize::from(is_code(text));
            filled += 1;
        }
    }
    let known = comes_first || (piped && codes > 0);
    known && (piped || cells.len() >= 3) && codes < filled
}

/// What a row of a table looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    /// Where the code and the status stand.
    places: Option<(usize, usize)>,
    /// Whether the header has outer pipes.
    enclosed: bool,
    /// How many cells make a row, where the columns say nothing of what they hold.
    enough: Option<usize>,
}

impl Expected {
    pub(super) fn of(table: &Table, source: &Source) -> Self {
        let layout = CODES.layout(&table.header_texts(source));
        let columns = table.header.cells.len();
        Self {
            enclosed: Shape::of(source.slice(table.header.span)).is_enclosed(),
            places: layout.cells[codes::CODE].zip(layout.cells[codes::STATUS]),
            enough: (columns >= 3 && table.delimiter.is_some()).then_some(columns),
        }
    }

    /// Whether a line below the table is a row of it that was cut off.
    pub(super) fn is_met_by(&self, line: &str) -> bool {
        let bare = line::bare(line);
        let cells = cells(bare);
        let fits = match self.places {
            Some((code, status)) => {
                let at = |place: usize| cells.get(place).map(AsRef::as_ref);
                at(code).is_some_and(is_word) && at(status).is_some_and(is_status)
            }
            None => self
                .enough
                .map_or_else(|| tells(&cells), |least| cells.len() >= least),
        };
        Shape::of(bare).is_enclosed() || fits
    }

    /// Whether a line among the table's rows is prose that happens to hold a pipe: the rows have outer
    /// pipes and it has none, no code stands where one should, and no status anywhere.
    pub(super) fn is_missed_by(&self, line: &str) -> bool {
        if !self.enclosed || line.starts_with('|') || Shape::of(line).closes {
            return false;
        }
        let cells = cells(line);
        let is_prose = |code: usize| {
            let code = cells
                .get(code)
                .is_some_and(|text| text.is_empty() || is_word(text));
            !code && !cells.iter().any(|text| is_status(text))
        };
        self.places.is_some_and(|(code, _)| is_prose(code))
    }

    /// Whether a line below the table may be meant as a row of it, so that somebody has to say.
    pub(super) fn may_be_met_by(&self, line: &str) -> bool {
        let bare = line::bare(line);
        let cells = cells(bare);
        let opens = Shape::of(bare).opens;
        let telling = cells.iter().any(|text| is_code(text) || is_status(text));
        (opens || telling) && (cells.len() >= 2 || (opens && telling))
    }
}

/// Whether cells name columns, or hold a status and a word.
fn tells(cells: &[Cow<'_, str>]) -> bool {
    let status = || cells.iter().any(|text| is_status(text));
    let word = || cells.iter().any(|text| is_word(text));
    cells.len() >= 2 && (status() && word() || is_header(cells))
}

fn is_header(cells: &[Cow<'_, str>]) -> bool {
    let mut texts = Vec::with_capacity(cells.len());
    for cell in cells {
        texts.push(cell.as_ref());
    }
    schema::looks_like_header(&texts)
}

/// The texts between the pipes that do not stand in code, as a reader sees them: without the marks
/// around them, and with plain characters for those that look like them.
fn cells(line: &str) -> Vec<Cow<'_, str>> {
    let ticks = line.matches('`').count();
    let mut before = 0;
    let mut cells = Vec::new();
    let mut start = None;
    for cell in line::cells(line) {
        let first = *start.get_or_insert(cell.start);
        before += line[cell.range()].matches('`').count();
        let in_code = before % 2 == 1 && before < ticks;
        if !in_code {
            cells.push(seen(&line[first..cell.end]));
            start = None;
        }
    }
    cells
}

fn seen(cell: &str) -> Cow<'_, str> {
    let marks = |c: char| c.is_whitespace() || matches!(c, '`' | '*' | '_' | '~' | '$' | '\\');
    let cell = text::trimmed(cell, &marks);
    let link = cell
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("));
    let cell = link.map_or(cell, |(text, _)| text::trimmed(text, &marks));
    if cell.is_ascii() && !cell.contains('\\') {
        return cell.into();
    }
    text::plain(&cell.replace('\\', "")).into()
}

/// `NOT_FOUND`, also with something behind it.
fn is_code(text: &str) -> bool {
    let mut length = 0;
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'0'..=b'9' | b'_' => length += 1,
            b' ' | b'`' => break,
            _ => return false,
        }
    }
    length > 1 && text.as_bytes()[0].is_ascii_uppercase()
}

/// Anything that could be meant as a code: `not_found`, `NotFound`.
fn is_word(text: &str) -> bool {
    let within = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let is_word = text::starts(text, &|c| c.is_ascii_alphabetic()) && text::all(text, &within);
    is_word || is_code(text)
}

/// `404`, `404 Not Found`.
fn is_status(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.len() == 3
        && first
            .parse()
            .is_ok_and(|status: u16| (100..600).contains(&status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generator::document::{Document, Limits};
    use crate::generator::source::Source;

    #[test]
    fn a_row_is_known_by_its_pipes_or_by_what_its_cells_hold() {
        for line in [
            "| a | b |",
            "NOT_FOUND | 404 | gone",
            "404 | not_found",
            "**NotFound** | `404` | gone",
            "Code | Status | Message",
            "错误码 | HTTP状态码",
            "A | ４０４ | x",
            "A | 404 Not Found | x",
            "- | A | 404 | x |",
            "- [ ] | a | b |",
            "[^1]: | a | b |",
            "<!-- | a | b | -->",
            "| a | b | -->",
            "<div>| a | b |</div>",
            "> > 1. A | 404",
            "~~| a | b |~~",
            "## | a | b | ##",
            "<? | a | b | ?>",
            "[A_B](#x) | 404",
            "`A_B` (neu) | 404",
            r"__A\_B__ | 404 \",
        ] {
            assert!(is_row(line), "{line}");
        }
        for line in [
            "Use `GET|404|PUT` as method.",
            "The norm ||x|| of x.",
            "a | b | c",
            "cat spec | grep NOT_FOUND",
            "returns 404 | 405",
            "NOT_FOUND | gone",
            "| NOT_FOUND",
            "|",
            "",
        ] {
            assert!(!is_row(line), "{line}");
        }
    }

    #[test]
    fn a_code_among_cells_may_make_a_row() {
        for line in [
            "LOST_ROW | 4xx | gone",
            "LOST_ROW | | gone",
            "| LOST_ROW | gone",
        ] {
            assert!(may_be_row(line) && !is_row(line), "{line}");
        }
        for line in [
            "O_RDONLY | O_CREAT | O_EXCL",
            "LOST_ROW | gone",
            "a | b | c",
        ] {
            assert!(!may_be_row(line), "{line}");
        }
    }

    #[test]
    fn other_characters_than_pipes_make_rows_too() {
        for line in [
            "｜ a ｜ b ｜",
            "A │ 404 ┃ x",
            "A ¦ 404",
            "| A │ 404",
            "GONE｜无｜x",
        ] {
            assert!(is_wide_row(line), "{line}");
        }
        for line in [
            "│   ├── main.rs",
            "甲｜乙｜丙",
            "支持 GET｜POST｜PUT",
            "| a ｜ b |",
            "| a | b |",
        ] {
            assert!(!is_wide_row(line), "{line}");
        }
    }

    #[test]
    fn prose_below_a_table_of_two_columns_is_no_row() {
        let text = "| Word | Reason |\n|-|-|\n| a | b |\n\nhere | there\n";
        let source = Source::new("annotations.md", text.as_bytes());
        let document = Document::read(source, &Limits::default());
        assert_eq!(document.tables.len(), 1);
        assert_eq!(document.tables[0].rows.len(), 1);
    }

    #[test]
    fn a_line_above_dashes_is_a_heading_unless_it_is_a_row() {
        let text = "表1.通用错误码\n---\n\nNOT_FOUND | 404 | gone\n---\n";
        let source = Source::new("error-codes.md", text.as_bytes());
        let document = Document::read(source, &Limits::default());
        let titles = document.headings.iter().map(|heading| &*heading.title);
        assert_eq!(titles.collect::<Vec<_>>(), ["通用错误码"]);
    }

    #[test]
    fn a_line_with_one_cell_may_be_a_row_only_if_it_opens_with_a_pipe_and_says_something() {
        let text = "| Code | Status | Message |\n|-|-|-|\n| A | 400 | a |\n";
        let source = Source::new("error-codes.md", text.as_bytes());
        let document = Document::read(source, &Limits::default());
        let expected = Expected::of(&document.tables[0], &document.source);
        for line in ["| GONE", "| 404", "GONE | away", "| a | b"] {
            assert!(expected.may_be_met_by(line), "{line}");
        }
        for line in ["| away", "GONE", "404", "here | there"] {
            assert!(!expected.may_be_met_by(line), "{line}");
        }
    }
}
