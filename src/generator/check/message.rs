//! What messages say: words that may stand for a value, alternatives, templates.

use super::annotation::at_row;
use super::identity::first_of_each_code;
use super::{Input, check, hides_annotations};
use crate::generator::annotations::{Annotations, WordKind};
use crate::generator::document::Document;
use crate::generator::finding::Finding;
use crate::generator::group;
use crate::generator::listing::{self, CodeRow, Listing};
use crate::generator::name;
use crate::generator::schema::{LITERALS, PLACEHOLDERS};
use crate::generator::source::Span;
use crate::generator::template::{self, Template, Token};
use crate::generator::text;

/// What the messages of a document hold, all of them taken apart once.
#[derive(Clone, Debug, Default)]
pub(super) struct Messages<'a> {
    /// For each row of the annotations' words, whether a message holds the word; where several rows
    /// list it, of the first of them.
    pub(super) used: Vec<bool>,
    /// Whether a message holds a word that no row lists.
    pub(super) unlisted: bool,
    /// Where those stand of which the annotations do not say it, once in a row.
    unclassified: Vec<(&'a str, Span)>,
    /// The rows of codes with several placeholders or several alternatives.
    pub(super) rich: Vec<CodeRow<'a>>,
    /// How many messages there are, and in which row the most.
    pub(super) messages: Count,
    /// How many placeholders there are, and in which row the most.
    pub(super) placeholders: Count,
}

/// How many of something there are in all rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub(super) all: usize,
    most: usize,
    /// The line of the row that has the most.
    pub(super) line: usize,
}

impl Count {
    fn add(&mut self, count: usize, row: &CodeRow<'_>) {
        self.all += count;
        if count > self.most {
            (self.most, self.line) = (count, row.row.line);
        }
    }
}

impl<'a> Messages<'a> {
    pub(super) fn of(
        document: &Document,
        annotations: &Annotations,
        listing: &Listing<'a>,
    ) -> Self {
        let mut messages = Self {
            used: vec![false; annotations.words.len()],
            ..Self::default()
        };
        for row in &listing.rows {
            let mut unclassified: Vec<&str> = Vec::new();
            let mut slots = 0;
            for token in template::tokens(row.message.text) {
                let word = match token {
                    Token::Text(_) => continue,
                    Token::Placeholder(_) => {
                        slots += 1;
                        continue;
                    }
                    Token::Word(word) => word,
                };
                let listed = annotations.listed(word);
                match listed {
                    Some(first) => messages.used[first] = true,
                    None => messages.unlisted = true,
                }
                match annotations.kind(listed) {
                    Some(WordKind::Placeholder) => slots += 1,
                    Some(WordKind::Literal) => {}
                    None if unclassified.contains(&word) => {}
                    None => unclassified.push(word),
                }
            }
            let count = template::count(row.message.text);
            messages.messages.add(count, row);
            messages.placeholders.add(slots, row);
            if (slots > 1 || count > 1) && name::is_code(row.name()) {
                messages.rich.push(*row);
            }
            for word in unclassified {
                let cell = row.span_of(row.message);
                let at = document.source.slice(cell).find(word);
                let span = at.map_or(cell, |at| {
                    Span::new(cell.start + at, cell.start + at + word.len())
                });
                messages.unclassified.push((word, span));
            }
        }
        messages
    }
}

check! {
    /// **Unclassified word.** A message holds an ASCII word of which the annotations do not say
    /// whether it stands for a value or for itself. In a document of Chinese messages, most such
    /// words are placeholders.
    ///
    /// *Example:* `参数 argument 不支持`: is `argument` the parameter's name, or the word itself?
    ///
    /// *Mend:* list the word in the annotations, under "Placeholders" or under "Literal words", in
    /// one of the two, and say what it means or why it is text. In a document whose messages are in English, list `*` under "Literal words":
    /// every word that is not listed as a placeholder is then just text.
    ///
    /// *Accept:* not possible; list the word.
    EC406 "unclassified-word" Error, unclassified_word
}

fn unclassified_word(input: &Input<'_>, findings: &mut Vec<Finding>) {
    if hides_annotations(findings) {
        return;
    }
    let unclassified = &input.messages.unclassified;
    for alike in &group::alike(unclassified, |(word, _)| *word) {
        let (word, _) = unclassified[alike[0]];
        let mut places = Vec::new();
        for &at in alike {
            places.push(unclassified[at].1);
        }
        let mut listed = Vec::new();
        for row in &input.annotations.words {
            if row.word == word {
                listed.push(row.span);
            }
        }
        let quoted = text::quoted(word);
        let finding = match listed.as_slice() {
            [] => {
                let message = format!("is {quoted} a placeholder or just a word?");
                Finding::new(&EC406, places[0], message)
                    .also_at(&places[1..])
                    .annotate(
                        input.annotations,
                        &PLACEHOLDERS,
                        "if it stands for a value, write {place}, with its meaning in the last cell",
                        vec![format!("| {} |  |", text::markdown_cell(word))],
                    )
                    .annotate(
                        input.annotations,
                        &LITERALS,
                        "if it is just text, write {place}, with your reason in the last cell",
                        vec![format!("| {} |  |", text::markdown_cell(word))],
                    )
            }
            [only] => {
                let message = format!("it is not said what {quoted} means");
                at_row(&EC406, *only, message).help("write it in the last cell")
            }
            [first, rest @ ..] => {
                let message = format!("{quoted} is listed as a placeholder and as a literal word");
                at_row(&EC406, *first, message)
                    .also_at(rest)
                    .help("delete it from one of the two lists")
            }
        };
        findings.push(finding.on(word));
    }
}

