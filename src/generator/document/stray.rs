//! Lines with pipes that no table holds: rows that were cut off from a table, or something else.

use core::ops::Range;

use super::markdown::Blocks;
use super::{Document, Row, Stray, Unclosed, line};
use crate::generator::source::{Source, Span};

/// What a walk over the lines finds beside what Markdown shows.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) strays: Vec<Stray>,
    pub(super) unclosed: Option<Unclosed>,
    /// Rows that were cut off, each with the index of its table.
    pub(super) cut_off: Vec<(usize, Row)>,
}

/// Accounts for each line with a pipe of a document whose headings and tables are known.
pub(super) fn collect(document: &Document, blocks: &Blocks) -> Found {
    let lines = lines_with_pipes(document, blocks);
    let hidden = blocks.unclosed.as_ref().map(|(span, _)| span.range());
    let starts = |line: &usize| document.source.lines()[*line].start;
    let (hidden, lines): (Vec<usize>, Vec<usize>) = lines.into_iter().partition(|line| {
        hidden
            .as_ref()
            .is_some_and(|span| span.contains(&starts(line)))
    });
    let mut found = Found::default();
    if let Some((span, end)) = blocks.unclosed.clone().filter(|_| !hidden.is_empty()) {
        found.unclosed = Some(Unclosed {
            span,
            end,
            lines: hidden,
        });
    }
    let is_comment = |line: &usize| line::is_comment(document.source.line(*line));
    let runs = lines.chunk_by(|one, next| one + 1 == *next && is_comment(one) == is_comment(next));
    let runs: Vec<Range<usize>> = runs.map(|run| run[0]..run[run.len() - 1] + 1).collect();
    let owners: Vec<Option<usize>> = runs
        .iter()
        .map(|run| owner(document, blocks, run))
        .collect();
    let mut rows = cut_off_rows(document, blocks, &runs, &owners).into_iter();
    for (lines, owner) in runs.into_iter().zip(owners) {
        let rows = owner.and_then(|_| rows.next()).flatten();
        match (owner, rows) {
            (Some(table), Some(rows)) => {
                found
                    .cut_off
                    .extend(rows.into_iter().map(|row| (table, row)));
            }
            _ => {
                let heading = document.heading_above(document.source.lines()[lines.start].start);
                let is_paragraph = paragraph(document, blocks, &lines).is_some();
                let is_code = is_code(blocks, document.source.lines()[lines.start].start);
                found.strays.push(Stray {
                    lines,
                    heading,
                    is_paragraph,
                    is_code,
                });
            }
        }
    }
    found
}

/// Whether a place is in code.
fn is_code(blocks: &Blocks, at: usize) -> bool {
    let before = blocks.code.partition_point(|span| span.start <= at);
    before > 0 && at < blocks.code[before - 1].end
}

/// The lines outside of tables that hold a pipe, or what is drawn like one, outside of code; and those in code that
/// look like rows.
fn lines_with_pipes(document: &Document, blocks: &Blocks) -> Vec<usize> {
    let source = &document.source;
    let is_in_table = |line: usize| {
        let before = document
            .tables
            .partition_point(|table| table.header.line <= line);
        before > 0 && line <= document.tables[before - 1].last_line()
    };
    let has_pipe = |line: &usize| {
        let span = source.lines()[*line];
        let text = source.slice(span);
        let drawn = text.char_indices().filter(|&(_, c)| line::is_drawn_pipe(c));
        let mut pipes = line::pipes(text).chain(drawn.map(|(at, _)| at));
        pipes.any(|at| !is_code(blocks, span.start + at)) || line::is_fenced_row(text)
    };
    (0..source.lines().len())
        .filter(|&line| !is_in_table(line))
        .filter(has_pipe)
        .collect()
}

/// The table from which a run of lines may have been cut off: the one above in the same section, where the
/// lines are a paragraph of their own and each has as many cells as the table.
fn owner(document: &Document, blocks: &Blocks, run: &Range<usize>) -> Option<usize> {
    let source = &document.source;
    let span = Span::new(
        source.lines()[run.start].start,
        source.lines()[run.end - 1].end,
    );
    let above = document
        .tables
        .partition_point(|table| table.header.line < run.start);
    let index = above.checked_sub(1)?;
    let table = &document.tables[index];
    let paragraph = paragraph(document, blocks, run)?;
    let is_row = |line: usize| {
        let text = source.line(line);
        line::has_pipe(text)
            && line::cells(text).len() == table.columns()
            && line::indentation(text) < 4
    };
    let is_whole = document.is_boundary(run.end)
        && run
            .start
            .checked_sub(1)
            .is_none_or(|above| document.is_boundary(above))
        && source.line_of(paragraph.start) == run.start;
    let same_section = table.heading == document.heading_above(span.start);
    (same_section && !table.nested && is_whole && run.clone().all(is_row)).then_some(index)
}

/// The paragraph in which lines stand.
fn paragraph(document: &Document, blocks: &Blocks, run: &Range<usize>) -> Option<Span> {
    let lines = document.source.lines();
    let before = blocks
        .paragraphs
        .partition_point(|span| span.start < lines[run.end - 1].end);
    let paragraph = blocks.paragraphs[before.checked_sub(1)?];
    (paragraph.end > lines[run.start].start).then_some(paragraph)
}

/// Reads the runs that have an owner as rows of a table, all of them in one go; `None` where Markdown would not
/// take all lines of a run for rows.
fn cut_off_rows(
    document: &Document,
    blocks: &Blocks,
    runs: &[Range<usize>],
    owners: &[Option<usize>],
) -> Vec<Option<Vec<Row>>> {
    let source = &document.source;
    let mut text = String::new();
    let mut expected = Vec::new();
    for (run, owner) in runs.iter().zip(owners) {
        let Some(owner) = *owner else { continue };
        let columns = document.tables[owner].columns();
        text += &format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
        for line in run.clone() {
            text += source.line(line);
            text.push('\n');
        }
        text.push('\n');
        expected.push(run.clone());
    }
    if expected.is_empty() {
        return Vec::new();
    }
    text += &blocks.definitions;
    let copy = Source::new("", text.as_bytes());
    let mut tables = Blocks::read(&copy, 0).tables.into_iter().peekable();
    let mut header = 0;
    let mut all = Vec::new();
    for run in expected {
        let table = tables.next_if(|table| table.header.line == header);
        header += run.len() + 3;
        let rows = table.map(|table| table.rows).unwrap_or_default();
        let is_whole = rows.len() == run.len();
        let rows = rows
            .into_iter()
            .zip(run)
            .map(|(row, line)| moved(row, &copy, source, line));
        all.push(is_whole.then(|| rows.collect()));
    }
    all
}

/// A row of a copy at the line from which it was copied.
fn moved(mut row: Row, copy: &Source, source: &Source, line: usize) -> Row {
    let (from, to) = (copy.lines()[row.line].start, source.lines()[line].start);
    let moved = |span: Span| Span::new(span.start - from + to, span.end - from + to);
    row.line = line;
    row.span = moved(row.span);
    row.cut_off = true;
    for cell in &mut row.cells {
        cell.span = moved(cell.span);
        for (_, span) in &mut cell.markup {
            *span = moved(*span);
        }
    }
    row
}
