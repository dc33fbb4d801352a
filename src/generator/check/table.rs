//! Tables that are not of the plain form, on which all readers of Markdown agree.

use super::nearly::{Kind, not_a_pipe, strays};
use super::title::unmarked;
use super::{Input, Rule, Stage, check};
use crate::generator::document::{Document, Form, Row, Table, line};
use crate::generator::finding::{Edit, File, Finding};
use crate::generator::schema::Schema;
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC107, Stage::Structure, glued_text),
    Rule(&EC108, Stage::Structure, header_in_body),
    Rule(&EC111, Stage::Structure, not_plain),
];

/// The tables of both files that stand outside of lists and quotes, apart from those that are left out.
fn tables<'a>(input: &Input<'a>) -> Vec<(File, &'a Document, &'a Table)> {
    let mut tables = Vec::new();
    for (file, document) in input.documents() {
        let read = document
            .tables
            .iter()
            .filter(|table| !input.leaves_out_table(file, table));
        tables.extend(read.map(|table| (file, document, table)));
    }
    tables
}

check! {
    /// Glued text.
    ///
    /// # What it finds
    ///
    /// A line without a pipe right above or right below a table, with no blank line between.
    ///
    /// # Why it matters
    ///
    /// Markdown takes a line below for a row whose first cell is the line. A line above makes a table for some
    /// readers, and a paragraph for others.
    ///
    /// # Example
    ///
    /// A sentence below the last row.
    ///
    /// # Mend
    ///
    /// Put a blank line between.
    EC107 "glued-text" Error
}

fn glued_text(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, table) in tables(input) {
        if table.nested {
            continue;
        }
        let header = table.header.line;
        let is_title = unmarked(document, table).is_some_and(|(line, _)| line + 1 == header);
        let above = header
            .checked_sub(1)
            .filter(|&above| !document.is_boundary(above));
        if let Some(above) = above.filter(|_| !is_title) {
            findings.push(glued(file, document, [above, header], ABOVE));
        }
        let mut before = None;
        for row in table
            .rows
            .iter()
            .filter(|row| document.form(table, row) == Form::Glued)
        {
            if before.is_none_or(|before| before + 1 < row.line) && !continues(document, table, row)
            {
                let is_between = table.last_line() > row.line;
                findings.push(below(file, document, row.line, is_between));
            }
            before = Some(row.line);
        }
        let (last, below) = (table.last_line(), table.last_line() + 1);
        if before != Some(last) && !document.is_boundary(below) && !leads_to_stray(document, below)
        {
            let message = "stands right below a table";
            findings.push(glued(file, document, [below, below], message));
        }
    }
    for (file, document, stray) in strays(input, Kind::Glued) {
        let header = stray.lines.start;
        findings.push(glued(file, document, [header - 1, header], ABOVE));
    }
    findings
}

const ABOVE: &str = "stands right above a table, which not every reader then sees";

/// A finding about a line of text that a blank line before another one, or itself, would keep from a table.
fn glued(file: File, document: &Document, [line, before]: [usize; 2], message: &str) -> Finding {
    let source = &document.source;
    let quoted = text::quoted(source.line(line).trim());
    let span = source.lines()[line].to(source.lines()[before]);
    let edit = Edit::insert_line(source, before, "");
    Finding::new(&EC107, span, format!("{quoted} {message}"))
        .in_file(file)
        .edit("put a blank line between:", vec![edit])
}

