//! What messages say: words that may stand for a value, alternatives, templates.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::rows_by;
use super::{Input, Rule, Stage, check};
use crate::generator::annotations::{ANY_WORD, Word, WordKind};
use crate::generator::finding::{File, Finding};
use crate::generator::rows::CodeRow;
use crate::generator::schema::{LITERALS, PLACEHOLDERS};
use crate::generator::source::Span;
use crate::generator::template::{self, Template, Token};
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC406, Stage::Missing, unclassified_word),
    Rule(&EC407, Stage::Content, several_messages),
    Rule(&EC408, Stage::Content, shared_message),
    Rule(&EC409, Stage::Content, ambiguous_template),
    Rule(&EC410, Stage::Content, unread_braces),
];

/// The words of a message.
pub(super) fn words<'a>(row: &CodeRow<'a>) -> impl Iterator<Item = &'a str> {
    template::tokens(row.message_text()).filter_map(|token| match token {
        Token::Word(word) => Some(word),
        Token::Text(_) | Token::Placeholder(_) => None,
    })
}

check! {
    /// Unclassified word.
    ///
    /// # What it finds
    ///
    /// An ASCII word in a message of which the annotations do not say whether it stands for a value or for
    /// itself.
    ///
    /// # Why it matters
    ///
    /// In a document of Chinese messages, most such words are placeholders; a program that prints them tells
    /// its user nothing.
    ///
    /// # Example
    ///
    /// `参数 argument 不支持`: is `argument` the parameter's name, or the word itself?
    ///
    /// # Mend
    ///
    /// List the word in the annotations, under "Placeholders" or under "Literal words", and say what it means
    /// or why it is text. Where most messages are in English, one finding for all words says to list `*` under
    /// "Literal words": every word that is not listed as a placeholder is then just text.
    EC406 "unclassified-word" Error
}

fn unclassified_word(input: &Input<'_>) -> Vec<Finding> {
    let source = &input.document.source;
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for row in &input.rows.all {
        let unknown: BTreeSet<&str> = words(row)
            .filter(|word| input.annotations.classify(word).is_none())
            .collect();
        for word in unknown {
            let cell = row.message.map_or(row.row.span, |cell| cell.span);
            let at = source.slice(cell).find(word).map(|at| cell.start + at);
            let span = at.map_or(cell, |at| Span::new(at, at + word.len()));
            places.entry(word).or_default().push(span);
        }
    }
    let mut listed: BTreeMap<&str, Vec<&Word>> = BTreeMap::new();
    for row in &input.annotations.words {
        listed.entry(&row.word).or_default().push(row);
    }
    let mut findings = Vec::new();
    let is_any_listed = listed.contains_key(ANY_WORD);
    if is_any_listed || is_in_english(input) {
        let (known, prose): (BTreeMap<&str, Vec<Span>>, _) = places
            .into_iter()
            .partition(|(word, _)| listed.contains_key(word));
        places = known;
        match is_any_listed && !prose.is_empty() {
            // It is not said what any word is.
            true => drop(places.insert(ANY_WORD, Vec::new())),
            false => findings.extend(words_of_prose(input, &prose)),
        }
    }
    let finding = |(word, spans): (&str, Vec<Span>)| {
        let quoted = text::quoted(word);
        let rows = listed.get(word).map_or(&[][..], Vec::as_slice);
        let at_rows = |message: String| {
            let spans: Vec<Span> = rows.iter().map(|row| row.span).collect();
            Finding::at(&EC406, &spans, message).in_file(File::Annotations)
        };
        let finding = match rows {
            [] => undecided(input, word, &spans),
            [row] => at_rows(format!("it is not said what {quoted} means"))
                .help(match row.kind {
                    WordKind::Placeholder => format!(
                        "if it stands for a value, say in the last cell for which; if it is just text, move the row to \
                         \"## {}\", and say why",
                        LITERALS.heading
                    ),
                    WordKind::Literal => "say in the last cell why it is just text".to_owned(),
                }),
            _ => at_rows(format!(
                "{quoted} is listed as a placeholder and as a literal word"
            ))
            .help("delete it from one of the two lists"),
        };
        finding.on(word)
    };
    findings.extend(places.into_iter().map(finding));
    findings
}

/// Whether most messages are in English: they have words of ASCII, and no other letter.
fn is_in_english(input: &Input<'_>) -> bool {
    let rows = input
        .rows
        .all
        .iter()
        .filter(|row| words(row).next().is_some());
    let is_foreign = |row: &&CodeRow<'_>| {
        let mut letters = row.message_text().chars().filter(|c| c.is_alphabetic());
        letters.any(|c| !c.is_ascii())
    };
    let (foreign, english): (Vec<&CodeRow<'_>>, Vec<&CodeRow<'_>>) = rows.partition(is_foreign);
    english.len() > foreign.len()
}

