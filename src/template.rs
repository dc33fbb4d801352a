//! Message templates: values in, text out; and back again.

use core::fmt::{self, Write};
use core::hash::{Hash, Hasher};

/// A message of the document, as text and placeholders.
///
/// ```
/// use apigateway_errors::{ErrorCode, Part};
///
/// let entry = ErrorCode::HttpForbidden.entry(403).unwrap();
/// let [template] = entry.templates() else { panic!("one template") };
/// assert_eq!(template.placeholders(), ["resource", "permission"]);
/// assert_eq!(template.to_string(), "没有对资源 {resource} 的 {permission} 权限");
/// assert_eq!(template.parts().next(), Some(Part::Text("没有对资源 ")));
///
/// let mut text = String::new();
/// template.render(&[("resource", "api-1"), ("permission", "read")], &mut text).unwrap();
/// assert_eq!(text, "没有对资源 api-1 的 read 权限");
/// ```
#[derive(Clone, Copy)]
pub struct Template {
    all: &'static Pieces,
    index: u16,
}

/// A part of a [`Template`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Text as it stands.
    Text(&'static str),
    /// A value of this name.
    Placeholder(&'static str),
}

/// The pieces of all templates, one behind the other, for generated code to fill in. This is no part of
/// the public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Pieces {
    /// The text of each piece; blank for a placeholder.
    pub texts: &'static [&'static str],
    /// Which of the template's placeholders each piece is, counted from 1; 0 for text.
    pub slots: &'static [u16],
    /// Where the pieces of each template start, and where the last one's end.
    pub offsets: &'static [u32],
    /// The names of all placeholders.
    pub names: &'static [&'static str],
    /// Where those of each template start, and where the last one's end.
    pub name_offsets: &'static [u32],
}

impl Pieces {
    /// One of the templates.
    #[inline]
    #[must_use]
    pub const fn template(&'static self, index: usize) -> Template {
        Template::at(index as u16, self)
    }
}

/// A piece of a template: a placeholder is the position of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Text(&'static str),
    Slot(usize),
}

/// Why a template cannot be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenderError<'a> {
    /// There is no value for this placeholder.
    Missing(&'static str),
    /// The template has no placeholder of this name.
    Unknown(&'a str),
    /// There are two values for this placeholder.
    Repeated(&'a str),
    /// The writer failed.
    Write,
}

impl fmt::Display for RenderError<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "no value for the placeholder `{name}`"),
            Self::Unknown(name) => write!(f, "no placeholder `{}`", name.escape_debug()),
            Self::Repeated(name) => write!(f, "two values for the placeholder `{name}`"),
            Self::Write => f.write_str("the message cannot be written"),
        }
    }
}

impl core::error::Error for RenderError<'_> {}

impl From<fmt::Error> for RenderError<'_> {
    #[inline]
    fn from(_: fmt::Error) -> Self {
        Self::Write
    }
}

impl Template {
    #[inline]
    pub(crate) const fn at(index: u16, all: &'static Pieces) -> Self {
        Self { all, index }
    }

    #[inline]
    pub(crate) const fn move_to(&mut self, index: u16) {
        self.index = index;
    }

