//! What GitHub shows of a document, by a reader that shares nothing with ours.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// The tables that GitHub shows: rows of cells, the header first, as text.
pub(crate) fn tables(document: &str) -> Vec<Vec<Vec<String>>> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, document, &options);
    root.descendants()
        .filter(|node| matches!(node.data.borrow().value, NodeValue::Table(_)))
        .map(|table| table.children().map(cells).collect())
        .collect()
}

fn cells<'a>(row: &'a AstNode<'a>) -> Vec<String> {
    let text = |cell: &'a AstNode<'a>| {
        let mut text = String::new();
        collect(cell, &mut text);
        // White space of any kind around a text is padding.
        let words = text.split_ascii_whitespace().collect::<Vec<_>>();
        words.join(" ").trim().to_owned()
    };
    row.children().map(text).collect()
}

/// Text, and behind the text of a link its address, as our reader keeps it.
fn collect<'a>(node: &'a AstNode<'a>, out: &mut String) {
    match &node.data.borrow().value {
        NodeValue::Text(text) => out.push_str(text),
        NodeValue::Code(code) => out.push_str(&code.literal),
        NodeValue::HtmlInline(tag) if tag.starts_with("<br") => out.push(' '),
        NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
        _ => {}
    }
    for child in node.children() {
        collect(child, out);
    }
    if let NodeValue::Link(link) | NodeValue::Image(link) = &node.data.borrow().value {
        out.push_str(&format!(" ({})", link.url));
    }
}
