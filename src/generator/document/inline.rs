//! The inline events of a cell or heading in, the text that a reader sees out.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Cell, Seen};
use crate::generator::{source::Span, template, text};

/// Collects the text of one cell or heading at a time.
pub(super) struct Inline<'a> {
    source: &'a str,
    cell: Option<Span>,
    text: String,
    tags: Vec<Span>,
    links: Vec<(usize, String)>,
}

impl<'a> Inline<'a> {
    /// Starts on a text into which the events' spans point.
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            cell: None,
            text: String::new(),
            tags: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Forgets what has been collected.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.tags.clear();
        self.links.clear();
    }

    /// Takes in one event.
    pub(super) fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::TableCell) => {
                self.clear();
                self.cell = Some(span);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.links.push((self.text.len(), dest_url.to_string()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(),
            Event::Text(text) | Event::Code(text) => self.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::InlineHtml(_) => self.tag(span),
            _ => {}
        }
    }

    /// Whether what comes stands in a cell.
    pub(super) fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// The cell that has been collected since the last [`Self::clear`].
    pub(super) fn cell(&mut self) -> Cell {
        let span = self.cell.take();
        let source = span.map_or("", |span| self.source[span.range()].trim());
        let text = text::folded(&self.text);
        let plain = text == source && self.tags.is_empty();
        let seen = (!plain).then(|| {
            let tags = core::mem::take(&mut self.tags);
            Box::new(Seen {
                text: text.into_owned(),
                tags,
            })
        });
        self.clear();
        Cell { span, seen }
    }

    /// The text that has been collected since the last [`Self::clear`].
    pub(super) fn text(&mut self) -> String {
        let text = text::fold_spaces(&self.text);
        self.clear();
        text
    }

    /// A link's address is part of what the document says, so it stays in the text.
    fn end_link(&mut self) {
        if let Some((start, address)) = self.links.pop()
            && self.text.get(start..) != Some(&address)
        {
            self.text.push_str(&format!(" ({address})"));
        }
    }

    /// A line break is white space, `<name>` is a placeholder, any other tag vanishes.
    fn tag(&mut self, span: Span) {
        let tag = &self.source[span.range()];
        let name = text::trimmed(tag, &|c| matches!(c, '<' | '>' | '/' | ' '));
        if name.eq_ignore_ascii_case("br") {
            self.text.push(' ');
        } else if template::is_angle_placeholder(tag) {
            self.text.push_str(tag);
        } else {
            self.tags.push(span);
        }
    }
}
