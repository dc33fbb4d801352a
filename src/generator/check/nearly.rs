//! Lines that are nearly a table.

use core::ops::Range;

use super::{Input, Rule, Stage, check};
use crate::generator::document::{Document, Form, Stray, line};
use crate::generator::finding::{Edit, File, Finding};
use crate::generator::schema::{ANNOTATIONS, CODES, Schema};
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC102, Stage::Structure, no_delimiter_row),
    Rule(&EC103, Stage::Structure, wrong_delimiter_row),
    Rule(&EC113, Stage::Structure, drawn_pipes),
];

/// What is wrong with lines that no table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// They name columns, but have no delimiter row.
    NoDelimiter,
    /// They name columns, and the delimiter row stands in the lines below.
    Apart,
    /// They are what belongs to a header above them.
    Below,
    /// They are a header and its delimiter row, right below other text.
    Glued,
    /// Their second line was meant as a delimiter row.
    WrongDelimiter,
    /// They hold characters that are drawn like a pipe.
    Drawn,
    /// They hold a pipe.
    Other,
}

fn kind(file: File, document: &Document, index: usize) -> Kind {
    let source = &document.source;
    let stray = &document.strays[index];
    let first = source.line(stray.lines.start);
    let second = source.line(stray.lines.start + 1);
    let is_header = names_columns(file, document, stray);
    let is_drawn = |line: usize| source.line(line).contains(line::is_drawn_pipe);
    let above = index.checked_sub(1);
    if is_drawn(stray.lines.start) {
        Kind::Drawn
    } else if is_wrong_delimiter(first, second) || (is_header && line::is_rule(second)) {
        Kind::WrongDelimiter
    } else if stray.lines.clone().any(is_drawn) {
        Kind::Drawn
    } else if is_header && has_delimiter_below(document, stray) {
        Kind::Apart
    } else if is_header && stray.is_paragraph && !line::is_delimiter(second) {
        Kind::NoDelimiter
    } else if is_header && stray.is_paragraph && !document.is_boundary(stray.lines.start - 1) {
        Kind::Glued
    } else if above.is_some_and(|above| is_apart(file, document, above)) {
        Kind::Below
    } else {
        Kind::Other
    }
}

/// Whether the second of two lines was meant as the delimiter row of the first, and is none.
fn is_wrong_delimiter(header: &str, delimiter: &str) -> bool {
    let columns = line::cells(header).len();
    let is_right = line::is_delimiter(delimiter) && line::cells(delimiter).len() == columns;
    let is_indented = line::indentation(delimiter) >= 4 && line::indentation(header) < 4;
    let is_meant = !line::resembles_delimiter(header) && line::resembles_delimiter(delimiter);
    is_meant && (is_indented || !is_right)
}

/// Whether a header stands alone, and what belongs to it stands in the lines below.
fn is_apart(file: File, document: &Document, index: usize) -> bool {
    let stray = &document.strays[index];
    let next = document.strays.get(index + 1).map(|next| next.lines.start);
    let is_alone = stray.lines.len() == 1 && names_columns(file, document, stray);
    let has_rule = line::is_rule(document.source.line(stray.lines.end));
    let is_right_below = next == Some(stray.lines.end + 1);
    is_alone && ((has_rule && is_right_below) || has_delimiter_below(document, stray))
}

/// Whether only blank lines stand between a line and a delimiter row.
fn has_delimiter_below(document: &Document, stray: &Stray) -> bool {
    let source = &document.source;
    let mut below = stray.lines.end..source.lines().len();
    let next = below.find(|&line| !line::is_blank(source.line(line)));
    let is_delimiter = |line: &str| line::is_delimiter(line) && line::has_pipe(line);
    let is_delimiter = next.is_some_and(|line| is_delimiter(source.line(line)));
    stray.lines.len() == 1 && is_delimiter
}

