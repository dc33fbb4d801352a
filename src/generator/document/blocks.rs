//! pulldown-cmark's events in; headings, tables and hidden blocks out.

use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd,
};

use super::inline::Inline;
use super::{Cell, Document, Heading, Hidden, HiddenKind, Origin, Role, Row, Seen, Table};
use super::{line, title};
use crate::generator::group;
use crate::generator::source::{Source, Span};
use crate::generator::text;

/// Fills in what Markdown sees of a document.
pub(super) fn read(document: &mut Document) {
    let source = core::mem::take(&mut document.source);
    let mut reader = Reader {
        inline: Inline::new(source.text()),
        source: &source,
        line: 0,
        document,
        cells: Vec::new(),
    };
    let events = parser(source.text(), Links(&[])).into_offset_iter();
    let mut links = Vec::new();
    for (label, definition) in events.reference_definitions().iter() {
        let place = definition.span.start;
        links.push((folded(label), place, definition.dest.to_string()));
    }
    for at in group::positions(&links, |(label, place, _)| (label.as_str(), *place)) {
        let (label, _, address) = &links[at];
        // The first of several counts.
        if reader
            .document
            .links
            .last()
            .is_none_or(|(last, _)| last != label)
        {
            reader.document.links.push((label.clone(), address.clone()));
        }
    }
    for (event, range) in events {
        reader.event(&event, range.into());
    }
    document.source = source;
}

/// Where links point that a text does not define itself.
struct Links<'a>(&'a [(String, String)]);

impl<'a> BrokenLinkCallback<'a> for Links<'a> {
    fn handle_broken_link(&mut self, link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        let label = folded(&link.reference);
        let found = self.0.binary_search_by(|(known, _)| known.cmp(&label));
        Some((self.0[found.ok()?].1.as_str().into(), "".into()))
    }
}

/// One type of parser for all that is read: the compiler translates it once.
fn parser<'a>(text: &'a str, links: Links<'a>) -> Parser<'a, Links<'a>> {
    Parser::new_with_broken_link_callback(text, Options::ENABLE_TABLES, Some(links))
}

/// The label of a link as links find it: of its white space only that of ASCII is folded, and capital letters
/// are no difference.
fn folded(label: &str) -> String {
    text::words(label).to_lowercase().to_uppercase()
}

/// Reads one line as a row of a table with so many columns. The row has no cells where Markdown
/// would not read the line as a row of any table.
pub(super) fn read_row(document: &Document, line: usize, columns: usize) -> Row {
    let source = &document.source;
    let whole = source.lines()[line];
    let text = source.line(line);
    let content = line::content(text);
    let indent = text.len() - text.trim_start_matches(line::QUOTE).len();
    let span = Span::new(whole.start + indent, whole.start + indent + content.len());

    let head = format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
    let table = format!("{head}{content}");
    let mut inline = Inline::new(&table);
    let mut in_row = false;
    let mut cells = Vec::new();
    for (event, range) in parser(&table, Links(&document.links)).into_offset_iter() {
        in_row |= matches!(event, Event::Start(Tag::TableRow));
        inline.event(&event, range.into());
        if in_row && matches!(event, Event::End(TagEnd::TableCell)) {
            cells.push(inline.cell());
        }
    }
    let at = |at: usize| at.saturating_sub(head.len()) + span.start;
    let moved = |part: Span| Span::new(at(part.start), at(part.end));
    for cell in &mut cells {
        if let Some(span) = &mut cell.span {
            *span = moved(*span);
        }
        if let Some(seen) = &mut cell.seen {
            for tag in &mut seen.tags {
                *tag = moved(*tag);
            }
        }
    }
    Row {
        cut_off: true,
        ..row(source, line, span, cells)
    }
}

