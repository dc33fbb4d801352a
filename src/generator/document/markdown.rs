//! What pulldown-cmark sees of a text: headings, tables, code, HTML.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{Cell, Heading, Markup, Row, Table, line, title};
use crate::generator::source::{Source, Span};
use crate::generator::{template, text};

/// The blocks of a text, each kind in order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) headings: Vec<Heading>,
    pub(super) tables: Vec<Table>,
    /// Paragraphs outside of lists and quotes.
    pub(super) paragraphs: Vec<Span>,
    /// Code spans outside of tables, and what stands between fences.
    pub(super) code: Vec<Span>,
    pub(super) html_tables: Vec<Span>,
    /// A fence or a comment that is never closed, and the mark that would close it.
    pub(super) unclosed: Option<(Span, String)>,
    /// The source of the link definitions.
    pub(super) definitions: String,
}

impl Blocks {
    /// Reads a source from a line on.
    pub(super) fn read(source: &Source, from: usize) -> Self {
        let base = source.whole_line(from).start;
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH;
        let body = &source.text()[base..];
        let events = Parser::new_ext(body, options).into_offset_iter();
        let mut reader = Reader {
            source,
            depth: 0,
            in_cell: false,
            text: String::new(),
            tildes: 0,
            markup: Vec::new(),
            cells: Vec::new(),
            blocks: Self::default(),
        };
        let definitions = events.reference_definitions().iter();
        let mut spans: Vec<_> = definitions.map(|(_, link)| link.span.clone()).collect();
        spans.sort_by_key(|span| span.start);
        let definitions: Vec<&str> = spans.into_iter().map(|span| &body[span]).collect();
        reader.blocks.definitions = definitions.join("\n");
        for (event, range) in events {
            reader.event(&event, Span::new(base + range.start, base + range.end));
        }
        reader.blocks
    }
}