/// The words of messages in English: one finding for all of them.
fn words_of_prose(input: &Input<'_>, places: &BTreeMap<&str, Vec<Span>>) -> Option<Finding> {
    let mut firsts: Vec<Span> = places.values().map(|spans| spans[0]).collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|span| input.document.source.line_of(span.start));
    let message = match places.len() {
        0 => return None,
        1 => "the messages are in English, and a word of them is not listed".to_owned(),
        count => format!("the messages are in English, and {count} words of them are not listed"),
    };
    let row = text::markdown_row(&[ANY_WORD, ""]);
    let say = "if all that is not in braces is just text, write {place}, with your reason in the last cell";
    let literal = input.annotations.help(&LITERALS, say, vec![row]);
    let finding = Finding::at(&EC406, &firsts, message)
        .on(ANY_WORD)
        .with_help(literal);
    Some(finding.help(format!(
        "then list words that stand for values, if there are any, under \"## {}\", each with its meaning",
        PLACEHOLDERS.heading
    )))
}

fn undecided(input: &Input<'_>, word: &str, spans: &[Span]) -> Finding {
    let rows = || vec![text::markdown_row(&[word, ""])];
    let placeholder = "if it stands for a value, write {place}, with its meaning in the last cell";
    let literal = "if it is just text, write {place}, with your reason in the last cell";
    let message = format!("is {} a placeholder or just a word?", text::quoted(word));
    // As many words as people list; more would take too long.
    const MOST: usize = 100;
    let listed = input
        .annotations
        .words
        .iter()
        .take(MOST)
        .map(|row| row.word.as_str());
    let near = listed
        .into_iter()
        .find(|listed| is_one_letter_away(listed, word));
    let finding = Finding::at(&EC406, spans, message);
    let finding = match near {
        Some(near) => finding.help(format!(
            "did you mean {}, which is listed?",
            text::quoted(near)
        )),
        None => finding,
    };
    finding
        .with_help(input.annotations.help(&PLACEHOLDERS, placeholder, rows()))
        .with_help(input.annotations.help(&LITERALS, literal, rows()))
}

/// Whether two words differ in one letter that is another one, or that only one of them has.
fn is_one_letter_away(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let same = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let (short, long) = (&short.as_bytes()[same..], &long.as_bytes()[same..]);
    match (short, long) {
        ([_, short @ ..], [_, long @ ..]) if short.len() == long.len() => short == long,
        (short, [_, long @ ..]) => short == long,
        _ => false,
    }
}

check! {
    /// Several messages.
    ///
    /// # What it finds
    ///
    /// A message with alternatives, which `;` or `；` separate.
    ///
    /// # Why it matters
    ///
    /// A program gets one of them, and has to find out which.
    ///
    /// # Example
    ///
    /// `参数不合法;参数超出范围`.
    ///
    /// # Mend
    ///
    /// Give each its own code, if the gateway does.
    ///
    /// # Accept
    ///
    /// The entry has a template for each alternative. The subject is the code.
    EC407 "several-messages" Warning, accept Warning: "each alternative is a message of its own"
}

fn several_messages(input: &Input<'_>) -> Vec<Finding> {
    let count = |row: &CodeRow<'_>| template::alternatives(row.message_text()).len();
    let mut findings = Vec::new();
    for (code, rows) in rows_by(input, |row| row.code.value.ok().filter(|_| count(row) > 1)) {
        let row = rows[0];
        let message = format!(
            "the message of {} has {} alternatives",
            text::quoted(code),
            count(row)
        );
        let span = row.message.map_or(row.row.span, |cell| cell.span);
        let finding = Finding::new(&EC407, span, message).on(code);
        findings.push(finding.help("give each its own code, if the gateway does"));
    }
    findings
}

check! {
    /// Shared message.
    ///
    /// # What it finds
    ///
    /// Two codes with one status and one message. This is for information; nothing fails.
    ///
    /// # Why it matters
    ///
    /// People cannot tell the two apart.
    ///
    /// # Example
    ///
    /// `NOT_FOUND` and `RESOURCE_NOT_FOUND`, both 404 with `资源不存在`.
    ///
    /// # Mend
    ///
    /// Write what distinguishes them.
    ///
    /// # Accept
    ///
    /// The codes share their message. The subject is the codes.
    EC408 "shared-message" Info, accept Info: "the codes share their message"
}

fn shared_message(input: &Input<'_>) -> Vec<Finding> {
    let key = |row: &CodeRow<'_>| {
        let message = row.message_text();
        let status = row.status.value.ok().filter(|_| !message.is_empty())?;
        row.code.value.ok().map(|_| (status, message.to_owned()))
    };
    let mut findings = Vec::new();
    for ((status, _), rows) in rows_by(input, key) {
        let codes: BTreeMap<&str, Span> = rows
            .iter()
            .rev()
            .map(|row| (row.code.cell.text.as_str(), row.code.cell.span))
            .collect();
        if codes.len() > 1 {
            let mut spans: Vec<Span> = codes.values().copied().collect();
            spans.sort_unstable();
            let names: Vec<&str> = codes.into_keys().collect();
            let message = format!("{} codes under {status} share one message", names.len());
            let finding = Finding::at(&EC408, &spans, message).on(names.join(" "));
            findings.push(finding.help("write what distinguishes them"));
        }
    }
    findings
}

