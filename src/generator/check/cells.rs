//! Rows with too many or too few cells.

use super::table::{continues, joined_cells};
use super::{Input, Rule, Stage, check};
use crate::generator::document::{Cell, Document, Form, Row, Table, line};
use crate::generator::finding::{Edit, File, Finding, Level};
use crate::generator::schema::codes;
use crate::generator::source::Span;
use crate::generator::{status, text};

pub(super) const RULES: &[Rule] = &[
    Rule(&EC104, Stage::Structure, too_many_cells),
    Rule(&EC105, Stage::Structure, too_few_cells),
];

check! {
    /// Too many cells.
    ///
    /// # What it finds
    ///
    /// A row with more cells than its table has columns.
    ///
    /// # Why it matters
    ///
    /// Markdown drops the cells at the end without a word. Mostly a pipe in the text was meant as text.
    ///
    /// # Example
    ///
    /// `| A | 400 | GET|POST | |` in a table of four columns.
    ///
    /// # Mend
    ///
    /// Write `\|` for a pipe in the text, also between backticks; delete a blank cell that is too much.
    EC104 "too-many-cells" Error
}

fn too_many_cells(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        for table in &document.tables {
            if input.leaves_out_table(file, table) || is_header_wrong(document, table) {
                continue;
            }
            for row in table
                .rows
                .iter()
                .filter(|row| document.form(table, row) == Form::Long)
            {
                findings.push(too_long(input, file, document, table, row));
            }
        }
    }
    findings
}

fn too_long(
    input: &Input<'_>,
    file: File,
    document: &Document,
    table: &Table,
    row: &Row,
) -> Finding {
    let (source, columns) = (&document.source, table.columns());
    let message = format!(
        "{} in a table of {}: Markdown drops the extra cells",
        text::counted(row.cells.len(), "cell"),
        text::counted(columns, "column")
    );
    let is_blank = row.cells[columns..].iter().all(|cell| cell.text.is_empty());
    let filled = row
        .cells
        .iter()
        .rposition(|cell| !cell.text.is_empty())
        .unwrap_or(0);
    let layout = input.annotations.layout(table);
    let mut finding = Finding::new(&EC104, row.span, message).in_file(file);
    let pipes: Vec<usize> = line::pipes(source.slice(row.span)).collect();
    let has_outer = pipes.first() == Some(&0);
    // Where the code is missing, the cell before it is mostly the surplus one.
    let is_shifted = layout.cells[codes::CODE] == Some(0) && row.cells.len() == columns + 1;
    let is_empty = text::plain(&row.cells[0].text).trim().is_empty();
    if is_shifted
        && is_empty
        && let Some(second) = pipes.get(usize::from(has_outer))
    {
        let before = Span::new(row.span.start, row.span.start + second);
        let edit = Edit::replace(before, "");
        return finding.propose("delete the blank cell:", vec![edit]);
    }
    // Behind the pipe that ends the last cell of the table's columns.
    let end = pipes.get(columns - usize::from(!has_outer));
    let end = end.map_or(row.span.end, |pipe| row.span.start + pipe + 1);
    let surplus = || vec![Edit::replace(Span::new(end, row.span.end), "")];
    let extra = &row.cells[columns..];
    let blanks = extra.iter().take_while(|cell| cell.text.is_empty()).count();
    let second = &extra[blanks..];
    if has_status(input, table, second) {
        let edit = Edit::replace(Span::new(end, second[0].span.start), "\n| ");
        return finding.propose("if two rows have grown together, part them:", vec![edit]);
    }
    let is_behind = extra.len() == 1 && !is_blank && !line::is_closed(source.slice(row.span));
    if is_behind {
        let say = "if what stands behind the last pipe is too much, delete it:";
        finding = finding.propose(say, surplus());
    }
    for (column, what) in [(codes::MESSAGE, "message"), (codes::SOLUTION, "solution")] {
        // Nobody means a pipe with nothing behind it as text.
        let Some(first) = layout.cells[column].filter(|_| column == codes::MESSAGE || !is_blank)
        else {
            continue;
        };
        let last = (first + row.cells.len() - columns).min(filled.max(first));
        let span = row.cells[first].span.to(row.cells[last].span);
        let edit = Edit::replace(span, line::with_escaped_pipes(source.slice(span)));
        let say = format!("if the pipe belongs to the {what}, put a backslash before it:");
        finding = finding.propose(say, vec![edit]);
    }
    if is_blank {
        finding = finding.propose("if a blank cell is too much, delete it:", surplus());
    }
    match finding.help.is_empty() {
        true => finding.help("put a backslash before a pipe that is text"),
        false => finding,
    }
}

/// Whether every row has one other number of cells than the header: then it is the header that is wrong.
pub(super) fn is_header_wrong(document: &Document, table: &Table) -> bool {
    let forms = table.rows.iter().map(|row| document.form(table, row));
    let counts = |form: Form| matches!(form, Form::Short | Form::Long | Form::Whole);
    let rows: Vec<&Row> = table
        .rows
        .iter()
        .zip(forms)
        .filter(|(_, form)| counts(*form))
        .map(|(row, _)| row)
        .collect();
    let same = |row: &&Row| row.cells.len() == rows[0].cells.len();
    rows.len() > 2 && rows[0].cells.len() != table.columns() && rows.iter().all(same)
}

