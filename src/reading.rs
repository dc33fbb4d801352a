//! Messages read back: text in, values out.
//!
//! A text that a template was rendered to has the white space of the template. One that somebody
//! typed or translated may have more or less of it: a space of the template then stands for any white
//! space, or for none, but for some between two ASCII words.

use crate::template::{Piece, Template};

/// Reads a text by the one of some templates that leaves the least of it to its values; the first of
/// several. Answers with the number of its message, and with blanks for values that it does not have.
///
/// A template that has the white space of the text goes before all that have not.
#[inline]
pub fn read<'t, 's, const N: usize>(
    templates: impl IntoIterator<Item = &'s Template> + Clone,
    text: &'t str,
) -> Option<(u16, [&'t str; N])> {
    best(templates.clone(), |template| template.read_exactly(text))
        .or_else(|| best(templates, |template| template.read_loosely(text)))
}

#[inline(always)]
fn best<'t, 's, const N: usize>(
    templates: impl IntoIterator<Item = &'s Template>,
    read: impl Fn(&Template) -> Option<[&'t str; N]>,
) -> Option<(u16, [&'t str; N])> {
    let mut best = None;
    let mut least = usize::MAX;
    for template in templates {
        let Some(values) = read(template) else {
            continue;
        };
        let left = values.iter().map(|value| value.len()).sum();
        if left < least {
            least = left;
            best = Some((template.message, values));
        }
    }
    best
}

/// The one of some templates that takes the most of the values that there are, and these values.
#[inline]
pub fn filled<'t, const N: usize>(
    templates: &[Template],
    value: impl Fn(&str) -> Option<&'t str>,
) -> Option<(u16, [&'t str; N])> {
    let mut best = None;
    let mut most = 0;
    for template in templates {
        let count = template.placeholders.len();
        let mut values = [""; N];
        let names = template.placeholders.iter();
        let has_all = values.iter_mut().zip(names).all(|(place, name)| {
            let value = value(name);
            *place = value.unwrap_or_default();
            value.is_some()
        });
        if has_all && count > most {
            most = count;
            best = Some((template.message, values));
        } else if has_all && count == most {
            best = None;
        }
    }
    best
}

/// Values, and blanks up to a length.
#[inline]
#[must_use]
pub fn padded<const M: usize, const N: usize>(values: [&str; M]) -> [&str; N] {
    core::array::from_fn(|index| values.get(index).copied().unwrap_or_default())
}

impl Template {
    /// The values of the placeholders in a text that has the white space of the template.
    #[inline]
    fn read_exactly<'t, const N: usize>(&self, text: &'t str) -> Option<[&'t str; N]> {
        if let [.., Piece::Text(last)] = self.pieces
            && last.as_bytes().last() != text.as_bytes().last()
        {
            return None;
        }
        match self.has_repeated() {
            true => search(self.pieces, text),
            false => walk(self.pieces, text, Spacing::Exact),
        }
    }

    /// Whether a placeholder occurs twice.
    #[inline]
    fn has_repeated(&self) -> bool {
        let values = self.pieces.iter();
        let values = values.filter(|piece| matches!(piece, Piece::Value(_)));
        values.count() > self.placeholders.len()
    }

    /// The values of the placeholders in a text with any white space.
    ///
    /// Where one literal is the start of a later one, it may stand as the template has it only in that
    /// one, so that the later one is missing.
    #[cold]
    fn read_loosely<'t, const N: usize>(&self, text: &'t str) -> Option<[&'t str; N]> {
        walk(self.pieces, text, Spacing::ExactFirst)
            .or_else(|| walk(self.pieces, text, Spacing::Loose))
    }
}

/// How the white space of a text has to be that of the template.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    /// It is the same.
    Exact,
    /// It is the same where a literal stands that has the same anywhere.
    ExactFirst,
    /// It is any.
    Loose,
}