check! {
    /// **Several messages.** The cell of a message holds alternatives, which `;` or `；` separate.
    ///
    /// *Example:* `参数不合法;参数超出范围`.
    ///
    /// *Mend:* give each its own code, if the gateway does.
    ///
    /// *Accept:* the entry has a template for each alternative. The subject is the code.
    EC407 "several-messages" Warning, several_messages,
    accepted Warning: "each alternative is a message of its own"
}

fn several_messages(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let mut rows = Vec::new();
    for row in &input.messages.rich {
        if template::count(row.message.text) > 1 {
            rows.push(*row);
        }
    }
    for at in group::firsts(&rows, CodeRow::name) {
        let row = &rows[at];
        let count = template::count(row.message.text);
        let message = format!(
            "the message of {} has {count} alternatives",
            text::quoted(row.name())
        );
        findings.push(
            Finding::new(&EC407, row.span_of(row.message), message)
                .on(row.name())
                .help("give each its own code, if the gateway does"),
        );
    }
}

check! {
    /// **Shared message.** Two codes have one status and one message, so a program can tell them
    /// apart only by name. This is for information; nothing fails.
    ///
    /// *Example:* `NOT_FOUND` and `RESOURCE_NOT_FOUND`, both 404 with `资源不存在`.
    ///
    /// *Mend:* write what distinguishes them.
    ///
    /// *Accept:* the subject is the codes.
    EC408 "shared-message" Info, shared_message,
    accepted Info: "the codes share their message"
}

fn shared_message(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = listing::sharing(&input.listing.rows, &|row| {
        let status = row.number.filter(|_| !row.message.text.is_empty())?;
        Some(listing::digest(row.message.text, None).wrapping_add(status.into()))
    });
    for alike in &group::alike(&rows, |row| (row.number, row.message.text)) {
        let codes = first_of_each_code(&rows, alike);
        let Some(status) = codes[0].number.filter(|_| codes.len() > 1) else {
            continue;
        };
        let (mut names, mut spans) = (Vec::new(), Vec::new());
        for row in &codes {
            names.push(row.name());
            spans.push(row.code_span());
        }
        let spans = group::sorted(&spans);
        let message = format!("{} codes under {status} share one message", codes.len());
        let finding = Finding::new(&EC408, spans[0], message).on(text::joined(&names, " "));
        let finding = finding.help("write what distinguishes them");
        findings.push(finding.also_at(&spans[1..]));
    }
}

check! {
    /// **Ambiguous template.** Messages cannot be read back for certain: two placeholders follow
    /// each other with nothing between them, or what one alternative says also fits another one
    /// of the same entry that says at least as much.
    ///
    /// *Example:* `{a}{b}不存在`, or `{a}不存在;{b}不存在`.
    ///
    /// *Mend:* put text between the placeholders, or words that tell the alternatives apart.
    ///
    /// *Accept:* a message is read as the one that leaves the least to its values. The subject is the code with its status.
    EC409 "ambiguous-template" Warning, ambiguous_template,
    accepted Warning: "a message is read as the one that leaves the least to its values"
}

/// Each of so many alternatives is compared with each other one.
const MOST: usize = 32;

/// Whether what one template says also fits another one that says at least as much.
fn overlap(templates: &[Template]) -> bool {
    for (index, template) in templates.iter().enumerate() {
        for (at, other) in templates.iter().enumerate() {
            let fits = at != index && other.fits(template);
            if fits && other.specificity() >= template.specificity() {
                return true;
            }
        }
    }
    false
}

fn ambiguous_template(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = &input.messages.rich;
    for at in group::firsts(rows, |row| (row.subject(), row.texts())) {
        let row = &rows[at];
        let mut templates = Vec::new();
        for text in template::alternatives(row.message.text) {
            let is_placeholder = |word: &str| input.annotations.is_placeholder(word);
            templates.push(Template::new(text, &is_placeholder));
        }
        let message = if templates.iter().any(Template::has_adjacent_slots) {
            "two placeholders with nothing between them"
        } else if templates.len() > MOST {
            "more than 32 alternatives, which are too many to tell apart"
        } else if overlap(&templates) {
            "two alternatives that cannot be told apart"
        } else {
            continue;
        };
        findings.push(
            Finding::new(&EC409, row.span_of(row.message), message)
                .on(row.subject())
                .help(
                    "put text between the placeholders, or words that tell the alternatives apart",
                ),
        );
    }
}
