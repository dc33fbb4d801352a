//! What changed about what an entry says.

use std::collections::BTreeSet;

use super::version::Bump;
use crate::generator::check::Check;
use crate::generator::check::pages::{EC603, EC606, EC607, EC614, EC615};
use crate::generator::contract::{Content, Reading, Text};
use crate::generator::{name, template, text};

/// A kind of change, the version that it needs, and what changed.
type Found = (&'static Check, Bump, String);

/// What changed. What one of the two does not hold is unknown, and no change.
pub(super) fn changes(old: &Content, new: &Content) -> Vec<Found> {
    match (old, new) {
        (
            Content::Whole {
                texts: old,
                reading: old_reading,
            },
            Content::Whole {
                texts: new,
                reading: new_reading,
            },
        ) => {
            let mut found = texts(old, new);
            found.extend(reading(old_reading.as_ref(), new_reading.as_ref()));
            found
        }
        _ => {
            let (old, new) = (old.digest(), new.digest());
            let mut found = messages(&unworded(&old.fields), &unworded(&new.fields));
            if found.is_empty() && old.hash != new.hash {
                let what = "another message or solution".to_owned();
                found.push((&EC607, Bump::Patch, what));
            }
            found
        }
    }
}

fn texts(old: &[Text], new: &[Text]) -> Vec<Found> {
    let mut found = messages(&worded(old), &worded(new));
    for (old, new) in old.iter().zip(new) {
        let (was, is) = (old.solution.as_deref(), new.solution.as_deref());
        if was != is {
            let what = format!("the solution {}", became(was, is));
            found.push((&EC607, Bump::Patch, what));
        }
        // What separates the alternatives is a part of the wording, too.
        if found.is_empty() && old.message != new.message {
            let what = became(Some(&old.message), Some(&new.message));
            found.push((&EC607, Bump::Patch, what));
        }
    }
    if found.is_empty() && old.len() != new.len() {
        let what = format!(
            "{} rows that say different things, for {}",
            new.len(),
            old.len()
        );
        found.push((&EC607, Bump::Patch, what));
    }
    found
}

/// A message: an alternative of a text.
#[derive(Clone, Copy)]
struct Message<'a> {
    placeholders: &'a [String],
    /// `None` if the wording is unknown.
    wording: Option<&'a str>,
}

impl<'a> Message<'a> {
    fn names(self) -> impl Iterator<Item = &'a str> {
        self.placeholders.iter().map(String::as_str)
    }
}

fn worded(texts: &[Text]) -> Vec<Message<'_>> {
    let (wordings, of_texts) = template::messages(texts.iter().map(|text| text.message.as_str()));
    let mut messages: Vec<Message<'_>> = Vec::new();
    for (text, alternatives) in texts.iter().zip(of_texts) {
        for (index, placeholders) in text.placeholders.iter().enumerate() {
            let place = alternatives.get(index).copied();
            if place.is_none_or(|place| place >= messages.len()) {
                messages.push(Message {
                    placeholders,
                    wording: place.map(|place| wordings[place]),
                });
            }
        }
    }
    messages
}

fn unworded(fields: &[Vec<String>]) -> Vec<Message<'_>> {
    let message = |placeholders| Message {
        placeholders,
        wording: None,
    };
    fields.iter().map(Vec::as_slice).map(message).collect()
}

/// What changed about the messages of an entry.
fn messages(old: &[Message<'_>], new: &[Message<'_>]) -> Vec<Found> {
    let several = old.len().max(new.len()) > 1;
    if several && (old.len() == 1 || new.len() == 1) && !old.is_empty() && !new.is_empty() {
        let (was, is) = (count(old), count(new));
        let what = format!(
            "{was} became {is}, whose variants of `Message` have other names{}",
            wordings(old, new)
        );
        return vec![(&EC603, Bump::Major, what)];
    }
    if let Some(moved) = moved(old, new) {
        return vec![(&EC615, Bump::Major, moved + &wordings(old, new))];
    }
    let mut found = Vec::new();
    for (index, (old, new)) in old.iter().zip(new).enumerate() {
        let which = match several {
            true => format!(" in message {}", index + 1),
            false => String::new(),
        };
        found.extend(values(*old, *new, &which));
    }
    if let Some(gone) = old.get(new.len()..).filter(|gone| !gone.is_empty()) {
        found.push((&EC603, Bump::Major, listed(gone, "fewer")));
    }
    if let Some(added) = new.get(old.len()..).filter(|added| !added.is_empty()) {
        found.push((&EC606, Bump::Minor, listed(added, "more")));
    }
    found
}