/// Whether the first of some lines names the columns of a table.
fn names_columns(file: File, document: &Document, stray: &Stray) -> bool {
    let line = document.source.line(stray.lines.start);
    let texts: Vec<&str> = line::cells(line)
        .iter()
        .map(|cell| line[cell.range()].trim())
        .collect();
    let is_complete = |schema: &Schema| schema.layout(&texts).is_complete(schema);
    match file {
        File::Annotations => ANNOTATIONS.into_iter().any(is_complete),
        File::Document | File::Lock => is_complete(&CODES),
    }
}

/// The lines of one kind that no table holds, in both files, apart from those that are left out.
pub(super) fn strays<'a>(input: &Input<'a>, wanted: Kind) -> Vec<(File, &'a Document, &'a Stray)> {
    let mut strays = Vec::new();
    for (file, document) in input.documents() {
        for (index, stray) in document.strays.iter().enumerate() {
            if !input.leaves_out(file, stray.heading) && kind(file, document, index) == wanted {
                strays.push((file, document, stray));
            }
        }
    }
    strays
}

fn span(document: &Document, stray: &Stray) -> Span {
    let lines = document.source.lines();
    lines[stray.lines.start].to(lines[stray.lines.end - 1])
}

check! {
    /// No delimiter row.
    ///
    /// # What it finds
    ///
    /// A line that names the columns of a table, and no delimiter row right below it.
    ///
    /// # Why it matters
    ///
    /// To Markdown it is a paragraph, and so is every row below it.
    ///
    /// # Example
    ///
    /// A header and rows, but no `|-|-|-|-|` between them.
    ///
    /// # Mend
    ///
    /// Insert the delimiter row below the header, or delete the blank lines that keep the two apart.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC102 "no-delimiter-row" Error
}

fn no_delimiter_row(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, stray) in strays(input, Kind::NoDelimiter) {
        let source = &document.source;
        let header = stray.lines.start;
        let row = Schema::delimiter(line::cells(source.line(header)).len());
        let edit = Edit::insert_line(source, header + 1, &row);
        let finding = Finding::new(
            &EC102,
            span(document, stray),
            "a table without a delimiter row",
        );
        let finding = finding.in_file(file);
        findings.push(finding.edit("insert the delimiter row:", vec![edit]));
    }
    for (file, document, stray) in strays(input, Kind::Apart) {
        let source = &document.source;
        let blank = (stray.lines.end..).take_while(|&line| line::is_blank(source.line(line)));
        let edits = blank.map(|line| Edit::delete_line(source, line)).collect();
        let message = "the header and its delimiter row are apart";
        let finding = Finding::new(&EC102, span(document, stray), message).in_file(file);
        findings.push(finding.edit("delete the blank lines between them:", edits));
    }
    findings
}

check! {
    /// Wrong delimiter row.
    ///
    /// # What it finds
    ///
    /// A line below a header that was meant as its delimiter row, but has another number of columns, or
    /// characters other than `-`, `:`, `|` and spaces.
    ///
    /// # Why it matters
    ///
    /// Markdown shows the whole table as a paragraph.
    ///
    /// # Example
    ///
    /// `|-|-|-|` under four columns, `|—|—|—|—|`, `|－|－|－|－|`, or a tab among the dashes.
    ///
    /// # Mend
    ///
    /// Replace the line as shown.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC103 "wrong-delimiter-row" Error
}