/// Reads the values from the start of a text to its end: each ends where the literal behind it stands
/// first. A placeholder that occurs again has the same value again.
#[inline(always)]
fn walk<'t, const N: usize>(
    mut pieces: &[Piece],
    text: &'t str,
    spacing: Spacing,
) -> Option<[&'t str; N]> {
    let mut values = [""; N];
    let mut known = 0;
    let mut rest = text;
    loop {
        let (index, value);
        (index, value, rest, pieces) = match *pieces {
            [] if spacing == Spacing::Exact => return rest.is_empty().then_some(values),
            [] => return rest.trim_start().is_empty().then_some(values),
            [Piece::Text(literal), ref more @ ..] => {
                rest = strip_start(rest, literal, spacing)?;
                pieces = more;
                continue;
            }
            [Piece::Value(index), ref more @ ..] if index < known => {
                let value = values.get(usize::from(index))?;
                rest = rest.trim_start().strip_prefix(value)?;
                pieces = more;
                continue;
            }
            [Piece::Value(index)] => (index, rest, "", &[][..]),
            [Piece::Value(index), Piece::Text(literal)] => {
                (index, strip_end(rest, literal, spacing)?, "", &[][..])
            }
            [Piece::Value(index), Piece::Text(literal), ref more @ ..] => {
                let (value, rest) = find(rest, literal, spacing)?;
                (index, value, rest, more)
            }
            // Nothing separates two values: the first one is blank.
            [Piece::Value(index), ref more @ ..] => (index, "", rest, more),
        };
        *values.get_mut(usize::from(index))? = trim(value);
        known = index + 1;
    }
}

/// How many steps a search takes at most for each byte of the text.
const STEPS: usize = 16;

/// Reads the values of a template in which a placeholder occurs twice, from a text that has the white
/// space of the template.
///
/// A value may hold the literal behind it: of all ways to cut the text the first is taken that fits,
/// shorter values before longer ones. The search is given up after so many steps that no text takes
/// long.
#[inline(never)]
fn search<'t, const N: usize>(pieces: &[Piece], text: &'t str) -> Option<[&'t str; N]> {
    let mut values = [None; N];
    let mut steps = STEPS * (text.len() + 1);
    let is_found = cut(pieces, text, &mut values, &mut steps);
    is_found.then(|| values.map(Option::unwrap_or_default))
}

fn cut<'t>(
    mut pieces: &[Piece],
    mut text: &'t str,
    values: &mut [Option<&'t str>],
    steps: &mut usize,
) -> bool {
    let value = |piece: Piece, values: &[Option<&'t str>]| match piece {
        Piece::Text(text) => Some(text),
        Piece::Value(index) => values.get(usize::from(index)).copied().flatten(),
    };
    // What is known already has to stand there.
    while let [piece, more @ ..] = pieces
        && let Some(known) = value(*piece, values)
    {
        // Comparing takes time, too.
        *steps = steps.saturating_sub(known.len() / 8);
        let Some(rest) = text.strip_prefix(known).filter(|_| *steps > 0) else {
            return false;
        };
        (pieces, text) = (more, rest);
    }
    let [Piece::Value(index), ref more @ ..] = *pieces else {
        return text.is_empty();
    };
    // What the known pieces leave to the others; all of it is the value's where no other is unknown.
    let (mut fixed, mut own, mut others) = (0, 0, 0);
    for piece in pieces {
        match value(*piece, values) {
            Some(known) => fixed += known.len(),
            None if *piece == Piece::Value(index) => own += 1,
            None => others += 1,
        }
    }
    let Some(left) = text.len().checked_sub(fixed) else {
        return false;
    };
    let longest = left / own;
    let shortest = if others == 0 { longest } else { 0 };
    for length in shortest..=longest {
        if *steps == 0 {
            return false;
        }
        *steps -= 1;
        let Some((start, rest)) = text.split_at_checked(length) else {
            continue;
        };
        if start.starts_with(char::is_whitespace) || start.ends_with(char::is_whitespace) {
            continue;
        }
        values[usize::from(index)] = Some(start);
        if cut(more, rest, values, steps) {
            return true;
        }
    }
    values[usize::from(index)] = None;
    false
}

/// A text without the white space at its ends; most have none.
#[inline]
fn trim(text: &str) -> &str {
    let begins = matches!(text.as_bytes(), [b'!'..=b'~' | 0xE4..=0xFF, ..]);
    if begins && ends_visibly(text) {
        text
    } else {
        text.trim()
    }
}

