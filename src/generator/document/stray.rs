//! What Markdown sees of a document in; out, every row-like line that it loses, given back to
//! the table it belongs to or made into a table of its own.

use core::ops::Range;

use super::likeness::{self, Expected};
use super::line::{self, Shape};
use super::{Document, Interruption, InterruptionKind, Origin, Role, Row, Table, blocks};
use crate::generator::group::{self, List};
use crate::generator::source::{Source, Span};
use crate::generator::text;

/// Walks all lines of a document from which [`blocks`] has read what Markdown sees.
pub(super) fn collect(document: &mut Document) {
    drop_headings_that_are_rows(document);
    let kinds = kinds(document);
    let mut walk = Walk {
        found: core::mem::take(&mut document.tables).into_iter(),
        tables: Vec::new(),
        kinds,
        heading: None,
        owner: None,
        document,
    };
    walk.all();
    let tables = walk.tables;
    document.tables = tables;
    for table in &mut document.tables {
        assign_roles(table, &document.source);
    }
    document.interruptions.extend(interruptions(document));
    document.hidden.retain(|block| !block.lines.is_empty());
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Text,
    Heading(usize),
    Table,
    Hidden(usize),
}

/// A row above a line of dashes is a heading to Markdown; so is a row behind hashes.
fn drop_headings_that_are_rows(document: &mut Document) {
    let source = &document.source;
    document.headings.retain(|heading| {
        let text = source.slice(heading.span);
        if text.starts_with('#') {
            !likeness::is_row_behind_hashes(text)
        } else {
            !text.lines().any(likeness::is_row_above_dashes)
        }
    });
}

fn kinds(document: &Document) -> Vec<Kind> {
    let source = &document.source;
    let mut kinds = vec![Kind::Text; source.lines().len()];
    for (kind, &line) in kinds.iter_mut().zip(source.lines()) {
        if line::is_blank(source.slice(line)) {
            *kind = Kind::Blank;
        }
    }
    let lines = |span: Span| source.line_of(span.start)..=source.line_of(span.end);
    for (index, heading) in document.headings.iter().enumerate() {
        kinds[lines(heading.span)].fill(Kind::Heading(index));
    }
    for (index, block) in document.hidden.iter().enumerate() {
        kinds[lines(block.span)].fill(Kind::Hidden(index));
    }
    for table in &document.tables {
        let last = table
            .rows
            .last()
            .map_or(table.header.line + 1, |row| row.line);
        // A carriage return on its own ends a line to Markdown, but not in the source.
        let last = last.min(kinds.len() - 1);
        kinds[table.header.line..=last].fill(Kind::Table);
    }
    kinds
}

struct Walk<'a> {
    document: &'a mut Document,
    kinds: Vec<Kind>,
    /// The tables that Markdown sees, still to come.
    found: std::vec::IntoIter<Table>,
    /// All tables so far.
    tables: Vec<Table>,
    /// The heading above.
    heading: Option<usize>,
    /// The table above, under the same heading.
    owner: Option<Owner>,
}

/// A table to which the rows below it belong.
#[derive(Clone, Copy, Debug)]
struct Owner {
    table: usize,
    quoted: bool,
    rows: Expected,
}

