//! Lines that are nearly a table.

use super::{Input, Rule, Stage, check};
use crate::generator::document::{Document, Stray, line};
use crate::generator::finding::{Edit, File, Finding};
use crate::generator::schema::{ANNOTATIONS, CODES, Schema};
use crate::generator::source::Span;
use crate::generator::{status, text};

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

/// What the lines are that no table of a file holds, in order.
pub(super) fn kinds(file: File, document: &Document) -> Vec<Kind> {
    let mut kinds = Vec::with_capacity(document.strays.len());
    for index in 0..document.strays.len() {
        let belongs = kinds.last().is_some_and(|above| {
            matches!(above, Kind::Apart | Kind::WrongDelimiter)
                && is_apart(file, document, index - 1)
        });
        kinds.push(match kind(file, document, &document.strays[index]) {
            Kind::Other if belongs => Kind::Below,
            kind => kind,
        });
    }
    kinds
}

fn kind(file: File, document: &Document, stray: &Stray) -> Kind {
    let source = &document.source;
    let (start, end) = (stray.lines.start, stray.lines.end);
    let (first, second) = (source.line(start), source.line(start + 1));
    let is_header = names_columns(file, document, stray);
    let is_drawn = |line: usize| source.line(line).contains(line::is_drawn_pipe);
    let is_below_text = start
        .checked_sub(1)
        .is_some_and(|above| !document.is_boundary(above));
    if is_drawn(start) {
        Kind::Drawn
    } else if is_wrong_delimiter(first, second) || (is_header && line::is_rule(second)) {
        Kind::WrongDelimiter
    } else if (start..end).any(is_drawn) {
        Kind::Drawn
    } else if is_header && has_delimiter_below(document, stray) {
        Kind::Apart
    } else if is_header && stray.is_paragraph && !line::is_delimiter(second) {
        Kind::NoDelimiter
    } else if is_header && stray.is_paragraph && is_below_text {
        Kind::Glued
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
    let texts = line::sources(line);
    let is_complete = |schema: &Schema| schema.layout(&texts).is_complete(schema);
    match file {
        File::Annotations => ANNOTATIONS.into_iter().any(is_complete),
        File::Document | File::Lock => is_complete(&CODES),
    }
}

/// The lines of one kind that no table holds, in both files, apart from those that are left out.
pub(super) fn strays<'a>(input: &Input<'a>, wanted: Kind) -> Vec<(File, &'a Document, &'a Stray)> {
    let mut strays = Vec::new();
    for ((file, document), kinds) in input.documents().into_iter().zip(&input.strays) {
        for (stray, kind) in document.strays.iter().zip(kinds) {
            if *kind == wanted && !input.leaves_out(file, stray.heading) {
                strays.push((file, document, stray));
            }
        }
    }
    strays
}

pub(super) fn span(document: &Document, stray: &Stray) -> Span {
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
        // Where delimiter row and rows agree, the header is wrong.
        let mut rows = (at + 1..stray.lines.end).map(|line| line::cells(source.line(line)).len());
        if stray.lines.len() > 2 && has != wants && rows.all(|cells| cells == has) {
            let columns = text::counted(has, "column");
            findings.push(finding.help(format!(
                "write a header of {columns}, as the rows below it have"
            )));
            continue;
        }
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
    /// `｜错误码｜HTTP状态码｜`.
    ///
    /// # Mend
    ///
    /// Write plain pipes, as shown.
    ///
    /// # Accept
    ///
    /// The lines are prose. The subject is the title above them and their text.
    EC113 "full-width-delimiter" Error, accept Error: "the lines are prose"
}

fn drawn_pipes(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, stray) in strays(input, Kind::Drawn) {
        let source = &document.source;
        let span = span(document, stray);
        let pipe = source.find(span, line::is_drawn_pipe);
        let message = not_a_pipe(pipe.map_or('｜', |(_, pipe)| pipe));
        let plain = |line: usize| {
            let text = line::with_plain_pipes(source.line(line));
            Edit::replace(source.lines()[line], text)
        };
        let edits = stray.lines.clone().map(plain).collect();
        let finding = Finding::new(&EC113, span, message)
            .in_file(file)
            .on(subject(document, stray))
            .for_person(has_status(document, stray));
        findings.push(finding.propose("if the lines are rows, write plain pipes:", edits));
    }
    findings
}

/// Whether a cell of some lines is a status: then they may be rows.
pub(super) fn has_status(document: &Document, stray: &Stray) -> bool {
    let mut cells = stray
        .lines
        .clone()
        .flat_map(|line| line::sources(document.source.line(line)));
    cells.any(|cell| status::read(cell).is_some())
}

/// What is wrong with a drawn pipe.
pub(super) fn not_a_pipe(pipe: char) -> String {
    format!(
        "`{pipe}` (U+{:04X}) is not a pipe in Markdown",
        u32::from(pipe)
    )
}

/// What identifies lines that may be prose: the title above them and their text; of a long text the start, and a
/// number that stands for all of it.
pub(super) fn subject(document: &Document, stray: &Stray) -> String {
    const LONG: usize = 1_000;
    const START: usize = 100;
    let lines = stray
        .lines
        .clone()
        .map(|line| document.source.line(line).trim());
    let text: String = lines.collect::<Vec<_>>().join(" ");
    let title = document.section(stray.heading);
    if text.len() <= LONG {
        return format!("{title} {text}");
    }
    let start: String = text.chars().take(START).collect();
    let digest = text::fnv(text.bytes());
    format!("{title} {start}… {digest:016x}")
}
