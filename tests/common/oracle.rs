//! What GitHub shows of a document, by a reader that shares nothing with ours.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// A row of a table: its line, counted from 0, and the texts of its cells.
pub(crate) type Row = (usize, Vec<String>);

/// The tables that GitHub shows, the header first.
pub(crate) fn tables_with_lines(document: &str) -> Vec<Vec<Row>> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    let root = parse_document(&arena, document, &options);
    let tables = root
        .descendants()
        .filter(|node| matches!(node.data.borrow().value, NodeValue::Table(_)));
    tables
        .map(|table| table.children().map(row).collect())
        .collect()
}

/// The tables that GitHub shows, as text.
pub(crate) fn tables(document: &str) -> Vec<Vec<Vec<String>>> {
    let tables = tables_with_lines(document).into_iter();
    tables
        .map(|table| table.into_iter().map(|(_, cells)| cells).collect())
        .collect()
}

fn row<'a>(row: &'a AstNode<'a>) -> Row {
    let text = |cell: &'a AstNode<'a>| {
        let mut text = String::new();
        collect(cell, &mut text);
        // White space of any kind around a text is padding.
        let words = text.split_ascii_whitespace().collect::<Vec<_>>();
        words.join(" ").trim().to_owned()
    };
    let line = row.data.borrow().sourcepos.start.line - 1;
    (line, row.children().map(text).collect())
}

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
}