/// Messages that are kept in another place, so that their variants of `Message` have other numbers.
fn moved(old: &[Message<'_>], new: &[Message<'_>]) -> Option<String> {
    let moves = old.iter().enumerate().filter_map(|(was, message)| {
        message.wording?;
        let is_same = |other: &Message<'_>| other.wording == message.wording;
        if new.get(was).is_some_and(is_same) {
            return None;
        }
        let is = new.iter().position(is_same)?;
        Some(format!("message {} is now message {}", was + 1, is + 1))
    });
    let moves: Vec<String> = moves.collect();
    (!moves.is_empty()).then(|| moves.join(", "))
}

/// What changed about the values of a message, or else about its wording.
fn values(old: Message<'_>, new: Message<'_>, which: &str) -> Vec<Found> {
    let before: BTreeSet<&str> = old.names().collect();
    let after: BTreeSet<&str> = new.names().collect();
    let (gone, added) = (&before - &after, &after - &before);
    let reworded = wordings(&[old], &[new]);
    let mut found: Vec<Found> = Vec::new();
    if !gone.is_empty() {
        let what = format!(
            "no placeholder {} any more{which}{reworded}",
            shown_all(gone)
        );
        found.push((&EC603, Bump::Major, what));
    }
    if !added.is_empty() {
        let what = format!("a new placeholder {}{which}{reworded}", shown_all(added));
        found.push((&EC606, Bump::Major, what));
    }
    if !found.is_empty() {
        return found;
    }
    if old.placeholders != new.placeholders {
        let (was, is) = (shown_all(old.names()), shown_all(new.names()));
        let what = format!("values stand in the order {is}, before {was}{which}{reworded}");
        found.push((&EC615, Bump::Major, what));
    } else if old.wording != new.wording {
        let numbered = before.into_iter().filter(|name| is_number(name)).count();
        found.push(if numbered > 1 {
            let what = format!("values without names may stand for others{which}{reworded}");
            (&EC615, Bump::Major, what)
        } else {
            let what = became(old.wording, new.wording) + which;
            (&EC607, Bump::Patch, what)
        });
    }
    found
}

/// Whether a placeholder has only a number for a name, as `%s` and `{0}` have.
fn is_number(name: &str) -> bool {
    let field = name::field(name);
    let number = field.strip_prefix("arg");
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// What changed about our reading of an entry.
fn reading(old: Option<&Reading>, new: Option<&Reading>) -> Option<Found> {
    let grpc = [old, new].map(|reading| reading.map(|reading| reading.grpc.as_str()));
    let retry = [old, new].map(|reading| reading.map(|reading| reading.retry.as_str()));
    let changed: Vec<String> = [("gRPC", grpc), ("retry", retry)]
        .into_iter()
        .filter(|(_, [was, is])| was != is)
        .map(|(what, [was, is])| format!("{what} {}", became(was, is)))
        .collect();
    let bump = old.map_or(Bump::Minor, |_| Bump::Major);
    (!changed.is_empty()).then(|| (&EC614, bump, changed.join(", ")))
}

fn count(messages: &[Message<'_>]) -> String {
    text::counted(messages.len(), "message")
}

/// How many messages there are, and what they say if that is known.
fn listed(messages: &[Message<'_>], more: &str) -> String {
    let wordings = messages.iter().filter_map(|message| message.wording);
    let count = count(messages);
    match shown_all(wordings) {
        wordings if wordings.is_empty() => format!("{count} {more}"),
        wordings => format!("{count} {more}, {wordings}"),
    }
}

/// How wordings changed, to follow what else changed; empty if they did not, or are unknown.
fn wordings(old: &[Message<'_>], new: &[Message<'_>]) -> String {
    let whole = |messages: &[Message<'_>]| -> Option<String> {
        let wordings: Option<Vec<&str>> = messages.iter().map(|message| message.wording).collect();
        Some(wordings?.join("; "))
    };
    match (whole(old), whole(new)) {
        (Some(old), Some(new)) if old != new => format!(": {}", became(Some(&old), Some(&new))),
        _ => String::new(),
    }
}

fn became(old: Option<&str>, new: Option<&str>) -> String {
    let [old, new] = [old, new].map(|text| text.map_or_else(|| "(none)".to_owned(), shown));
    format!("{old} became {new}")
}

fn shown_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(shown).collect();
    texts.join(", ")
}

/// A whole text, to be shown on one line.
fn shown(text: &str) -> String {
    format!("`{}`", text::visible(text))
}