    /// The names of the placeholders, each once, in the order in which they first occur.
    #[must_use]
    #[inline]
    pub const fn placeholders(&self) -> &'static [&'static str] {
        part(self.all.names, self.all.name_offsets, self.index)
    }

    /// The parts, in order.
    #[inline]
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let names = self.placeholders();
        self.pieces().map(move |piece| match piece {
            Piece::Text(text) => Part::Text(text),
            Piece::Slot(slot) => Part::Placeholder(names.get(slot).copied().unwrap_or_default()),
        })
    }

    #[inline]
    fn pieces(&self) -> impl DoubleEndedIterator<Item = Piece> + ExactSizeIterator + Clone + use<> {
        let Pieces {
            texts,
            slots,
            offsets,
            ..
        } = self.all;
        let texts = part(texts, offsets, self.index).iter();
        texts
            .zip(part(slots, offsets, self.index))
            .map(|(text, &slot)| match slot.checked_sub(1) {
                None => Piece::Text(text),
                Some(slot) => Piece::Slot(usize::from(slot)),
            })
    }

    /// Writes the message with these values.
    ///
    /// # Errors
    ///
    /// A placeholder has no value or two, or a value has no placeholder; then nothing is written. Or the
    /// writer fails.
    #[inline]
    pub fn render<'v>(
        &self,
        values: &[(&'v str, &str)],
        out: &mut impl Write,
    ) -> Result<(), RenderError<'v>> {
        let value = |name: &str| values.iter().find(|(given, _)| *given == name);
        if let Some(name) = self
            .placeholders()
            .iter()
            .find(|name| value(name).is_none())
        {
            return Err(RenderError::Missing(name));
        }
        if let Some((name, _)) = values
            .iter()
            .find(|(name, _)| !self.placeholders().contains(name))
        {
            return Err(RenderError::Unknown(name));
        }
        let repeated = |index: usize| {
            values[..index]
                .iter()
                .any(|(name, _)| *name == values[index].0)
        };
        if let Some(index) = (0..values.len()).find(|&index| repeated(index)) {
            return Err(RenderError::Repeated(values[index].0));
        }
        for part in self.parts() {
            out.write_str(match part {
                Part::Text(text) => text,
                Part::Placeholder(name) => value(name).map_or("", |(_, value)| value),
            })?;
        }
        Ok(())
    }

    /// Writes the message with the values of its slots.
    #[doc(hidden)]
    #[inline]
    pub fn write(&self, values: &[&str], out: &mut impl Write) -> fmt::Result {
        for piece in self.pieces() {
            // One call for both kinds of pieces is faster than one for each.
            out.write_str(match piece {
                Piece::Text(text) => text,
                Piece::Slot(slot) => values.get(slot).copied().unwrap_or_default(),
            })?;
        }
        Ok(())
    }

    /// Reads a message back into the values of its slots. White space at the ends of a value is
    /// not part of it.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn read<'t, const SLOTS: usize>(&self, text: &'t str) -> Option<[&'t str; SLOTS]> {
        let mut pieces = self.pieces();
        if let Some(Piece::Text(literal)) = pieces.clone().next_back()
            && !may_end(text, literal)
        {
            return None;
        }
        let (mut values, mut known) = ([""; SLOTS], 0);
        let (mut rest, mut next) = (text, pieces.next());
        if let Some(Piece::Text(literal)) = next {
            rest = begin(rest, literal)?;
            next = pieces.next();
        }
        while let Some(Piece::Slot(slot)) = next {
            next = pieces.next();
            let value;
            (value, rest) = match next {
                None => (rest, ""),
                Some(Piece::Slot(_)) => ("", rest),
                Some(Piece::Text(literal)) => {
                    next = pieces.next();
                    match next {
                        None => (end(rest, literal)?, ""),
                        Some(_) => find(rest, literal)?,
                    }
                }
            };
            let (value, filled) = (trim(value), values.get_mut(slot)?);
            // Placeholders are numbered as they first occur; one that occurs again has the same value again.
            if slot == known {
                *filled = value;
                known += 1;
            } else if *filled != value {
                return None;
            }
        }
        (rest.is_empty() || rest.trim().is_empty()).then_some(values)
    }
}

/// Templates are equal that say the same with the same names, whichever entry they belong to.
impl PartialEq for Template {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.placeholders() == other.placeholders() && self.pieces().eq(other.pieces())
    }
}

impl Eq for Template {}

impl Hash for Template {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().for_each(|part| part.hash(state));
    }
}

impl fmt::Debug for Template {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parts()).finish()
    }
}

