//! pulldown-cmark's events in; headings, tables and hidden blocks out.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::inline::Inline;
use super::{Cell, Document, Heading, Hidden, HiddenKind, Origin, Role, Row, Table};
use super::{line, title};
use crate::generator::source::{Source, Span};
use crate::generator::text;

/// Fills in what Markdown sees of a document.
pub(super) fn read(document: &mut Document) {
    let source = document.source.clone();
    let mut reader = Reader {
        inline: Inline::new(source.text()),
        source: &source,
        document,
        cells: Vec::new(),
    };
    let events = parser(source.text());
    let definitions = events.reference_definitions().iter();
    let links = definitions.map(|(label, definition)| (folded(label), definition.dest.to_string()));
    reader.document.links = links.collect();
    for (event, range) in events {
        reader.event(&event, range.into());
    }
}

/// The label of a link as links find it.
fn folded(label: &str) -> String {
    text::fold_spaces(label).to_lowercase()
}

/// Reads one line as a row of a table with so many columns. The row has no cells where Markdown
/// would not read the line as a row of any table.
pub(super) fn read_row(document: &Document, line: usize, columns: usize) -> Row {
    let source = &document.source;
    let whole = source.lines()[line];
    let text = source.line(line);
    let content = line::content(text);
    let indent = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
    let span = Span::new(whole.start + indent, whole.start + indent + content.len());

    let head = format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
    let table = format!("{head}{content}");
    let mut inline = Inline::new(&table);
    let mut in_row = false;
    let mut cells = Vec::new();
    let link = |link: BrokenLink<'_>| {
        let address = document.links.get(&folded(&link.reference))?;
        Some((address.clone().into(), CowStr::from("")))
    };
    let options = Options::ENABLE_TABLES;
    let events = Parser::new_with_broken_link_callback(&table, options, Some(link));
    for (event, range) in events.into_offset_iter() {
        in_row |= matches!(event, Event::Start(Tag::TableRow));
        inline.event(&event, range.into());
        if in_row && matches!(event, Event::End(TagEnd::TableCell)) {
            cells.push(inline.cell());
        }
    }
    let moved = |at: usize| at.saturating_sub(head.len()) + span.start;
    for cell in &mut cells {
        for part in cell.span.iter_mut().chain(&mut cell.tags) {
            *part = Span::new(moved(part.start), moved(part.end));
        }
    }
    Row {
        cut_off: true,
        ..row(source, span, cells)
    }
}

fn parser(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()
}

/// Joins what the parser read with what the source says.
fn row(source: &Source, span: Span, mut cells: Vec<Cell>) -> Row {
    let text = source.slice(span);
    let absolute =
        |at: core::ops::Range<usize>| Span::new(span.start + at.start, span.start + at.end);
    let source_cells: Vec<Span> = line::cells(text).into_iter().map(absolute).collect();
    let mut agreed = true;
    let mut outer = source_cells.iter();
    for cell in &mut cells {
        let span = outer.next().map(|&outer| trim(source, outer));
        let agrees = || cell.span.map(|inner| trim(source, inner)) == span;
        agreed &= span.is_none() || cell.span == span || agrees();
        cell.span = span;
    }
    Row {
        line: source.line_of(span.start),
        span,
        role: Role::Data,
        cut_off: false,
        agreed,
        cells,
        source_cells,
    }
}

/// A span without the white space at its ends; an empty one stays where it is.
fn trim(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    if start == end {
        span
    } else {
        Span::new(start, end)
    }
}