fn wrong_delimiter_row(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, stray) in strays(input, Kind::WrongDelimiter) {
        let source = &document.source;
        let at = stray.lines.start + 1;
        let (header, delimiter) = (source.line(at - 1), source.line(at));
        let (wants, has) = (
            line::cells(header.trim()).len(),
            line::cells(delimiter).len(),
        );
        let odd = delimiter
            .trim_start_matches(['|', '-', ':', ' '])
            .chars()
            .next();
        let message = match odd {
            Some(c) => format!("U+{:04X} in a delimiter row", u32::from(c)),
            None if has != wants => {
                let columns = text::counted(has, "column");
                format!("a delimiter row of {columns} under a header of {wants}")
            }
            None if line::indentation(delimiter) >= 4 => {
                "a delimiter row indented by four or more".to_owned()
            }
            None if header.trim() != header.trim_matches(line::BLANK) => {
                "white space outside of the header's pipes, which is a cell to Markdown".to_owned()
            }
            None => "dashes with something between them in a delimiter row".to_owned(),
        };
        let edits = vec![
            Edit::replace(source.lines()[at - 1], header.trim()),
            Edit::replace(source.lines()[at], Schema::delimiter(wants)),
        ];
        let message = message + ": Markdown sees no table here";
        let finding = Finding::new(&EC103, source.lines()[at], message)
            .in_file(file)
            .also(span(document, stray), "no table to Markdown");
        findings.push(finding.edit("write the header and its delimiter row like this:", edits));
    }
    findings
}

check! {
    /// Drawn pipes.
    ///
    /// # What it finds
    ///
    /// `｜`, as Chinese input methods write it, or another upright line such as `│`, in the place of a pipe.
    ///
    /// # Why it matters
    ///
    /// Markdown takes it for text, so that the row, or its cells, are lost.
    ///
    /// # Example
    ///
    /// `｜错误码｜HTTP状态码｜`, or one `｜` among the pipes of a row.
    ///
    /// # Mend
    ///
    /// Write plain pipes, as shown.
    ///
    /// # Accept
    ///
    /// Only outside of tables: the lines are prose. The subject is their text.
    EC113 "full-width-delimiter" Error, accept Error: "the lines are prose"
}

fn drawn_pipes(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, stray) in strays(input, Kind::Drawn) {
        for lines in parts(document, stray) {
            let finding = drawn(file, document, lines.clone());
            findings.push(finding.on(joined(document, lines)));
        }
    }
    for (file, document) in input.documents() {
        for table in &document.tables {
            let rows = table
                .rows
                .iter()
                .filter(|row| document.form(table, row) == Form::Drawn);
            for row in rows.filter(|_| !input.leaves_out(file, table.heading)) {
                let finding = drawn(file, document, row.line..row.line + 1);
                findings.push(finding.on(document.source.slice(row.span)));
            }
        }
    }
    findings
}

fn drawn(file: File, document: &Document, lines: Range<usize>) -> Finding {
    let source = &document.source;
    let span = source.lines()[lines.start].to(source.lines()[lines.end - 1]);
    let pipe = source
        .find(span, line::is_drawn_pipe)
        .map_or('｜', |(_, pipe)| pipe);
    let message = format!(
        "`{pipe}` (U+{:04X}) is no pipe to Markdown",
        u32::from(pipe)
    );
    let edits = lines.map(|line| {
        Edit::replace(
            source.lines()[line],
            line::with_plain_pipes(source.line(line)),
        )
    });
    Finding::new(&EC113, span, message)
        .in_file(file)
        .propose("if the lines are rows, write plain pipes:", edits.collect())
}

/// The most bytes of lines that one finding is about, so that they fit into a cell of the annotations.
const MOST: usize = 2_000;

/// The lines in parts that are not too long to be accepted.
pub(super) fn parts(document: &Document, stray: &Stray) -> Vec<Range<usize>> {
    let start = |line: usize| document.source.lines()[line].start;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for line in stray.lines.clone() {
        let end = document.source.lines()[line].end;
        match parts.last_mut() {
            Some(part) if end - start(part.start) <= MOST => part.end = line + 1,
            _ => parts.push(line..line + 1),
        }
    }
    parts
}

pub(super) fn joined(document: &Document, lines: Range<usize>) -> String {
    let lines: Vec<&str> = lines
        .map(|line| document.source.line(line).trim())
        .collect();
    lines.join(" ")
}