check! {
    /// Ambiguous template.
    ///
    /// # What it finds
    ///
    /// A message that cannot be read back for certain: two placeholders follow each other with nothing
    /// between them, or what one alternative says also fits another one that says at least as much.
    ///
    /// # Why it matters
    ///
    /// A program that reads a message gets values that are not those of the server.
    ///
    /// # Example
    ///
    /// `{a}{b}不存在`, or `{a}不存在;{b}不存在`.
    ///
    /// # Mend
    ///
    /// Put text between the placeholders, or words that tell the alternatives apart.
    ///
    /// # Accept
    ///
    /// A message is read as the one that leaves the least to its values. The subject is the code with its
    /// status.
    EC409 "ambiguous-template" Warning,
    accept Warning: "a message is read as the one that leaves the least to its values"
}

/// Each of so many alternatives is compared with each other one.
const MOST: usize = 32;

fn ambiguous_template(input: &Input<'_>) -> Vec<Finding> {
    let is_placeholder = |word: &str| input.annotations.is_placeholder(word);
    let mut findings = Vec::new();
    for texts in input.entries.values() {
        let row = texts[0][0];
        let messages = texts.iter().map(|rows| rows[0].message_text());
        let (alternatives, _) = template::messages(messages);
        let templates: Vec<Template> = alternatives
            .iter()
            .map(|text| Template::new(text, &is_placeholder))
            .collect();
        let message = if templates.iter().any(Template::has_adjacent_slots) {
            "two placeholders with nothing between them"
        } else if templates.len() > MOST {
            "more than 32 alternatives, which are too many to tell apart"
        } else if overlap(&templates) {
            "two alternatives that cannot be told apart"
        } else {
            continue;
        };
        let span = row.message.map_or(row.row.span, |cell| cell.span);
        let finding = Finding::new(&EC409, span, message).on(row.subject());
        findings.push(
            finding.help(
                "put text between the placeholders, or words that tell the alternatives apart",
            ),
        );
    }
    findings
}

/// Whether what one template says also fits another one that says at least as much.
fn overlap(templates: &[Template]) -> bool {
    let fits = |(at, template): (usize, &Template)| {
        let mut others = templates
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at);
        others
            .any(|(_, other)| other.specificity() >= template.specificity() && other.fits(template))
    };
    templates.iter().enumerate().any(fits)
}

check! {
    /// Unread braces.
    ///
    /// # What it finds
    ///
    /// Braces in a message that hold no name of ASCII letters, digits and underscores, or that are not closed.
    ///
    /// # Why it matters
    ///
    /// They mostly stand around a placeholder, which would be lost: the message would have no field for its value.
    ///
    /// # Example
    ///
    /// `{用户} 不存在`, `{}`, `{user id}`, `｛user｝`.
    ///
    /// # Mend
    ///
    /// Write a name such as `{user}` between plain braces.
    ///
    /// # Accept
    ///
    /// The braces are text. The subject is the code with its status.
    EC410 "unread-braces" Warning, accept Warning: "the braces are text"
}

fn unread_braces(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.rows.all {
        let mut texts = template::tokens(row.message_text()).filter_map(|token| match token {
            Token::Text(text) => Some(text),
            Token::Word(_) | Token::Placeholder(_) => None,
        });
        let Some(brace) = texts.find_map(|text| text.chars().find(|c| "{}｛｝".contains(*c)))
        else {
            continue;
        };
        let span = row.message.map_or(row.row.span, |cell| cell.span);
        let message = format!(
            "`{brace}` in the message of {}, without a name between braces",
            text::quoted(&row.subject())
        );
        let finding = Finding::new(&EC410, span, message).on(row.subject());
        let help = "if it is a placeholder, write a name of ASCII letters, digits and underscores between `{` and `}`";
        findings.push(finding.help(help));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::is_one_letter_away;

    #[test]
    fn a_word_is_one_letter_away_from_another() {
        for (one, other) in [
            ("resource", "resourse"),
            ("limit", "limits"),
            ("a", "b"),
            ("argment", "argument"),
        ] {
            assert!(
                is_one_letter_away(one, other) && is_one_letter_away(other, one),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("resource", "resource"),
            ("limit", "limited"),
            ("ab", "ba"),
            ("", "ab"),
        ] {
            assert!(
                !is_one_letter_away(one, other) && !is_one_letter_away(other, one),
                "{one} {other}"
            );
        }
    }
}