/// A finding about a line of text that Markdown takes for a row. A blank line above it would cut off the rows below.
fn below(file: File, document: &Document, line: usize, is_between: bool) -> Finding {
    let source = &document.source;
    let span = source.lines()[line];
    if let Some((_, pipe)) = source.find(span, line::is_drawn_pipe) {
        let message = format!(
            "{}, which takes the line for a row of one cell",
            not_a_pipe(pipe)
        );
        let edit = Edit::replace(span, line::with_plain_pipes(source.line(line)));
        return Finding::new(&EC107, span, message)
            .in_file(file)
            .propose("write plain pipes:", vec![edit]);
    }
    let quoted = text::quoted(source.line(line).trim());
    let message = format!("{quoted} has no pipe, but Markdown takes it for a row");
    let finding = Finding::new(&EC107, span, message).in_file(file);
    if is_between {
        return finding.help("move it out of the table, or join it with the row that it belongs to: cells cannot go over several lines");
    }
    let edit = Edit::insert_line(source, line, "");
    finding
        .help("if it is a row, or the rest of the one above, write it as such")
        .propose("if it is neither, put a blank line between:", vec![edit])
}

/// Whether a line is one of those that no table holds, or such a line follows before the next blank one: then
/// the finding about that says it all.
fn leads_to_stray(document: &Document, line: usize) -> bool {
    let hides = |line: usize| {
        let unclosed = document.unclosed.as_ref();
        unclosed.is_some_and(|block| document.source.line_of(block.span.start) == line)
    };
    if hides(line) {
        return true;
    }
    let next = document
        .strays
        .partition_point(|stray| stray.lines.end <= line);
    let next = document.strays.get(next);
    next.is_some_and(|next| !(line..next.lines.start).any(|line| document.is_boundary(line)))
}

/// Whether a line without a pipe goes on with a row that is too short: the row is broken over two lines.
pub(super) fn continues(document: &Document, table: &Table, row: &Row) -> bool {
    let above = table.row_at(row.line - 1);
    above.is_some_and(|above| {
        let is_short = document.form(table, above) == Form::Short;
        is_short && joined_cells(document, above, row) == table.columns()
    })
}

/// How many cells a row has that goes on with another line.
pub(super) fn joined_cells(document: &Document, row: &Row, next: &Row) -> usize {
    let lines = [row, next].map(|row| document.source.slice(row.span));
    line::cells(&lines.join(" ")).len()
}

check! {
    /// Header in the body.
    ///
    /// # What it finds
    ///
    /// A row that repeats the table's header, or a delimiter row among the rows.
    ///
    /// # Why it matters
    ///
    /// Two tables have grown together, or a line was copied: Markdown takes it for a row of data.
    ///
    /// # Example
    ///
    /// `|-|-|-|-|` between two rows.
    ///
    /// # Mend
    ///
    /// Split the tables with a blank line, or delete the line, as shown.
    EC108 "header-in-body" Error
}

fn header_in_body(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, table) in tables(input) {
        let source = &document.source;
        let form = |line: usize| Some(document.form(table, table.row_at(line)?));
        for row in &table.rows {
            let finding = |what: &str| {
                let message = format!("{what} stands in the table's body");
                Finding::new(&EC108, row.span, message).in_file(file)
            };
            let delete = vec![Edit::delete_line(source, row.line)];
            match document.form(table, row) {
                Form::Header if form(row.line + 1) == Some(Form::Delimiter) => {
                    let edit = Edit::insert_line(source, row.line, "");
                    let finding = finding("a second header with its delimiter row");
                    findings.push(finding.edit("split the tables:", vec![edit]));
                }
                Form::Header => {
                    findings.push(finding("the header").edit("delete it:", delete));
                }
                // What belongs to a second header is said with it.
                Form::Delimiter if form(row.line - 1) == Some(Form::Header) => {}
                Form::Delimiter => {
                    findings.push(finding("a delimiter row").edit("delete it:", delete));
                }
                _ => {}
            }
        }
    }
    findings
}

check! {
    /// Not plain.
    ///
    /// # What it finds
    ///
    /// A table of a form on which readers disagree, or that this crate does not read: in a list or a quote;
    /// with a space or a colon among the dashes of its delimiter row; a line indented by four or more; two
    /// backslashes before a pipe; white space such as U+3000 outside of a row's pipes.
    ///
    /// # Why it matters
    ///
    /// What one reader shows as a row is lost to another.
    ///
    /// # Example
    ///
    /// `|- -|-|`, or a row behind a tab.
    ///
    /// # Mend
    ///
    /// Replace the line as shown; take the table out of the list or the quote.
    EC111 "not-plain" Error
}