struct Reader<'a> {
    source: &'a Source,
    /// How many lists, quotes and footnotes stand around.
    depth: usize,
    in_cell: bool,
    /// The text of a cell or a heading so far.
    text: String,
    /// The tildes in it that are not escaped.
    tildes: usize,
    markup: Vec<(Markup, Span)>,
    /// The cells of a row so far.
    cells: Vec<Cell>,
    blocks: Blocks,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag, span),
            Event::Text(text) => {
                self.text.push_str(text);
                self.tildes += self.tildes_in(span);
            }
            Event::Code(text) => {
                self.text.push_str(text);
                // Over several lines, readers disagree on what is a table.
                if !self.in_cell && !self.source.slice(span).contains('\n') {
                    self.blocks.code.push(span);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::InlineHtml(_) if self.in_cell => self.tag(span),
            Event::InlineHtml(_) => self.html(span, &["<table"]),
            Event::FootnoteReference(_) => self.markup.push((Markup::Footnote, span)),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.math(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) => {
                self.depth += 1;
            }
            Tag::Paragraph if self.depth == 0 => self.blocks.paragraphs.push(span),
            Tag::Heading { .. } => self.text.clear(),
            Tag::Table(_) => {
                let table = Table {
                    heading: self.blocks.headings.len().checked_sub(1),
                    nested: self.depth > 0,
                    header: self.row(Span::new(span.start, span.start)),
                    rows: Vec::new(),
                };
                self.blocks.tables.push(table);
            }
            Tag::TableCell => {
                self.in_cell = true;
                self.text.clear();
                self.markup.clear();
                self.tildes = 0;
            }
            Tag::Image { .. } => self.markup.push((Markup::Image, span)),
            Tag::Strikethrough => self.markup.push((Markup::Strikethrough, span)),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.fence(span),
            Tag::HtmlBlock => self.html(span, &["<table", "<tr", "<td"]),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.depth -= 1;
            }
            TagEnd::Heading(level) if self.depth == 0 => self.heading(level as u8, span),
            TagEnd::TableCell => {
                self.in_cell = false;
                // Readers disagree on what two tildes strike through.
                if self.tildes > 1 {
                    self.markup
                        .push((Markup::Strikethrough, trimmed(self.source, span)));
                }
                self.cells.push(Cell {
                    span,
                    text: text::fold_spaces(&self.text),
                    markup: core::mem::take(&mut self.markup),
                });
            }
            TagEnd::TableHead => {
                let header = self.row(span);
                if let Some(table) = self.blocks.tables.last_mut() {
                    table.header = header;
                }
            }
            TagEnd::TableRow => {
                let row = self.row(span);
                if let Some(table) = self.blocks.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: u8, span: Span) {
        let span = trimmed(self.source, span);
        let text = text::fold_spaces(&self.text);
        let (number, title) = title::split(&text);
        self.blocks.headings.push(Heading {
            span,
            level,
            number: number.map(str::to_owned),
            title: title.to_owned(),
            text,
        });
    }

    /// The row that ends here: the cells between its pipes, with what the parser has seen in them.
    fn row(&mut self, span: Span) -> Row {
        let span = trimmed(self.source, span);
        let mut disputed = false;
        let mut parsed = self.cells.drain(..);
        let mut cells = Vec::new();
        for cell in line::cells(self.source.slice(span)) {
            let cell = Span::new(span.start + cell.start, span.start + cell.end);
            let inner = trimmed(self.source, cell);
            let (text, markup) = match parsed.next() {
                Some(seen) => {
                    disputed |= trimmed(self.source, seen.span) != inner;
                    (seen.text, seen.markup)
                }
                // Markdown drops the cells that are too many.
                None => (text::fold_spaces(self.source.slice(inner)), Vec::new()),
            };
            cells.push(Cell {
                span: inner,
                text,
                markup,
            });
        }
        Row {
            line: self.source.line_of(span.start),
            span,
            cells,
            cut_off: false,
            disputed,
        }
    }

    /// `<br>` is white space, `<name>` is a placeholder, any other tag is markup.
    fn tag(&mut self, span: Span) {
        let tag = self.source.slice(span);
        let name = tag.trim_matches(['<', '>', '/', ' ']);
        if name.eq_ignore_ascii_case("br") {
            self.text.push(' ');
        } else if template::is_angle_placeholder(tag) {
            self.text.push_str(tag);
        } else {
            self.markup.push((Markup::Html, span));
        }
    }

    fn tildes_in(&self, span: Span) -> usize {
        let escaped = |at: usize| at > 0 && self.source.text().as_bytes()[at - 1] == b'\\';
        let tildes = self
            .source
            .slice(span)
            .match_indices('~')
            .map(|(at, _)| span.start + at);
        tildes.filter(|&at| !escaped(at)).count()
    }

    /// `$x$` is a formula; two placeholders in a row, as in `${a}${b}`, only look like one.
    fn math(&mut self, span: Span) {
        let source = self.source.slice(span);
        if !source.starts_with("${") {
            self.markup.push((Markup::Math, span));
        }
        self.text.push_str(source);
    }

    /// Code reaches to the first line that closes the fence to any reader. A line that only some take for it, for
    /// it has a tab behind it, ends the code for those.
    fn fence(&mut self, span: Span) {
        let marks: &[char] = if self.depth > 0 {
            &[' ', '\t', '>']
        } else {
            &[]
        };
        let fence = |line: &str| {
            let line = line.trim_start_matches(marks);
            let indentation = line::indentation(line);
            let line = line.trim_matches(line::BLANK);
            let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
            let rest = line.trim_start_matches(mark);
            let is_deep = self.depth == 0 && indentation > 3;
            Some((
                line[..line.len() - rest.len()].to_owned(),
                rest.is_empty() && !is_deep,
            ))
        };
        let first = self.source.line_of(span.start);
        let last = self
            .source
            .line_of(span.end.saturating_sub(1).max(span.start));
        let Some((open, _)) = fence(self.source.line(first)) else {
            return;
        };
        let closes = |line: &usize| {
            fence(self.source.line(*line))
                .is_some_and(|(close, is_whole)| is_whole && close.starts_with(&open))
        };
        match (first + 1..=last).find(closes) {
            Some(line) => {
                let end = self.source.lines()[line].end;
                self.blocks.code.push(Span::new(span.start, end));
            }
            None => self.blocks.unclosed = Some((span, open)),
        }
    }

    /// Finds the HTML tables in a block, apart from those in comments.
    fn html(&mut self, span: Span, tags: &[&str]) {
        let is_end = |c: char| !c.is_ascii_alphanumeric() && c != '-';
        let html = self.source.slice(span).to_ascii_lowercase();
        let (mut at, mut table_end) = (0, 0);
        while let Some(next) = html[at..].find(['<']).map(|next| at + next) {
            let rest = &html[next..];
            at = next + 1;
            if rest.starts_with("<!--") {
                match rest.find("-->") {
                    Some(end) => at = next + end,
                    None => {
                        self.blocks.unclosed = Some((span, "-->".to_owned()));
                        return;
                    }
                }
            } else if let Some(tag) = tags.iter().filter(|_| next >= table_end).find(|tag| {
                let behind = rest.strip_prefix(**tag);
                behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(is_end))
            }) {
                let start = span.start + next;
                let tag = Span::new(start, start + tag.len());
                self.blocks.html_tables.push(tag);
                // What else of a table stands in the block belongs to it.
                let end = html[at..].find("</table");
                table_end = end.map_or(html.len(), |end| at + end);
            }
        }
    }
}

/// A span without the white space at its ends; one that holds nothing else stays as it is.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    match text.trim() {
        "" => span,
        inner => {
            let start = span.start + (text.len() - text.trim_start().len());
            Span::new(start, start + inner.len())
        }
    }
}