impl Walk<'_> {
    fn all(&mut self) {
        let mut at = 0;
        while let Some(&kind) = self.kinds.get(at) {
            let mut end = at + 1;
            while self.kinds.get(end) == Some(&kind) {
                end += 1;
            }
            match kind {
                Kind::Blank => {}
                Kind::Heading(index) => self.heading(index, at..end),
                Kind::Hidden(index) => self.hidden(index, at..end),
                Kind::Table => self.tables(end),
                Kind::Text => self.text(at..end),
            }
            at = end;
        }
    }

    /// A heading squeezed in between two rows interrupts a table; any other begins a section.
    fn heading(&mut self, index: usize, lines: Range<usize>) {
        let below = self.kinds.get(lines.end) == Some(&Kind::Text)
            && likeness::is_row(self.document.source.line(lines.end));
        let above = self.tables.last().and_then(|table| table.rows.last());
        let squeezed = below && above.is_some_and(|row| row.line + 1 == lines.start);
        if !squeezed {
            self.heading = Some(index);
            self.owner = None;
        }
    }

    /// The rows of a block in which Markdown shows no tables, with their delimiter rows.
    fn hidden(&mut self, index: usize, lines: Range<usize>) {
        let source = &self.document.source;
        let row = |at: usize| likeness::is_hidden_row(source.line(at));
        let delimiter = |at: usize| {
            let line = source.line(at);
            Shape::of(line).pipes > 0 && line::resembles_delimiter(line)
        };
        let (mut shown, mut has_row) = (Vec::new(), false);
        for at in lines {
            let is_row = row(at);
            has_row |= is_row;
            if is_row || delimiter(at) {
                shown.push(at);
            }
        }
        if has_row {
            self.document.hidden[index].lines = shown;
        }
    }

    /// Takes over the tables up to a line; several may follow each other without a blank line.
    fn tables(&mut self, end: usize) {
        while self
            .found
            .as_slice()
            .first()
            .is_some_and(|table| table.header.line < end)
        {
            self.tables.extend(self.found.next());
            self.adopt();
        }
    }

    /// Makes the newest table the owner of the rows that follow.
    fn adopt(&mut self) {
        let last = self.tables.len().checked_sub(1);
        self.owner = last.map(|last| {
            let table = &mut self.tables[last];
            table.heading = self.heading;
            let header = self.document.source.line(table.header.line);
            Owner {
                table: last,
                quoted: header.trim_start().starts_with('>'),
                rows: Expected::of(table, &self.document.source),
            }
        });
    }

    /// Lines of text without a blank line between them.
    fn text(&mut self, lines: Range<usize>) {
        let mut rows = self.row_like(lines.clone());
        let Some(&first) = rows.first() else { return };
        let source = &self.document.source;
        let is_delimiter = |at: usize| line::resembles_delimiter(source.line(at));
        if is_delimiter(first) && self.is_lone_header() {
            rows.remove(0);
            if let Some(table) = self.tables.last_mut() {
                table.delimiter = Some(source.lines()[first]);
            }
            self.give_rows(&rows);
        } else if lines.contains(&(first + 1)) && !is_delimiter(first) && is_delimiter(first + 1) {
            if rows.get(1) == Some(&(first + 1)) {
                rows.remove(1);
            }
            self.new_table(Origin::BadDelimiter, &rows, Some(first + 1));
        } else if self.is_header(first) || self.owner.is_none() {
            self.new_table(Origin::NoDelimiter, &rows, None);
        } else {
            self.give_rows(&rows);
        }
    }

    /// The lines of a block that can only be meant as rows, with those set aside that use other
    /// characters than pipes, that begin another block, or that are perhaps rows.
    fn row_like(&mut self, lines: Range<usize>) -> Vec<usize> {
        let plain = self.set_wide_aside(lines);
        let source = &self.document.source;
        let owner = self.owner.map(|owner| owner.rows);
        let certain = |at: usize| match owner {
            Some(rows) => rows.is_met_by(source.line(at)) || self.is_header(at),
            None => likeness::is_row(source.line(at)),
        };
        // A row of dashes below a line with pipes can only be meant as a delimiter.
        let delimited = plain.windows(2).any(|pair| {
            let below = self.is_piped(pair[1]) && line::resembles_delimiter(source.line(pair[1]));
            below && pair[0] + 1 == pair[1] && self.is_piped(pair[0])
        });
        if !delimited && !plain.iter().any(|&at| certain(at)) {
            self.doubt(&plain);
            return Vec::new();
        }
        let mut rows = Vec::new();
        for at in plain {
            if !self.is_piped(at) {
                continue;
            }
            match self.block_marker(at) {
                Some(marker) => self.marked(at, marker),
                None => rows.push(at),
            }
        }
        rows
    }

    /// Rows on lines that follow each other, each behind marks, have one cause.
    fn marked(&mut self, at: usize, marker: String) {
        match self.document.interruptions.last_mut() {
            Some(last)
                if last.lines.end == at && matches!(last.kind, InterruptionKind::Marked(_)) =>
            {
                last.lines.end = at + 1;
            }
            _ => self.document.interruptions.push(Interruption {
                lines: at..at + 1,
                kind: InterruptionKind::Marked(marker),
            }),
        }
    }

    /// Sets the rows aside that use other characters than pipes; the other lines are left.
    fn set_wide_aside(&mut self, lines: Range<usize>) -> Vec<usize> {
        let source = &self.document.source;
        let drawn = |line: &str| Shape::of(line).pipes == 0 && line::resembles_delimiter(line);
        let (mut wide, mut plain, mut has_row) = (Vec::new(), Vec::new(), false);
        for at in lines.clone() {
            let is_row = likeness::is_wide_row(source.line(at));
            has_row |= is_row;
            if is_row || drawn(source.line(at)) {
                wide.push(at);
            } else {
                plain.push(at);
            }
        }
        if !has_row {
            return lines.list();
        }
        self.document.wide_lines.extend(wide);
        plain
    }

    /// Sets the lines aside of which somebody has to say whether they are rows.
    fn doubt(&mut self, lines: &[usize]) {
        let source = &self.document.source;
        let mut doubtful = Vec::new();
        for &at in lines {
            let may_be_row = match self.owner {
                Some(owner) => owner.rows.may_be_met_by(source.line(at)),
                None => likeness::may_be_row(source.line(at)),
            };
            if may_be_row {
                doubtful.push(at);
            }
        }
        for block in doubtful.chunk_by(|line, next| line + 1 == *next) {
            self.document.interruptions.push(Interruption {
                lines: block[0]..block[0] + block.len(),
                kind: InterruptionKind::Unread,
            });
        }
    }

    /// The marks that make a line into another block than the table above is in. Without a table above
    /// a quote may hold one of its own.
    fn block_marker(&self, at: usize) -> Option<String> {
        let mut line = self.document.source.line(at);
        if self.owner.is_none_or(|owner| owner.quoted) {
            line = line.trim_start_matches(line::QUOTE);
        }
        line::block_marker(line).map(str::to_owned)
    }

    fn is_piped(&self, line: usize) -> bool {
        Shape::of(self.document.source.line(line)).pipes > 0
    }

    fn is_header(&self, line: usize) -> bool {
        likeness::names_columns(self.document.source.line(line))
    }

    fn is_lone_header(&self) -> bool {
        self.owner
            .map(|owner| &self.tables[owner.table])
            .is_some_and(|table| {
                table.origin == Origin::NoDelimiter
                    && table.rows.is_empty()
                    && table.delimiter.is_none()
            })
    }

    fn new_table(&mut self, origin: Origin, rows: &[usize], delimiter: Option<usize>) {
        let source = &self.document.source;
        let Some((&header, rows)) = rows.split_first() else {
            return;
        };
        let columns = line::cells(line::content(source.line(header))).len();
        self.tables.push(Table {
            origin,
            heading: None,
            header: blocks::read_row(self.document, header, columns),
            delimiter: delimiter.map(|at| source.lines()[at]),
            rows: Vec::new(),
        });
        self.adopt();
        self.give_rows(rows);
    }

    fn give_rows(&mut self, lines: &[usize]) {
        let Some(owner) = self.owner else { return };
        let table = &mut self.tables[owner.table];
        let columns = table.header.cells.len();
        for &at in lines {
            let row = blocks::read_row(self.document, at, columns);
            if row.cells.is_empty() {
                self.document.interruptions.push(Interruption {
                    lines: at..at + 1,
                    kind: InterruptionKind::Unread,
                });
            } else {
                table.rows.push(row);
            }
        }
    }
}

