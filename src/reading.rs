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
        walk(self.pieces, text, Spacing::Exact)
            .or_else(|| self.has_repeated().then(|| search(self.pieces, text))?)
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
/// first. A placeholder that occurs again has the same value again; where the spacing is exact, that is
/// left to [`search`].
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
                if spacing == Spacing::Exact {
                    return None;
                }
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
mod tests {
    use super::*;
    use Piece::{Text, Value};

    /// Reads a text by some pieces.
    fn read<'t, const N: usize>(pieces: &'static [Piece], text: &'t str) -> Option<[&'t str; N]> {
        let indexes = pieces.iter().filter_map(|piece| match piece {
            Text(_) => None,
            Value(index) => Some(usize::from(*index) + 1),
        });
        let template = Template {
            message: 0,
            name: "",
            placeholders: &[""; 16][..indexes.max().unwrap_or_default()],
            pieces,
        };
        super::read(&[template], text).map(|(_, values)| values)
    }

    const RANGE: &[Piece] = &[
        Text("参数 "),
        Value(0),
        Text(" 取值应该介于 "),
        Value(1),
        Text(" 和 "),
        Value(2),
        Text(" 之间"),
    ];
    const GONE: &[Piece] = &[Text("the resource "), Value(0), Text(" is gone")];

    #[test]
    fn every_character_is_trimmed_as_it_should_be() {
        for character in '\0'..=char::MAX {
            let text = format!("{character}{character}");
            assert_eq!(trim(&text), text.trim(), "{character:?}");
        }
        assert_eq!(trim(""), "");
    }

    #[test]
    fn white_space_around_values_is_free() {
        for text in [
            "参数 a 取值应该介于 1 和 9 之间",
            "参数a取值应该介于1和9之间",
            "  参数  a 取值应该介于 1\t和 9 之间\n",
            "参数\u{3000}a取值应该介于 1 和\n9之间",
        ] {
            assert_eq!(read(RANGE, text), Some(["a", "1", "9"]), "{text}");
        }
        assert_eq!(read::<3>(RANGE, "参数 a 取值应该介于 1 到 9 之间"), None);
        assert_eq!(read::<3>(RANGE, "参数 a 取值应该介于 1 和 9 之间!"), None);
        assert_eq!(
            read(RANGE, "参数 a 取值应该介于 1 和 9 之间 和 3 之间"),
            Some(["a", "1", "9 之间 和 3"])
        );
    }

    #[test]
    fn white_space_separates_where_some_is_needed() {
        // A unit belongs to its number, whatever white space stands behind it.
        assert_eq!(
            read(&[Value(0), Text("ms 内")], "5ms\u{3000}内"),
            Some(["5"])
        );
        // A blank value takes the white space before it along.
        let missing = &[Text("missing "), Value(0)];
        assert_eq!(read(missing, "missing"), Some([""]));
        assert_eq!(read::<1>(missing, "missingno"), None);
        let all = &[Value(0), Text(" ms in all")];
        assert_eq!(read(all, "5  ms  in  all"), Some(["5"]));
        assert_eq!(read::<1>(all, "5 msin all"), None);
        assert_eq!(
            read(&[Value(0), Text(" is (all)")], "5 is(all)"),
            Some(["5"])
        );
    }

    #[test]
    fn the_white_space_of_a_literal_tells_it_from_a_value() {
        assert_eq!(
            read(RANGE, "参数 a取值应该介于1 取值应该介于  和  之间"),
            Some(["a取值应该介于1", "", ""])
        );
        let mismatch = &[Text("资源 "), Value(0), Text(" 不存在 "), Value(1)];
        assert_eq!(
            read(mismatch, "资源 的不存在 不存在 "),
            Some(["的不存在", ""])
        );
        assert_eq!(read(mismatch, "资源 x 不存在"), Some(["x", ""]));
    }

    #[test]
    fn white_space_is_free_where_a_literal_is_the_start_of_a_later_one() {
        let chinese = &[Value(0), Text(" 在 "), Value(1), Text(" 在中 "), Value(2)];
        for text in [
            "a 在 b 在中 c",
            "a在b 在中 c",
            "a在b在中c",
            "a 在b在中 c",
            "a在 b  在中c",
        ] {
            assert_eq!(read(chinese, text), Some(["a", "b", "c"]), "{text}");
        }
        let english = &[Value(0), Text(" is "), Value(1), Text(" is not "), Value(2)];
        for text in ["a is b is not c", "a\tis b is not c", "a is\nb  is  not c"] {
            assert_eq!(read(english, text), Some(["a", "b", "c"]), "{text}");
        }
        let last = &[Value(0), Text(" 的 "), Value(1), Text(" 的值")];
        for text in ["a 的 b 的值", "a的b 的值", "a的b的值 "] {
            assert_eq!(read(last, text), Some(["a", "b"]), "{text}");
        }
    }

    #[test]
    fn ascii_words_keep_their_distance() {
        assert_eq!(read(GONE, "the  resource x y  is gone"), Some(["x y"]));
        assert_eq!(read::<1>(GONE, "the resourceful is gone"), None);
        assert_eq!(read::<1>(GONE, "the resource this gone"), None);
        assert_eq!(read(GONE, "the resource  is gone"), Some([""]));
    }

    #[test]
    fn a_placeholder_that_occurs_twice_has_one_value() {
        let twice = &[Value(0), Text(" 不等于 "), Value(0)];
        assert_eq!(read(twice, "x 不等于 x"), Some(["x"]));
        assert_eq!(read(twice, "x不等于  x\n"), Some(["x"]));
        assert_eq!(read(twice, " 不等于 "), Some([""]));
        assert_eq!(read::<1>(twice, "x 不等于 y"), None);
        assert_eq!(read::<1>(twice, "x 不等于 xx"), None);
    }

    #[test]
    fn a_placeholder_that_occurs_twice_is_read_back_whatever_its_value() {
        let templates: [&[Piece]; 5] = [
            &[Value(0), Text(" = "), Value(0)],
            &[Text("<"), Value(0), Text(" = "), Value(0), Text(">")],
            &[Value(0), Text(" = "), Value(1), Text(", not "), Value(0)],
            &[
                Value(0),
                Text(" of "),
                Value(1),
                Text(" = "),
                Value(1),
                Text("!"),
            ],
            &[Value(0), Text(", "), Value(0), Text(", "), Value(1)],
        ];
        let own = "x = y = 资源 = ".repeat(500) + ">";
        for template in templates {
            for value in [
                "",
                "a",
                " = a".trim(),
                "a = b",
                "= = =",
                "a, not = a, not",
                &own,
            ] {
                let values = [value, "other"];
                let values = if template.contains(&Text(" of ")) {
                    ["other", value]
                } else {
                    values
                };
                let rendered = template.iter().map(|piece| match *piece {
                    Text(text) => text,
                    Value(index) => values[usize::from(index)],
                });
                let rendered: String = rendered.collect();
                let found = read::<2>(template, &rendered);
                let expected = match template.contains(&Value(1)) {
                    true => values,
                    false => [value, ""],
                };
                assert_eq!(found, Some(expected), "{template:?}");
            }
        }
    }

    /// All values with which some pieces say a text.
    fn readings(
        pieces: &[Piece],
        text: &str,
        values: &mut [Option<String>; 3],
    ) -> Vec<[String; 3]> {
        match pieces {
            [] if text.is_empty() => vec![values.clone().map(Option::unwrap_or_default)],
            [] => vec![],
            [Text(literal), more @ ..] => text
                .strip_prefix(literal)
                .map_or_else(Vec::new, |text| readings(more, text, values)),
            [Value(index), more @ ..] => {
                let index = usize::from(*index);
                let known = values[index].clone();
                let starts = (0..=text.len()).map(|end| text.split_at(end));
                let starts = starts.filter(|(value, _)| {
                    value.trim() == *value && known.as_ref().is_none_or(|known| known == value)
                });
                let mut found = Vec::new();
                for (value, text) in starts {
                    values[index] = Some(value.to_owned());
                    found.extend(readings(more, text, values));
                }
                values[index] = known;
                found
            }
        }
    }

    #[test]
    fn with_a_placeholder_that_occurs_twice_a_text_that_can_be_read_in_one_way_is_read_so() {
        let templates: [&[Piece]; 6] = [
            &[Value(0), Text("="), Value(0)],
            &[Text("a"), Value(0), Text(" "), Value(0)],
            &[Value(0), Text("="), Value(1), Text("="), Value(0)],
            &[Value(0), Text("="), Value(0), Text("a"), Value(1)],
            &[Value(0), Text(" "), Value(1), Text("="), Value(1)],
            &[
                Value(0),
                Text("="),
                Value(1),
                Text("="),
                Value(0),
                Text("="),
                Value(2),
                Text("a"),
            ],
        ];
        let mut decided = 0;
        for length in 0..9_u32 {
            for number in 0..3_usize.pow(length) {
                let letter = |at| ['a', '=', ' '][number / 3_usize.pow(at) % 3];
                let text: String = (0..length).map(letter).collect();
                for template in templates {
                    let ways = readings(template, &text, &mut [const { None }; 3]);
                    let found = read::<3>(template, &text);
                    if let [only] = &ways[..] {
                        decided += 1;
                        let only = only.each_ref().map(String::as_str);
                        assert_eq!(found, Some(only), "{text:?} {template:?}");
                    }
                    assert!(ways.is_empty() || found.is_some(), "{text:?} {template:?}");
                }
            }
        }
        assert!(decided > 1_500, "{decided}");
    }

    #[test]
    fn a_search_that_finds_nothing_ends() {
        let twice = &[
            Value(0),
            Text("a"),
            Value(1),
            Text("a"),
            Value(2),
            Text("a"),
            Value(0),
            Text("b"),
        ];
        assert_eq!(read::<3>(twice, &("a".repeat(100_000) + "cb")), None);
    }

    #[test]
    fn a_template_without_text_takes_everything() {
        assert_eq!(
            read(&[Value(0), Text(" "), Value(1)], "x y z"),
            Some(["x", "y z"])
        );
        assert_eq!(
            read(&[Value(0), Text(" "), Value(1)], "x\ty z"),
            Some(["x\ty", "z"])
        );
        assert_eq!(
            read(&[Value(0), Text(" "), Value(1)], "x\tz"),
            Some(["x", "z"])
        );
        assert_eq!(read(&[Value(0)], " x y "), Some(["x y"]));
        assert_eq!(read(&[Value(0), Value(1)], "x"), Some(["", "x"]));
        assert_eq!(read(&[], ""), Some([]));
        assert_eq!(read::<0>(&[], "x"), None);
    }

    #[test]
    fn nothing_may_stand_behind_a_message() {
        let plain = &[Text("it is gone")];
        assert_eq!(read(plain, "it is gone \n"), Some([]));
        assert_eq!(read::<0>(plain, "it is gone!"), None);
        assert_eq!(read::<0>(plain, "it is going and gone"), None);
    }

    #[test]
    fn the_template_that_leaves_the_least_is_the_answer() {
        let template = |message, pieces, placeholders| Template {
            message,
            name: "",
            placeholders,
            pieces,
        };
        let any = template(0, &[Value(0), Text(" is gone")], &["a"]);
        let own = template(1, &[Text("it is gone")], &[]);
        let same = template(2, &[Text("it is gone")], &[]);
        assert_eq!(
            super::read(&[any, own, same], "it is gone"),
            Some((1, [""]))
        );
        assert_eq!(
            super::read(&[any, own, same], "x is gone"),
            Some((0, ["x"]))
        );
        assert_eq!(super::read::<1>(&[any, own, same], "x"), None);
    }
}
