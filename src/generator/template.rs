//! A message in, its alternatives and their words and placeholders out.

use std::collections::{BTreeMap, BTreeSet};

use super::name;

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

/// A message with its placeholders told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Text and placeholders, in order.
    pub parts: Vec<Part>,
    /// The names of the placeholders, each once.
    pub names: Vec<String>,
}

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it stands.
    Text(String),
    /// A placeholder, as an index into [`Template::names`].
    Slot(usize),
}

impl Template {
    /// Splits one alternative of a message, given which words are placeholders.
    ///
    /// `%s` and the like are `arg1`, `arg2` and so on, but for names that other placeholders have; `%2$s` is `arg2`.
    #[must_use]
    pub fn new(message: &str, is_placeholder: &dyn Fn(&str) -> bool) -> Self {
        let named = |token| match token {
            Token::Word(word) if is_placeholder(word) => Some(word),
            Token::Placeholder(form) if !form.starts_with('%') => {
                Some(form.trim_matches(['$', '{', '}', '<', '>']))
            }
            _ => None,
        };
        let has_positions = message.contains('%');
        let taken = tokens(message).filter(|_| has_positions).filter_map(named);
        let taken: BTreeSet<String> = taken.map(name::field).collect();
        let mut free = (1..)
            .map(|number| format!("arg{number}"))
            .filter(|name| !taken.contains(name));
        let mut template = Self::default();
        let mut slots = BTreeMap::new();
        for token in tokens(message) {
            let name = match (named(token), token) {
                (Some(name), _) => name.to_owned(),
                (None, Token::Placeholder(form)) => match form.split_once('$') {
                    Some((number, _)) => format!("arg{}", number.trim_start_matches('%')),
                    None => free.next().unwrap_or_default(),
                },
                (None, Token::Text(text) | Token::Word(text)) => {
                    template.push_text(text);
                    continue;
                }
            };
            let slot = *slots.entry(name).or_insert_with_key(|name| {
                template.names.push(name.clone());
                template.names.len() - 1
            });
            template.parts.push(Part::Slot(slot));
        }
        template
    }

    fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    /// How much a text says by fitting this template: the more of its own text, the more.
    #[must_use]
    pub fn specificity(&self) -> usize {
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
            Part::Slot(_) => 0,
        });
        texts.sum()
    }

    /// Whether two placeholders follow each other with nothing between them.
    #[must_use]
    pub fn has_adjacent_slots(&self) -> bool {
        let is_slot = |part: &Part| matches!(part, Part::Slot(_));
        self.parts.windows(2).any(|pair| pair.iter().all(is_slot))
    }

    /// Whether a message of another template fits this one, too. White space is no difference.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let mut text = String::new();
        for part in &other.parts {
            match part {
                Part::Text(literal) => text += &dense(literal),
                // A value that no text holds, so that only the texts decide.
                Part::Slot(slot) => text += &format!("\u{1}{slot}\u{2}"),
            }
        }
        let mut rest = text.as_str();
        let mut open = false;
        for (index, part) in self.parts.iter().enumerate() {
            let Part::Text(literal) = part else {
                open = true;
                continue;
            };
            let literal = dense(literal);
            let last = index + 1 == self.parts.len();
            let at = match (open, last) {
                (false, _) => rest.starts_with(&literal).then_some(0),
                (true, true) => rest.ends_with(&literal).then(|| rest.len() - literal.len()),
                (true, false) => rest.find(&literal),
            };
            let Some(at) = at else { return false };
            rest = &rest[at + literal.len()..];
            open = false;
        }
        open || rest.is_empty()
    }
}

/// A text without white space.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The messages of some texts, and for each text, which of them are its alternatives. What two texts have in common
/// is one message.
#[must_use]
pub fn messages<'a>(texts: impl IntoIterator<Item = &'a str>) -> (Vec<&'a str>, Vec<Vec<usize>>) {
    let mut messages = Vec::new();
    let mut of_texts: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let place = |message: &'a str| {
            known.get(message).copied().unwrap_or_else(|| {
                messages.push(message);
                messages.len() - 1
            })
        };
        let places: Vec<usize> = alternatives(text).into_iter().map(place).collect();
        for &place in &places {
            known.entry(messages[place]).or_insert(place);
        }
        of_texts.push(places);
    }
    (messages, of_texts)
}