impl fmt::Display for Template {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Placeholder(name) => write!(f, "{{{name}}}"),
        })
    }
}

/// What belongs to one template.
#[inline]
const fn part<T>(all: &'static [T], offsets: &[u32], index: u16) -> &'static [T] {
    let (start, end) = (offsets[index as usize], offsets[index as usize + 1]);
    all.split_at(end as usize).0.split_at(start as usize).1
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

/// The same at its end only.
#[inline]
fn trim_end(text: &str) -> &str {
    if ends_visibly(text) {
        text
    } else {
        text.trim_end()
    }
}

/// Whether a text ends with a character that surely is no white space: with one of ASCII, or with one of
/// three bytes that starts as those of Chinese do, and as no white space does.
#[inline]
fn ends_visibly(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xE4..=0xFF, _, _])
}

/// Whether a text may be one that ends with a literal: whether their last visible bytes are the same.
#[inline]
fn may_end(text: &str, literal: &str) -> bool {
    let last = |text: &str| text.as_bytes().last().copied();
    last(text) == last(literal)
        || last(trim_end(literal)).is_none_or(|byte| last(trim_end(text)) == Some(byte))
}

/// What is left after a literal, before which there may be white space.
#[inline]
fn begin<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    text.strip_prefix(literal).or_else(|| {
        let text = text.trim_start();
        text.get(starts(text, literal)?..)
    })
}

/// The value before the last literal, which reaches to the end.
#[inline]
fn end<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    text.strip_suffix(literal)
        .or_else(|| trim_end(text).strip_suffix(trim_end(literal)))
        .or_else(|| Some(loosely(text, literal, true)?.0))
}

/// The value before a literal, and what is left after it. A literal as the document has it goes before one
/// with other white space, wherever that is.
#[inline]
fn find<'t>(text: &'t str, literal: &str) -> Option<(&'t str, &'t str)> {
    let first = literal.as_bytes().first()?;
    let mut places = text.as_bytes().windows(literal.len());
    match places.position(|place| place[0] == *first && place == literal.as_bytes()) {
        Some(at) => Some((text.get(..at)?, text.get(at + literal.len()..)?)),
        None => loosely(text, literal, false),
    }
}

/// The same where the white space is not that of the document.
#[cold]
#[inline]
fn loosely<'t>(text: &'t str, literal: &str, last: bool) -> Option<(&'t str, &'t str)> {
    let core = literal.trim_start_matches(' ');
    let spaced = core.len() < literal.len();
    let Some(&first) = core.as_bytes().first() else {
        // White space alone separates two values.
        let at = text.find(char::is_whitespace)?;
        return Some((&text[..at], &text[at..]));
    };
    let word = spaced && first.is_ascii_alphanumeric();
    let fits = |at: usize| {
        // Every other byte of a character is unlike every first one.
        let (before, from) = text.split_at_checked(at)?;
        if word && !before.is_empty() && !before.ends_with(char::is_whitespace) {
            return None;
        }
        let after = &from[starts(from, core)?..];
        (!last || after.trim().is_empty()).then_some((before, after))
    };
    let mut places = text.bytes().enumerate().filter(|(_, byte)| *byte == first);
    if last {
        places.rev().find_map(|(at, _)| fits(at))
    } else {
        places.find_map(|(at, _)| fits(at))
    }
}