/// Whether a text ends with a character that surely is no white space: with one of ASCII, or with one of
/// three bytes that starts as those of Chinese do, and as no white space does.
#[inline]
fn ends_visibly(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xE4..=0xFF, _, _])
}

/// What stands after a literal with which a text starts.
#[inline]
fn strip_start<'t>(text: &'t str, literal: &str, spacing: Spacing) -> Option<&'t str> {
    let stripped = text.strip_prefix(literal);
    if spacing == Spacing::Exact {
        return stripped;
    }
    stripped.or_else(|| strip_start_loosely(text.trim_start(), literal))
}

/// What stands before a literal with which a text ends.
#[inline]
fn strip_end<'t>(text: &'t str, literal: &str, spacing: Spacing) -> Option<&'t str> {
    let stripped = text.strip_suffix(literal);
    if spacing == Spacing::Exact {
        return stripped;
    }
    stripped.or_else(|| strip_end_loosely(text, literal))
}

/// What stands before and after the first place of a literal.
#[inline]
fn find<'t>(text: &'t str, literal: &str, spacing: Spacing) -> Option<(&'t str, &'t str)> {
    match spacing {
        Spacing::Exact => find_exactly(text, literal),
        Spacing::ExactFirst => find_exactly(text, literal).or_else(|| find_loosely(text, literal)),
        Spacing::Loose => find_loosely(text, literal),
    }
}

/// What stands before and after the first place of a literal as the template has it.
#[inline]
fn find_exactly<'t>(text: &'t str, literal: &str) -> Option<(&'t str, &'t str)> {
    let first = literal.as_bytes().first()?;
    let mut places = text.as_bytes().windows(literal.len());
    let at = places.position(|place| place[0] == *first && place == literal.as_bytes())?;
    Some((text.get(..at)?, text.get(at + literal.len()..)?))
}

/// What stands before and after the first place of a literal with any white space.
#[cold]
fn find_loosely<'t>(text: &'t str, literal: &str) -> Option<(&'t str, &'t str)> {
    let visible = literal.trim_start();
    let Some(first) = visible.chars().next() else {
        // White space alone separates two values.
        let at = text.find(char::is_whitespace)?;
        return Some(text.split_at(at));
    };
    let needs_space = visible.len() < literal.len() && first.is_ascii_alphanumeric();
    text.match_indices(first).find_map(|(at, _)| {
        let (before, from) = text.split_at(at);
        if needs_space && !before.is_empty() && !before.ends_with(char::is_whitespace) {
            return None;
        }
        Some((before, strip_start_loosely(from, visible)?))
    })
}

#[cold]
fn strip_start_loosely<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    let mut words = literal.split(' ');
    let mut before = words.next()?;
    let mut text = text.strip_prefix(before)?;
    for word in words {
        let rest = text.trim_start();
        let needs_space = !text.is_empty() && is_word_end(before) && is_word_start(word);
        if needs_space && rest.len() == text.len() {
            return None;
        }
        text = rest.strip_prefix(word)?;
        before = word;
    }
    Some(text)
}

#[cold]
fn strip_end_loosely<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    let mut words = literal.trim_end().rsplit(' ');
    let mut after = words.next()?;
    let mut text = text.trim_end().strip_suffix(after)?;
    for word in words {
        let rest = text.trim_end();
        let needs_space = !text.is_empty() && is_word_end(word) && is_word_start(after);
        if needs_space && rest.len() == text.len() {
            return None;
        }
        text = rest.strip_suffix(word)?;
        after = word;
    }
    Some(text)
}

/// Whether white space behind a piece of a literal keeps two words apart, if anything does. Behind the
/// end of the literal there may be a word.
fn is_word_end(piece: &str) -> bool {
    let last = piece.as_bytes().last();
    last.is_none_or(u8::is_ascii_alphanumeric)
}

/// The same before a piece of a literal.
fn is_word_start(piece: &str) -> bool {
    let first = piece.as_bytes().first();
    first.is_none_or(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests;