/// The alternative messages in a message cell, which `;` or `；` separate. Where there is nothing before or
/// behind one of these, they are text.
#[must_use]
pub fn alternatives(message: &str) -> Vec<&str> {
    let alternatives: Vec<&str> = message.split([';', '；']).map(str::trim).collect();
    match alternatives.as_slice() {
        [""] => Vec::new(),
        parts if parts.contains(&"") => vec![message],
        _ => alternatives,
    }
}

/// How many placeholders a message has.
#[must_use]
pub fn placeholders(message: &str, is_placeholder: &dyn Fn(&str) -> bool) -> usize {
    let is_one = |token: &Token<'_>| match token {
        Token::Word(word) => is_placeholder(word),
        Token::Placeholder(_) => true,
        Token::Text(_) => false,
    };
    tokens(message).filter(is_one).count()
}

/// Splits a message into text, words and placeholders; together they are the message again.
pub fn tokens(message: &str) -> impl Iterator<Item = Token<'_>> {
    let mut start = 0;
    let mut found = None;
    core::iter::from_fn(move || {
        if let Some(token) = found.take() {
            return Some(token);
        }
        let (bytes, first) = (message.as_bytes(), start);
        let mut at = first;
        while let Some(&b) = bytes.get(at) {
            if !may_start(b) {
                at += 1;
                continue;
            }
            match token(&message[at..]) {
                Ok((token, length)) => {
                    start = at + length;
                    if at == first {
                        return Some(token);
                    }
                    found = Some(token);
                    return Some(Token::Text(&message[first..at]));
                }
                Err(length) => at += length,
            }
        }
        start = at;
        (first < at).then(|| Token::Text(&message[first..]))
    })
}

/// Whether a word or placeholder may start with a byte.
fn may_start(b: u8) -> bool {
    is_part(b) || matches!(b, b'$' | b'{' | b'<' | b'%')
}