check! {
    /// Too few cells.
    ///
    /// # What it finds
    ///
    /// A row with fewer cells than its table has columns, or a whole table of such rows. A final pipe that is
    /// left out is not this: then all cells are there. It is a warning where the row has a code and a status.
    ///
    /// # Why it matters
    ///
    /// Markdown fills the row up with blank cells, whichever cell is missing.
    ///
    /// # Example
    ///
    /// `| A | 400 |` in a table of four columns, a row that is broken over two lines, or one `｜` among its pipes.
    ///
    /// # Mend
    ///
    /// Write the missing cells, or at least the pipes around them; join the lines.
    ///
    /// # Accept
    ///
    /// Only the warning; the missing cells are blank. The subject is the row's cells.
    EC105 "too-few-cells" Error, accept Warning: "the missing cells are blank"
}

fn too_few_cells(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        for table in &document.tables {
            if input.leaves_out_table(file, table) {
                continue;
            }
            if is_header_wrong(document, table) {
                findings.push(wrong_header(file, document, table));
                continue;
            }
            let mut joined = None;
            let is_short = |row: &&Row| {
                // What `\\|` is, readers disagree.
                let disputed = document.source.slice(row.span).contains(r"\\|");
                matches!(document.form(table, row), Form::Short | Form::Drawn) && !disputed
            };
            for row in table.rows.iter().filter(is_short) {
                if joined == Some(row.line) {
                    continue;
                }
                let next = table.row_at(row.line + 1);
                findings.push(
                    match next.filter(|next| is_broken(input, document, table, row, next)) {
                        Some(next) => {
                            joined = Some(next.line);
                            broken(file, row, next)
                        }
                        None => too_short(input, file, document, table, row),
                    },
                );
            }
        }
    }
    findings
}

fn wrong_header(file: File, document: &Document, table: &Table) -> Finding {
    let cells = table.rows.first().map_or(0, |row| row.cells.len());
    let message = format!(
        "a header of {} above rows of {}",
        text::counted(table.columns(), "column"),
        text::counted(cells, "cell")
    );
    let title = document.title_of(table);
    Finding::new(&EC105, table.header.span, message)
        .in_file(file)
        .on(title)
        .help(
            "write a header of as many columns as the rows have, or the cells that every row lacks",
        )
}

/// Whether a row goes on in the next line.
fn is_broken(input: &Input<'_>, document: &Document, table: &Table, row: &Row, next: &Row) -> bool {
    let is_rest = document.form(table, next) == Form::Short
        && !line::is_closed(document.source.slice(row.span))
        && joined_cells(document, row, next) == table.columns();
    (is_rest || continues(document, table, next)) && !has_status(input, table, &next.cells)
}

/// Whether cells have a status where a row of the table has one: then they are a row.
fn has_status(input: &Input<'_>, table: &Table, cells: &[Cell]) -> bool {
    let layout = input.annotations.layout(table);
    let cell = layout.cells[codes::STATUS].and_then(|column| cells.get(column));
    cell.is_some_and(|cell| status::read(&cell.text).is_some())
}

fn broken(file: File, row: &Row, next: &Row) -> Finding {
    let message = "a row that is broken over two lines";
    let between = Span::new(row.span.end, next.span.start);
    let finding = Finding::new(&EC105, row.span, message)
        .in_file(file)
        .also(next.span, "its rest");
    finding.propose("join them:", vec![Edit::replace(between, " ")])
}

fn too_short(
    input: &Input<'_>,
    file: File,
    document: &Document,
    table: &Table,
    row: &Row,
) -> Finding {
    let source = &document.source;
    let message = format!(
        "{} in a table of {}",
        text::counted(row.cells.len(), "cell"),
        text::counted(table.columns(), "column")
    );
    let finding = Finding::new(&EC105, row.span, message)
        .in_file(file)
        .on(row.texts().join(" "));
    if let Some((_, pipe)) = source.find(row.span, line::is_drawn_pipe) {
        let plain = line::with_plain_pipes(source.slice(row.span));
        let say = format!(
            "`{pipe}` (U+{:04X}) is not a pipe in Markdown; if it is meant as one, write:",
            u32::from(pipe)
        );
        return finding.propose(say, vec![Edit::replace(row.span, plain)]);
    }
    // A row that was lowered has a code and a status.
    if file == File::Document && input.rows.holds(row.line) {
        let closed = line::is_closed(source.slice(row.span));
        let missing = table.columns() - row.cells.len() + usize::from(!closed);
        let end = Span::new(row.span.end, row.span.end);
        let edit = Edit::replace(end, " |".repeat(missing));
        let finding = finding.with_level(Level::Warning);
        let say = "write the missing cells, or leave them blank:";
        // A backslash before a pipe may be the one that is too much.
        let plain = source.slice(row.span).replace(r"\|", "|");
        if line::cells(&plain).len() == table.columns() {
            let plain = vec![Edit::replace(row.span, plain)];
            let finding = finding.propose(
                "if a pipe behind a backslash ends a cell, take the backslash away:",
                plain,
            );
            return finding.propose(format!("or {say}"), vec![edit]);
        }
        finding.edit(say, vec![edit])
    } else {
        finding.help("write the missing cells, or the pipes between them")
    }
}