/// The length of the text's start that a literal fits. A space in the literal fits any white
/// space; between ASCII words at least one, elsewhere also none.
#[cold]
#[inline]
fn starts(text: &str, literal: &str) -> Option<usize> {
    if text.starts_with(literal) {
        // As the document has it, which is the usual case.
        return Some(literal.len());
    }
    let (bytes, literal) = (text.as_bytes(), literal.as_bytes());
    let mut at = 0;
    for (index, &byte) in literal.iter().enumerate() {
        if byte == b' ' {
            let rest = text.get(at..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start().len();
            let word = |b: Option<&u8>| b.is_none_or(u8::is_ascii_alphanumeric);
            let before = index.checked_sub(1).and_then(|index| literal.get(index));
            let needed = word(before) && word(literal.get(index + 1));
            if needed && spaces == 0 && at < bytes.len() {
                return None;
            }
            at += spaces;
        } else {
            if bytes.get(at) != Some(&byte) {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template: its texts, blank for placeholders; which pieces are placeholders; their names.
    macro_rules! template {
        ($texts:expr, $slots:expr, $names:expr) => {{
            static PIECES: Pieces = Pieces {
                texts: &$texts,
                slots: &$slots,
                offsets: &[0, $slots.len() as u32],
                names: &$names,
                name_offsets: &[0, $names.len() as u32],
            };
            Template::at(0, &PIECES)
        }};
    }

    const RANGE: Template = template!(
        ["参数 ", "", " 取值应该介于 ", "", " 和 ", "", " 之间"],
        [0, 1, 0, 2, 0, 3, 0],
        ["argument", "operand1", "operand2"]
    );
    const ENGLISH: Template = template!(["the resource ", "", " is gone"], [0, 1, 0], ["resource"]);

    #[test]
    fn every_character_is_trimmed_as_it_should_be() {
        for character in '\0'..=char::MAX {
            let text = format!("{character}{character}");
            assert_eq!(trim(&text), text.trim(), "{character:?}");
            assert_eq!(trim_end(&text), text.trim_end(), "{character:?}");
        }
        assert_eq!((trim(""), trim_end("")), ("", ""));
    }

    #[test]
    fn white_space_separates_where_some_is_needed() {
        // A unit belongs to its number, whatever white space stands behind it.
        let unit = template!(["", "ms 内"], [1, 0], ["time"]);
        assert_eq!(unit.read("5ms\u{3000}内"), Some(["5"]));
        // An empty value takes the white space before it along.
        let ending = template!(["missing ", ""], [0, 1], ["name"]);
        assert_eq!(ending.read("missing"), Some([""]));
        assert_eq!(ending.read::<1>("missingno"), None);
    }

    #[test]
    fn a_text_that_nearly_fits_everywhere_is_read_in_one_go() {
        // A hundred times the time it takes would be noticed: each place once had the whole rest decoded.
        let type_of = template!(
            ["参数 ", "", " 类型应该是 某", ""],
            [0, 1, 0, 2],
            ["a", "b"]
        );
        let text = "参数 ".to_owned() + &"类型应该是  x".repeat(100_000);
        assert_eq!(type_of.read::<2>(&text), None);
        assert_eq!(
            ENGLISH.read::<1>(&("the resource ".to_owned() + &"is  not 资".repeat(100_000))),
            None
        );
    }

    #[test]
    fn white_space_around_values_is_free() {
        for text in [
            "参数 a 取值应该介于 1 和 9 之间",
            "参数a取值应该介于1和9之间",
            "  参数  a 取值应该介于 1\t和 9 之间\n",
        ] {
            assert_eq!(RANGE.read(text), Some(["a", "1", "9"]), "{text}");
        }
        assert_eq!(RANGE.read::<3>("参数 a 取值应该介于 1 到 9 之间"), None);
        assert_eq!(RANGE.read::<3>("参数 a 取值应该介于 1 和 9 之间!"), None);
        assert_eq!(
            RANGE.read("参数 a 取值应该介于 1 和 9 之间 和 3 之间"),
            Some(["a", "1", "9 之间 和 3"])
        );
    }

    #[test]
    fn the_white_space_of_a_literal_tells_it_from_a_value() {
        assert_eq!(
            RANGE.read("参数 a取值应该介于1 取值应该介于  和  之间"),
            Some(["a取值应该介于1", "", ""])
        );
        let mismatch = template!(["资源 ", "", " 不存在 ", ""], [0, 1, 0, 2], ["a", "b"]);
        assert_eq!(
            mismatch.read("资源 的不存在 不存在 "),
            Some(["的不存在", ""])
        );
        assert_eq!(mismatch.read("资源 x 不存在"), Some(["x", ""]));
    }

    #[test]
    fn ascii_words_keep_their_distance() {
        assert_eq!(ENGLISH.read("the  resource x y  is gone"), Some(["x y"]));
        assert_eq!(ENGLISH.read::<1>("the resourceful is gone"), None);
        assert_eq!(ENGLISH.read::<1>("the resource this gone"), None);
        assert_eq!(ENGLISH.read("the resource  is gone"), Some([""]));
    }

    #[test]
    fn a_placeholder_that_occurs_twice_has_one_value() {
        let twice = template!(["", " 不等于 ", ""], [1, 0, 1], ["a"]);
        assert_eq!(twice.read("x 不等于 x"), Some(["x"]));
        assert_eq!(twice.read::<1>("x 不等于 y"), None);
    }

    #[test]
    fn a_template_without_text_takes_everything() {
        let open = template!(["", " ", ""], [1, 0, 2], ["a", "b"]);
        assert_eq!(open.read("x y z"), Some(["x", "y z"]));
        let bare = template!([""], [1], ["a"]);
        assert_eq!(bare.read(" x y "), Some(["x y"]));
        assert_eq!(template!([""; 0], [0; 0], [""; 0]).read::<0>(""), Some([]));
    }

    #[test]
    fn a_template_is_what_it_says() {
        let same = template!(["the resource ", "", " is gone"], [0, 1, 0], ["resource"]);
        let others = [
            template!(["the resource ", "", " is there"], [0, 1, 0], ["resource"]),
            template!(["the resource ", "", " is gone"], [0, 1, 0], ["thing"]),
            RANGE,
        ];
        let hash = |template: Template| {
            let mut hasher = std::hash::DefaultHasher::new();
            template.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(ENGLISH, same);
        assert_eq!(hash(ENGLISH), hash(same));
        for other in others {
            assert_ne!(ENGLISH, other);
            assert_ne!(hash(ENGLISH), hash(other));
        }
        assert_eq!(ENGLISH.to_string(), "the resource {resource} is gone");
        assert_eq!(
            format!("{ENGLISH:?}"),
            r#"[Text("the resource "), Placeholder("resource"), Text(" is gone")]"#
        );
    }

    #[test]
    fn what_cannot_be_rendered_is_named() {
        let why = |values: &[(&str, &str)]| {
            let mut out = String::new();
            let error = ENGLISH.render(values, &mut out).expect_err("an error");
            assert_eq!(out, "", "nothing is written");
            error.to_string()
        };
        assert_eq!(why(&[]), "no value for the placeholder `resource`");
        assert_eq!(
            why(&[("resource", "a"), ("thing\n", "b")]),
            r"no placeholder `thing\n`"
        );
        assert_eq!(
            why(&[("resource", "a"), ("resource", "b")]),
            "two values for the placeholder `resource`"
        );
        assert_eq!(
            RenderError::from(fmt::Error).to_string(),
            "the message cannot be written"
        );
    }

    #[test]
    fn nothing_may_stand_behind_a_message() {
        let plain = template!(["it is gone"], [0], [""; 0]);
        assert_eq!(plain.read("it is gone \n"), Some([]));
        assert_eq!(plain.read::<0>("it is gone!"), None);
    }

    #[test]
    fn a_space_at_the_end_of_words_is_needed_where_a_word_follows() {
        let unit = template!(["", " ms in all"], [1, 0], ["time"]);
        assert_eq!(unit.read("5  ms  in  all"), Some(["5"]));
        assert_eq!(unit.read::<1>("5 msin all"), None);
        let mark = template!(["", " is (all)"], [1, 0], ["time"]);
        assert_eq!(mark.read("5 is(all)"), Some(["5"]));
    }
}
