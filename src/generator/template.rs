//! A message in, its alternatives and their words and placeholders out.

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text in which no ASCII word stands.
    Text(&'a str),
    /// An ASCII word, which may stand for a value or for itself.
    Word(&'a str),
    /// A placeholder by its form: `{x}`, `${x}`, `<x>`, `%s`.
    Placeholder(&'a str),
}

/// The alternative messages in a message cell, which `;` or `；` separate.
pub fn alternatives(message: &str) -> impl Iterator<Item = &str> {
    message
        .split([';', '；'])
        .map(str::trim)
        .filter(|alternative| !alternative.is_empty())
}

/// Splits a message into text, words and placeholders; together they are the message again.
#[must_use]
pub fn tokens(message: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = message;
    let mut text = 0;
    while let Some(next) = rest[text..].chars().next() {
        let tail = &rest[text..];
        let token = if let Some(length) = placeholder(tail) {
            Token::Placeholder(&tail[..length])
        } else if let Some(length) = word(tail) {
            Token::Word(&tail[..length])
        } else {
            text += number(tail).unwrap_or(next.len_utf8());
            continue;
        };
        let (Token::Text(part) | Token::Word(part) | Token::Placeholder(part)) = token;
        if text > 0 {
            tokens.push(Token::Text(&rest[..text]));
        }
        tokens.push(token);
        rest = &tail[part.len()..];
        text = 0;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// Whether an HTML tag is a placeholder: `<name>`, and not the name of an HTML element.
#[must_use]
pub fn is_angle_placeholder(tag: &str) -> bool {
    let name = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    name.is_some_and(|name| is_name(name) && !HTML.contains(&name.to_ascii_lowercase().as_str()))
}

/// The length of the placeholder with which a text starts.
fn placeholder(text: &str) -> Option<usize> {
    let between = |open: &str, close: char| {
        let inner = text.strip_prefix(open)?;
        let end = inner.find(close)?;
        is_name(&inner[..end]).then_some(open.len() + end + 1)
    };
    if let Some(length) = between("${", '}').or_else(|| between("{", '}')) {
        return Some(length);
    }
    if let Some(length) = between("<", '>') {
        return is_angle_placeholder(&text[..length]).then_some(length);
    }
    let verb = text.strip_prefix('%')?.chars().next()?;
    let after = text.get(2..)?.chars().next();
    let ends = !after.is_some_and(|c| c.is_ascii_alphanumeric());
    ("sdiufxv".contains(verb) && ends).then_some(2)
}

/// The length of the ASCII word with which a text starts: letters, digits and underscores, at
/// least one letter, with single dots and hyphens inside.
fn word(text: &str) -> Option<usize> {
    let run = run(text);
    text[..run]
        .contains(|c: char| c.is_ascii_alphabetic())
        .then_some(run)
}

fn number(text: &str) -> Option<usize> {
    Some(run(text)).filter(|&run| run > 0)
}

fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let part = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let mut end = 0;
    while part(end) || (end > 0 && matches!(bytes.get(end), Some(b'.' | b'-')) && part(end + 1)) {
        end += 1;
    }
    end
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && run(name) == name.len()
}

/// The names of HTML's elements.
const HTML: [&str; 72] = [
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

#[cfg(test)]
mod tests {
    use super::*;
    use Token::{Placeholder, Text, Word};

    #[test]
    fn a_message_falls_into_text_words_and_placeholders() {
        assert_eq!(
            tokens("参数 argument 取值应该 param的operand1"),
            [
                Text("参数 "),
                Word("argument"),
                Text(" 取值应该 "),
                Word("param"),
                Text("的"),
                Word("operand1")
            ]
        );
        assert_eq!(
            tokens("${a}{b}<c>在%s与 100 %d"),
            [
                Placeholder("${a}"),
                Placeholder("{b}"),
                Placeholder("<c>"),
                Text("在"),
                Placeholder("%s"),
                Text("与 100 "),
                Placeholder("%d"),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_placeholder_is_text_or_a_word() {
        assert_eq!(
            tokens("{} 50% <b>"),
            [Text("{} 50% <"), Word("b"), Text(">")]
        );
        assert_eq!(tokens("100%ok"), [Text("100%"), Word("ok")]);
        assert_eq!(
            tokens("Content-Type v1.2 - x"),
            [
                Word("Content-Type"),
                Text(" "),
                Word("v1.2"),
                Text(" - "),
                Word("x")
            ]
        );
    }

    #[test]
    fn both_semicolons_separate_alternatives() {
        let alternatives: Vec<_> = alternatives("a; b；c；").collect();
        assert_eq!(alternatives, ["a", "b", "c"]);
    }
}