/// Joins what the parser read with what the source says.
fn row(source: &Source, line: usize, span: Span, mut cells: Vec<Cell>) -> Row {
    let source_cells = line::cells_at(span.start, source.slice(span));
    let mut agreed = true;
    for (index, cell) in cells.iter_mut().enumerate() {
        let outer = source_cells.get(index).copied();
        let inner = core::mem::replace(&mut cell.span, outer.map(|outer| trim(source, outer)));
        if inner == outer {
            continue;
        }
        let inner = inner.map(|inner| trim(source, inner));
        if inner != cell.span {
            agreed &= outer.is_none();
            // What the parser has seen stands elsewhere.
            let text = inner.map_or("", |inner| source.slice(inner)).trim();
            let seen = || Seen {
                text: text.to_owned(),
                tags: Vec::new(),
            };
            cell.seen.get_or_insert_with(|| seen().into());
        }
    }
    Row {
        line,
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
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start < end {
        Span::new(span.start + start, span.start + end)
    } else {
        span
    }
}

struct Reader<'a> {
    source: &'a Source,
    /// The line that was read last.
    line: usize,
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
                header: row(
                    self.source,
                    0,
                    Span::new(span.start, span.start),
                    Vec::new(),
                ),
                delimiter: None,
                rows: Vec::new(),
            }),
            Event::End(TagEnd::TableCell) => self.cells.push(self.inline.cell()),
            Event::End(TagEnd::TableHead) => {
                let header = self.row(span);
                if let Some(table) = self.document.tables.last_mut() {
                    table.delimiter = self.source.lines().get(header.line + 1).copied();
                    table.header = header;
                }
            }
            Event::End(TagEnd::TableRow) => {
                let row = self.row(span);
                if let Some(table) = self.document.tables.last_mut() {
                    table.rows.push(row);
                }
            }
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
        let text = self.inline.text();
        let (number, title) = title::split(&text);
        self.document.headings.push(Heading {
            span,
            level,
            number: number.map(str::to_owned),
            title: title.to_owned(),
            text,
        });
    }

    /// The row that ends here, of the cells that have been collected.
    fn row(&mut self, span: Span) -> Row {
        let lines = self.source.lines();
        while lines
            .get(self.line + 1)
            .is_some_and(|next| next.start <= span.start)
        {
            self.line += 1;
        }
        let next = Vec::with_capacity(self.cells.len());
        let cells = core::mem::replace(&mut self.cells, next);
        row(self.source, self.line, self.content(span), cells)
    }

    fn html_block(&mut self, span: Span) {
        let text = self.source.slice(span);
        let kind = html_kind(text);
        let comment = matches!(kind, HiddenKind::Until { end: "-->", .. });
        for (at, _) in text.match_indices('<') {
            if !comment && is_table(&text[at..]) {
                let start = span.start + at;
                let tag = Span::new(start, start + TABLE.len());
                self.document.html_tables.push(tag);
            }
        }
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
            for c in decoded.chars() {
                let acts = text::is_bidi(c) || c.is_control() || c == char::REPLACEMENT_CHARACTER;
                if acts && !raw.contains(c) {
                    self.document.decoded.push((span, c));
                }
            }
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
        && !text::starts(rest, &|c| c.is_ascii_alphanumeric() || c == '-')
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
    for (start, end) in ENDS {
        let (head, rest) = block.split_at_checked(start.len()).unwrap_or_default();
        // A name has to end there, another mark has not.
        let is_name = start.as_bytes()[start.len() - 1].is_ascii_lowercase();
        let ends = rest.is_empty() || rest.starts_with(&[' ', '\t', '\n', '\r', '>'][..]);
        if head.eq_ignore_ascii_case(start) && (ends || !is_name) {
            return HiddenKind::Until {
                end,
                closed: block.to_ascii_lowercase().contains(end),
            };
        }
    }
    HiddenKind::Html
}

fn is_fence_closed(block: &str) -> bool {
    let fence = |line: &str| {
        let line = line::content(line);
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = line.trim_start_matches(mark);
        Some((mark, line.len() - rest.len(), rest.is_empty()))
    };
    let mut lines = block.trim_end().lines();
    let opening = lines.next().and_then(fence);
    let closing = lines.next_back().and_then(fence);
    matches!((opening, closing), (Some((mark, least, _)), Some((same, length, true)))
        if mark == same && length >= least)
}