/// Whether a byte may stand in a word.
fn is_part(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// The word or placeholder with which a text starts, and its length; or how much of the text is neither.
fn token(text: &str) -> Result<(Token<'_>, usize), usize> {
    let run = &text[..run(text)];
    if run.is_empty() {
        let end = placeholder(text).ok_or(1_usize)?;
        Ok((Token::Placeholder(&text[..end]), end))
    } else if !run.contains(|c: char| c.is_ascii_alphabetic()) {
        Err(run.len())
    } else {
        Ok((Token::Word(run), run.len()))
    }
}

/// Whether an HTML tag is a placeholder: `<name>`, and not the name of an HTML element.
#[must_use]
pub fn is_angle_placeholder(tag: &str) -> bool {
    let name = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    let is_element = |name: &str| {
        HTML.split(' ')
            .any(|element| element.eq_ignore_ascii_case(name))
    };
    name.is_some_and(|name| is_name(name) && !is_element(name))
}

/// The length of the placeholder with which a text starts.
fn placeholder(text: &str) -> Option<usize> {
    let between = |open: &str, close: char| {
        let inner = text.strip_prefix(open)?;
        let end = run(inner);
        (end > 0 && inner[end..].starts_with(close)).then_some(open.len() + end + 1)
    };
    if let Some(length) = between("${", '}').or_else(|| between("{", '}')) {
        return Some(length);
    }
    if let Some(length) = between("<", '>') {
        return is_angle_placeholder(&text[..length]).then_some(length);
    }
    let form = text.strip_prefix('%')?;
    let digits = form.len() - form.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let verb = match digits {
        0 => form,
        _ => form[digits..].strip_prefix('$')?,
    };
    let end = text.len() - verb.len() + 1;
    let is_verb = verb.starts_with(['s', 'd', 'i', 'u', 'f', 'x', 'v']);
    let ends = |text: &str| !text.starts_with(|c: char| c.is_ascii_alphanumeric());
    (is_verb && ends(&text[end..])).then_some(end)
}

/// The length of the run of letters, digits and underscores with which a text starts, with single dots
/// and hyphens inside. A word is a run with a letter.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let part = |at: usize| bytes.get(at).is_some_and(|&b| is_part(b));
    let mut end = 0;
    loop {
        while part(end) {
            end += 1;
        }
        let joined = end > 0 && matches!(bytes.get(end), Some(b'.' | b'-')) && part(end + 1);
        if !joined {
            return end;
        }
        end += 1;
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && run(name) == name.len()
}

/// The names of HTML's elements.
const HTML: &str = "\
    a abbr article aside audio b base blockquote body br button canvas center cite code col dd \
    del details div dl dt em embed figure font footer form frame h1 h2 h3 h4 h5 h6 head header \
    hr html i iframe img input ins kbd label li link main mark meta nav ol p pre s script \
    section select small span strong style sub sup table tbody td th tr u ul";

#[cfg(test)]
mod tests {
    use super::*;
    use Token::{Placeholder, Text, Word};

    fn tokens(message: &str) -> Vec<Token<'_>> {
        super::tokens(message).collect()
    }

    #[test]
    fn what_two_texts_have_in_common_is_one_message() {
        let (messages, of_texts) = messages(["a; a", "b", "b; c; a"]);
        assert_eq!(messages, ["a", "a", "b", "c"]);
        assert_eq!(of_texts, [vec![0, 1], vec![2], vec![2, 3, 0]]);
    }

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
            tokens(".-Content-Type v1.2 - x"),
            [
                Text(".-"),
                Word("Content-Type"),
                Text(" "),
                Word("v1.2"),
                Text(" - "),
                Word("x")
            ]
        );
    }

    #[test]
    fn a_template_fits_the_messages_that_cannot_be_told_from_its_own() {
        let template = |message| Template::new(message, &|word| word.starts_with("p"));
        let fits = |this, that| template(this).fits(&template(that));
        assert!(fits("参数 p1 错误", "参数p2 错误"));
        assert!(fits("p1不存在", "资源 p1 不存在"));
        assert!(!fits("资源 p1 不存在", "p1不存在"));
        assert!(!fits("参数 p1 取值 p2 之间", "参数 p1 错误"));
        assert!(!fits("完", "完了"));
        assert!(fits("p1完", "完了完"));
        assert!(!fits("完p1了", "完了完"));
    }

    #[test]
    fn placeholders_are_named_by_their_words_their_forms_or_their_positions() {
        let template = Template::new("参数 pa 与 ${b} %s %d pa 错误 word", &|word| {
            word == "pa"
        });
        assert_eq!(template.names, ["pa", "b", "arg1", "arg2"]);
        assert_eq!(
            template
                .parts
                .iter()
                .filter(|part| **part == Part::Slot(0))
                .count(),
            2
        );
        assert_eq!(
            template.parts.last(),
            Some(&Part::Text(" 错误 word".to_owned()))
        );
    }

    #[test]
    fn semicolons_separate_alternatives_where_there_is_one_on_each_side() {
        assert_eq!(alternatives("a; b；c"), ["a", "b", "c"]);
        for message in ["a", "a；", ";a", "a;;b", "；"] {
            assert_eq!(alternatives(message), [message]);
        }
        assert_eq!(alternatives(""), [""; 0]);
    }

    #[test]
    fn a_placeholder_by_its_position_has_a_name_of_its_own() {
        for (message, names) in [
            ("{arg1} and %s", ["arg1", "arg2"]),
            ("%s and {arg1}", ["arg2", "arg1"]),
            ("%s and arg1", ["arg2", "arg1"]),
            ("{Arg1} and %s", ["Arg1", "arg2"]),
            ("{arg-2} and %s", ["arg-2", "arg1"]),
            ("%2$s and %1$d", ["arg2", "arg1"]),
        ] {
            let template = Template::new(message, &|word| word == "arg1");
            assert_eq!(template.names, names, "{message}");
            let slots = template
                .parts
                .iter()
                .filter(|part| matches!(part, Part::Slot(_)));
            assert_eq!(slots.count(), 2);
        }
    }
}