struct Reader<'a> {
    source: &'a Source,
    document: &'a mut Document,
    inline: Inline<'a>,
    cells: Vec<Cell>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        self.inline.event(event, span);
        match event {
            Event::Start(Tag::Heading { .. }) => self.inline.clear(),
            Event::End(TagEnd::Heading(level)) => self.heading(*level as u8, span),
            Event::Start(Tag::Table(_)) => self.document.tables.push(Table {
                origin: Origin::Markdown,
                heading: self.document.headings.len().checked_sub(1),
                header: row(self.source, Span::new(span.start, span.start), Vec::new()),
                delimiter: None,
                rows: Vec::new(),
            }),
            Event::End(TagEnd::TableCell) => self.cells.push(self.inline.cell()),
            Event::End(TagEnd::TableHead) => self.header(span),
            Event::End(TagEnd::TableRow) => self.row(span),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.hidden(HiddenKind::Indented, span);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                let closed = is_fence_closed(self.source.slice(span));
                self.hidden(HiddenKind::Fenced { closed }, span);
            }
            Event::Start(Tag::HtmlBlock) => self.html_block(span),
            Event::InlineHtml(_)
                if !self.inline.is_in_cell() && is_table(self.source.slice(span)) =>
            {
                let span = Span::new(span.start, span.start + TABLE.len());
                self.document.html_tables.push(span);
            }
            Event::Text(text) => self.decoded(text, span),
            _ => {}
        }
    }

    fn heading(&mut self, level: u8, span: Span) {
        let span = self.content(span);
        let text = self.inline.cell().text;
        let (number, title) = title::split(&text);
        self.document.headings.push(Heading {
            span,
            level,
            number: number.map(str::to_owned),
            title: title.to_owned(),
            text,
        });
    }

    fn header(&mut self, span: Span) {
        let header = row(
            self.source,
            self.content(span),
            core::mem::take(&mut self.cells),
        );
        if let Some(table) = self.document.tables.last_mut() {
            table.delimiter = self.source.lines().get(header.line + 1).copied();
            table.header = header;
        }
    }

    fn row(&mut self, span: Span) {
        let row = row(
            self.source,
            self.content(span),
            core::mem::take(&mut self.cells),
        );
        if let Some(table) = self.document.tables.last_mut() {
            table.rows.push(row);
        }
    }

    fn html_block(&mut self, span: Span) {
        let text = self.source.slice(span);
        let kind = html_kind(text);
        let comment = matches!(kind, HiddenKind::Until { end: "-->", .. });
        let tables = text
            .match_indices('<')
            .filter(|&(at, _)| !comment && is_table(&text[at..]));
        let start = |at: usize| Span::new(span.start + at, span.start + at + TABLE.len());
        let tables = tables.map(|(at, _)| start(at));
        self.document.html_tables.extend(tables);
        self.hidden(kind, span);
    }

    /// Which of the block's lines are rows is for the walk over the lines to say.
    fn hidden(&mut self, kind: HiddenKind, span: Span) {
        self.document.hidden.push(Hidden {
            kind,
            span: self.content(span),
            lines: Vec::new(),
        });
    }

    fn decoded(&mut self, decoded: &str, span: Span) {
        let raw = self.source.slice(span);
        if decoded != raw {
            let lost = char::REPLACEMENT_CHARACTER;
            let acts = |c: &char| text::is_bidi(*c) || c.is_control() || *c == lost;
            let found = decoded.chars().filter(acts).filter(|c| !raw.contains(*c));
            self.document.decoded.extend(found.map(|c| (span, c)));
        }
    }

    /// A span without the line end after it.
    fn content(&self, span: Span) -> Span {
        let text = self.source.slice(span).trim_end();
        Span::new(span.start, span.start + text.len())
    }
}

const TABLE: &str = "<table";

/// Whether a text starts with the tag of an HTML table.
fn is_table(text: &str) -> bool {
    let tag = text.get(..TABLE.len());
    let rest = text.get(TABLE.len()..).unwrap_or_default();
    tag.is_some_and(|tag| tag.eq_ignore_ascii_case(TABLE))
        && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// Where an HTML block ends depends on what it starts with.
fn html_kind(block: &str) -> HiddenKind {
    const ENDS: [(&str, &str); 8] = [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
        ("<script", "</script>"),
        ("<pre", "</pre>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ];
    let block = block.trim_start();
    let starts = |(start, _): &&(&str, &str)| {
        let (head, rest) = block.split_at_checked(start.len()).unwrap_or_default();
        let named = start.ends_with(|c: char| c.is_ascii_lowercase());
        head.eq_ignore_ascii_case(start)
            && !(named && rest.starts_with(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r' | '>')))
    };
    ENDS.iter()
        .find(starts)
        .map_or(HiddenKind::Html, |&(_, end)| HiddenKind::Until {
            end,
            closed: block.to_ascii_lowercase().contains(end),
        })
}

fn is_fence_closed(block: &str) -> bool {
    let fence = |line: &str| {
        let line = line::content(line).to_owned();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = line.chars().take_while(|&c| c == mark).count();
        Some((mark, length, line.chars().all(|c| c == mark)))
    };
    let mut lines = block.trim_end().lines();
    let opening = lines.next().and_then(fence);
    let closing = lines.next_back().and_then(fence);
    matches!((opening, closing), (Some((mark, least, _)), Some((same, length, true)))
        if mark == same && length >= least)
}
