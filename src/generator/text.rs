//! Text in, text that is safe to show out; and what there is to know about single characters.

use std::borrow::Cow;

use super::group::List;

/// Runs of ASCII white space as one space, as a browser shows them, and no white space of any
/// kind at the ends.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let mut before = b'a';
    let mut folded = true;
    for &b in text.as_bytes() {
        // Other bytes than these stand for themselves.
        if b <= b' ' && b.is_ascii_whitespace() {
            folded &= b == b' ' && before != b' ';
        }
        before = b;
    }
    if folded {
        // As nearly all texts are.
        return text.into();
    }
    words(text).trim().to_owned().into()
}

/// The words of a text, as ASCII white space separates them, with a space between each two.
pub(crate) fn words(text: &str) -> String {
    joined(&text.split_ascii_whitespace().list(), " ")
}

/// The same as a text of its own.
#[must_use]
pub fn fold_spaces(text: &str) -> String {
    folded(text).into_owned()
}

/// A text with what is made of each of its characters; those of which nothing is made are left out.
pub(crate) fn mapped(text: &str, make: &dyn Fn(char) -> Option<char>) -> String {
    let mut mapped = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(c) = make(c) {
            mapped.push(c);
        }
    }
    mapped
}

/// Whether all characters of a text are of a kind.
///
/// That a kind stands behind a pointer here and below spares the compiler a search for each.
pub(crate) fn all(text: &str, of_kind: &dyn Fn(char) -> bool) -> bool {
    leading(text, of_kind) == text.len()
}

/// Whether a text starts with a character of a kind.
pub(crate) fn starts(text: &str, of_kind: &dyn Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(of_kind)
}

/// The length of the characters of a kind with which a text starts.
pub(crate) fn leading(text: &str, of_kind: &dyn Fn(char) -> bool) -> usize {
    let mut length = 0;
    for c in text.chars() {
        if !of_kind(c) {
            break;
        }
        length += c.len_utf8();
    }
    length
}

/// A text without characters of a kind at its ends.
pub(crate) fn trimmed<'a>(text: &'a str, of_kind: &dyn Fn(char) -> bool) -> &'a str {
    let mut text = &text[leading(text, of_kind)..];
    while let Some(last) = text.chars().next_back() {
        if !of_kind(last) {
            break;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

/// A text without characters that nobody sees, and with plain ones for those that look like them.
pub(crate) fn plain(text: &str) -> String {
    mapped(text, &|c| {
        (!is_invisible(c)).then(|| look_alike(c).unwrap_or(c))
    })
}

/// A text as it may be shown on one line: whatever acts on a terminal, a log or a reader's eye
/// without being seen is shown as `\u{…}`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_bidi(c) || is_invisible(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A text of a document as it may stand in a message: in backticks, visible, not overlong.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    format!("`{}`", visible(&shown))
}

/// A count with its noun: `1 row`, `2 rows`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// As [`counted`], for nouns whose plural is not made with an `s`.
#[must_use]
pub fn counted_as(count: usize, one: &str, more: &str) -> String {
    let noun = if count == 1 { one } else { more };
    format!("{count} {noun}")
}

/// Things as a message lists them: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", joined(first, ", ")),
    }
}

/// Texts with a separator between each two of them.
#[must_use]
pub fn joined<T: AsRef<str>>(texts: &[T], separator: &str) -> String {
    let mut length = 0;
    for text in texts {
        length += text.as_ref().len() + separator.len();
    }
    let mut joined = String::with_capacity(length);
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(text.as_ref());
    }
    joined
}

/// Lines, counted from 0, as a message names them: `line 3`, `lines 3 to 5`.
#[must_use]
pub fn lines(first: usize, last: usize) -> String {
    if first == last {
        format!("line {}", first + 1)
    } else {
        format!("lines {} to {}", first + 1, last + 1)
    }
}

/// A text as the content of a Markdown table cell that reads as the text, made [`visible`].
#[must_use]
pub fn markdown_cell(text: &str) -> String {
    let text = visible(text);
    let mut cell = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let acts = match c {
            '\\' => after.is_ascii_punctuation(),
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            _ => matches!(c, '|' | '`' | '*' | '[' | ']' | '<' | '>' | '&'),
        };
        if c == '|' && before == '\\' {
            // Readers disagree on several backslashes before a pipe.
            cell.push_str("&#124;");
        } else {
            if acts {
                cell.push('\\');
            }
            cell.push(c);
        }
        before = c;
    }
    cell
}

/// A text for a doc comment: every ASCII punctuation character is escaped, so that none of it
/// can become a link, HTML, code or a test.
#[must_use]
pub fn doc(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    visible(&escaped)
}

/// Characters that change the direction or the lines of the text around them.
#[must_use]
pub const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters of no width, letters that look like nothing, and what Unicode says is no character.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    let no_character = c as u32 & 0xFFFE == 0xFFFE;
    no_character
        || matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The ASCII character that a letter or digit is easily taken for.