fn not_plain(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, table) in tables(input) {
        let source = &document.source;
        let mut add = |span: Span, message: &str, edit: Option<Edit>| {
            let finding = Finding::new(&EC111, span, message).in_file(file);
            findings.push(match edit {
                Some(edit) => finding.edit("write it like this:", vec![edit]),
                None => finding.help("write it in another way: readers disagree on this one"),
            });
        };
        if table.nested {
            let message = "a table in a list or a quote, which is not read";
            let finding = Finding::new(&EC111, table.header.span, message).in_file(file);
            findings.push(finding.propose(
                "take the table out of the list or the quote, with a blank line above it:",
                taken_out(document, table),
            ));
            continue;
        }
        let delimiter = source.lines()[table.delimiter()];
        let columns = line::cells(source.slice(delimiter)).len();
        if !line::is_delimiter(source.slice(delimiter)) || columns != table.columns() {
            let plain = Edit::replace(delimiter, Schema::delimiter(table.columns()));
            add(
                delimiter,
                "not every reader takes this for a delimiter row",
                Some(plain),
            );
        } else if let Some((span, edit)) = unindented(document, table.delimiter()) {
            add(span, INDENTED, Some(edit));
        }
        for row in core::iter::once(&table.header).chain(&table.rows) {
            let text = source.line(row.line);
            let content = source.slice(row.span);
            let outside = text.trim_matches(line::BLANK);
            if let Some((span, edit)) = unindented(document, row.line) {
                add(span, INDENTED, Some(edit));
            } else if content.contains(r"\\|") {
                add(
                    row.span,
                    r"readers disagree whether `\\|` ends the cell",
                    None,
                );
            } else if outside.len() > content.len() && line::has_pipe(content) {
                let message =
                    "white space outside of the row's pipes, which is a cell to some readers";
                let edit = Edit::replace(source.lines()[row.line], content);
                add(row.span, message, Some(edit));
            } else if row.disputed {
                add(
                    row.span,
                    "the parser finds other cells in this row than its pipes say",
                    None,
                );
            }
        }
    }
    findings
}

/// The changes that take a table out of a list or a quote.
fn taken_out(document: &Document, table: &Table) -> Vec<Edit> {
    let source = &document.source;
    let header = table.header.line;
    let prefix = |line: usize| {
        let span = source.lines()[line];
        let marks = |c: char| line::BLANK.contains(&c) || c == '>';
        let end = match line == header {
            true => table.header.span.start,
            false => span.end - source.line(line).trim_start_matches(marks).len(),
        };
        Span::new(span.start, end)
    };
    let is_below_text = header > 0 && !source.line(header - 1).trim().is_empty();
    let first = Edit::replace(prefix(header), if is_below_text { "\n" } else { "" });
    let others = (table.delimiter()..=table.last_line()).map(prefix);
    let others = others.filter(|prefix| !prefix.is_empty());
    let others = others.map(|prefix| Edit::replace(prefix, ""));
    core::iter::once(first).chain(others).collect()
}

const INDENTED: &str = "a line indented by four or more, which ends the table for some readers";

/// The indentation of a line that is too deep, and the change that takes it away.
fn unindented(document: &Document, line: usize) -> Option<(Span, Edit)> {
    let source = &document.source;
    let (text, span) = (source.line(line), source.lines()[line]);
    let content = text.trim_start_matches(line::BLANK);
    let indentation = Span::new(span.start, span.end - content.len());
    let is_deep = line::indentation(text) >= 4 || source.slice(indentation).contains('\t');
    is_deep.then(|| (span, Edit::replace(indentation, "")))
}