fn assign_roles(table: &mut Table, source: &Source) {
    let header = &table.header;
    let expected = Expected::of(table, source);
    let role = |row: &Row| {
        let content = source.slice(row.span);
        let escaped = || content.contains('\\') && content.contains(r"\\|");
        let piped = line::separators(content).next().is_some();
        if (!piped && line::is_break(content)) || escaped() || !row.agreed {
            Role::Disputed
        } else if row.source_cells.len() < header.cells.len() && line::has_wide_pipe(content) {
            Role::FullWidth
        } else if !piped && line::resembles_delimiter(content) {
            Role::Delimiter
        } else if !piped || expected.is_missed_by(content) {
            Role::Prose
        } else if says_the_same(row, header, source) {
            Role::Header
        } else if is_delimiter(row, source) {
            Role::Delimiter
        } else {
            Role::Data
        }
    };
    for row in &mut table.rows {
        row.role = role(row);
    }
}

/// Whether two rows have the same texts.
fn says_the_same(row: &Row, other: &Row, source: &Source) -> bool {
    for (at, cell) in row.cells.iter().enumerate() {
        if cell.text(source) != other.text(at, source) {
            return false;
        }
    }
    row.cells.len() == other.cells.len()
}

/// Whether all cells of a row hold dashes.
fn is_delimiter(row: &Row, source: &Source) -> bool {
    for cell in &row.cells {
        let text = cell.text(source);
        if text.is_empty() || !text::all(text, &|c| "-:－—–".contains(c)) {
            return false;
        }
    }
    !row.cells.is_empty()
}

/// Lines with a row right above and a row that Markdown loses right below.
fn interruptions(document: &Document) -> Vec<Interruption> {
    #[derive(Clone, Copy, PartialEq)]
    enum Is {
        Other,
        Row,
        CutOff,
    }
    let source = &document.source;
    let mut lines = vec![Is::Other; source.lines().len()];
    for table in &document.tables {
        for row in &table.rows {
            lines[row.line] = if row.cut_off { Is::CutOff } else { Is::Row };
        }
    }
    let mut found = Vec::new();
    let mut start = None;
    for (at, &is) in lines.iter().enumerate() {
        let blank = || line::is_blank(source.line(at));
        match (is, start) {
            (Is::Other, None) if at > 0 && lines[at - 1] != Is::Other && !blank() => {
                start = Some(at);
            }
            (Is::Other, Some(_)) if !blank() => {}
            (Is::CutOff, Some(first)) => {
                found.push(Interruption {
                    lines: first..at,
                    kind: InterruptionKind::Between,
                });
                start = None;
            }
            _ => start = None,
        }
    }
    let mut known = Vec::new();
    for old in &document.interruptions {
        known.push(old.lines.start);
    }
    let known = group::sorted(&known);
    found.retain(|new| new.lines.len() > 1 || known.binary_search(&new.lines.start).is_err());
    found
}