#[must_use]
pub const fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'Α' | 'А' => 'A',
        'Β' | 'В' => 'B',
        'С' | 'Ϲ' => 'C',
        'Ε' | 'Е' => 'E',
        'Η' | 'Н' => 'H',
        'Ι' | 'І' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'Κ' | 'К' => 'K',
        'Μ' | 'М' => 'M',
        'Ν' => 'N',
        'Ο' | 'О' => 'O',
        'Ρ' | 'Р' => 'P',
        'Ѕ' => 'S',
        'Τ' | 'Т' => 'T',
        'Υ' | 'У' => 'Y',
        'Χ' | 'Х' => 'X',
        'Ζ' => 'Z',
        '＿' => '_',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(ascii) => ascii,
            None => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_unseen_is_shown_as_it_is() {
        assert_eq!(
            visible("a\u{202E}b\u{1b}[31m\u{200B}"),
            r"a\u{202e}b\u{1b}[31m\u{200b}"
        );
        assert_eq!(visible("错误码"), "错误码");
        assert_eq!(
            visible("\u{FFFE}\u{1FFFF}\u{FDD0}"),
            r"\u{fffe}\u{1ffff}\u{fdd0}"
        );
    }

    #[test]
    fn a_letter_of_another_script_is_taken_for_one_of_ascii() {
        let greek = [
            0x391, 0x392, 0x3F9, 0x395, 0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1, 0x3A4,
            0x3A5, 0x3A7, 0x396,
        ];
        let cyrillic = [
            0x410, 0x412, 0x421, 0x415, 0x41D, 0x406, 0x4C0, 0x408, 0x41A, 0x41C, 0x41E, 0x420,
            0x405, 0x422, 0x423, 0x425,
        ];
        let taken_for = |letters: &[u32]| -> String {
            let letters = letters.iter().filter_map(|&letter| char::from_u32(letter));
            letters.filter_map(look_alike).collect()
        };
        assert_eq!(taken_for(&greek), "ABCEHIKMNOPTYXZ");
        assert_eq!(taken_for(&cyrillic), "ABCEHIIJKMOPSTYX");
        let wide: String = "０９ＡＺａｚ＿".chars().filter_map(look_alike).collect();
        assert_eq!(wide, "09AZaz_");
        assert_eq!("A9_错é".chars().filter_map(look_alike).count(), 0);
    }

    #[test]
    fn only_what_acts_is_escaped_in_a_cell() {
        for (text, cell) in [
            ("FAILED_PRECONDITION 400", "FAILED_PRECONDITION 400"),
            ("_y_ a__b", r"\_y\_ a\_\_b"),
            (r"a|b \| c\d \*", r"a\|b \\&#124; c\d \\\*"),
            ("a\u{200B}b", r"a\u{200b}b"),
        ] {
            assert_eq!(markdown_cell(text), cell);
        }
    }

    #[test]
    fn texts_are_joined_whether_or_not_they_are_blank() {
        assert_eq!(joined(&[] as &[&str], "-"), "");
        assert_eq!(joined(&["a"], "-"), "a");
        assert_eq!(joined(&["", "a", ""], "-"), "-a-");
        let texts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(joined(&texts, ", "), "a, b, c");
        assert_eq!(listed(&texts), "a, b and c");
        assert_eq!(listed(&texts[..1]), "a");
    }

    #[test]
    fn characters_of_a_kind_are_told_from_others() {
        let digit = |c: char| c.is_ascii_digit() || c == '四';
        assert!(all("4四2", &digit) && all("", &digit) && !all("4x", &digit));
        assert!(starts("四x", &digit) && !starts("x4", &digit) && !starts("", &digit));
        assert_eq!(
            ["4四x4", "x4", "44"].map(|text| leading(text, &digit)),
            [4, 0, 2]
        );
        assert_eq!(
            ["四x4x4", "x", "4四", ""].map(|text| trimmed(text, &digit)),
            ["x4x", "x", "", ""]
        );
    }

    #[test]
    fn a_long_text_is_quoted_in_part() {
        assert_eq!(quoted(&"四".repeat(80)), format!("`{}`", "四".repeat(80)));
        assert_eq!(quoted(&"四".repeat(81)), format!("`{}…`", "四".repeat(80)));
    }

    #[test]
    fn a_plain_text_has_no_letter_that_nobody_sees_or_takes_for_another() {
        assert_eq!(plain("N\u{200B}ОT_４０４"), "NOT_404");
        assert_eq!(mapped("abc", &|c| (c != 'b').then_some(c)), "ac");
    }

    #[test]
    fn every_ascii_punctuation_character_is_escaped_in_docs() {
        assert_eq!(doc("<b>[x](y)`"), r"\<b\>\[x\]\(y\)\`");
    }

    #[test]
    fn full_width_letters_and_digits_look_like_ascii() {
        assert_eq!(look_alike('４'), Some('4'));
        assert_eq!(look_alike('Ａ'), Some('A'));
        assert_eq!(look_alike('А'), Some('A'));
        assert_eq!(look_alike('A'), None);
    }
}
