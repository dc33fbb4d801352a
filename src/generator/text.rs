//! Text that is safe to show, and what there is to know about single characters.

use std::fmt::Write as _;

/// Runs of ASCII white space as one space, and no white space of any kind at the ends.
#[must_use]
pub fn fold_spaces(text: &str) -> String {
    single_spaced(text.trim()).trim().to_owned()
}

/// Runs of ASCII white space as one space, and none at the ends.
pub(crate) fn single_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// A number that stands for some bytes, in files too: FNV-1a of 64 bits.
pub(crate) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A text without characters that nobody sees, and with plain ones for those that look like them.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_invisible(c))
        .map(|c| look_alike(c).unwrap_or(c))
        .collect()
}

/// A text in which whatever acts on a terminal, a log or a reader's eye without being seen is written as
/// `\u{…}`. Spaces of any width stay, so that the text can be copied.
#[must_use]
pub fn printable(text: &str) -> String {
    escaped(text, is_hidden)
}

/// A text as a message shows it on one line: [`printable`], and with every space but the common one
/// written as `\u{…}`, too.
#[must_use]
pub fn visible(text: &str) -> String {
    escaped(text, |c| is_hidden(c) || (c.is_whitespace() && c != ' '))
}

fn escaped(text: &str, escapes: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if escapes(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A text of a document in a message: in backticks, visible, at most 80 characters of it.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{}`", visible(&shown))
}

/// A count with its noun: `1 row`, `2 rows`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// As [`counted`], for nouns with another plural.
#[must_use]
pub fn counted_as(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// Things as a sentence lists them: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Lines, counted from 0, as a sentence names them: `line 3`, `lines 3 and 5`, `lines 3 to 7`.
#[must_use]
pub fn lines(lines: &[usize]) -> String {
    let numbers: Vec<String> = lines.iter().map(|line| (line + 1).to_string()).collect();
    match numbers.as_slice() {
        [only] => format!("line {only}"),
        [first, .., last] if lines.windows(2).all(|pair| pair[0] + 1 == pair[1]) => {
            format!("lines {first} to {last}")
        }
        _ => format!("lines {}", listed(&numbers)),
    }
}

/// A row of a Markdown table whose cells read as these texts.
#[must_use]
pub fn markdown_row<T: AsRef<str>>(cells: &[T]) -> String {
    let mut row = String::from("|");
    for cell in cells {
        // Writing to a string cannot fail.
        let _ = write!(row, " {} |", markdown_cell(cell.as_ref()));
    }
    row
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
            _ => matches!(c, '|' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '$'),
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
    printable(&escaped)
}

/// The name of a code for a doc comment: as code, where nothing in it could end that.
#[must_use]
pub fn doc_code(name: &str) -> String {
    match name.contains(['`', '|']) {
        true => doc(name),
        false => format!("`{}`", printable(name)),
    }
}

/// Characters that are not seen, or that change how others are seen.
fn is_hidden(c: char) -> bool {
    c.is_control() || is_bidi(c) || is_invisible(c)
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
    fn the_name_of_a_code_ends_no_code_and_no_cell() {
        assert_eq!(doc_code("NOT_FOUND"), "`NOT_FOUND`");
        assert_eq!(doc_code("get|`<b>"), r"get\|\`\<b\>");
    }

    #[test]
    fn nothing_that_acts_unseen_is_shown_as_it_is() {
        assert_eq!(
            visible("a\u{202E}b\u{1b}[31m\u{200B}"),
            r"a\u{202e}b\u{1b}[31m\u{200b}"
        );
        assert_eq!(visible("错误码"), "错误码");
        assert_eq!(visible("a\u{A0}b\u{3000}"), r"a\u{a0}b\u{3000}");
        assert_eq!(printable("a\u{A0}b\u{200B}"), "a\u{A0}b\\u{200b}");
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
            ("1~2 ~ $x$", r"1\~2 \~ \$x\$"),
        ] {
            assert_eq!(markdown_cell(text), cell);
        }
    }

    #[test]
    fn things_and_lines_are_listed_as_in_a_sentence() {
        let texts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&texts), "a, b and c");
        assert_eq!(listed(&texts[..1]), "a");
        assert_eq!(lines(&[4]), "line 5");
        assert_eq!(lines(&[4, 5, 6]), "lines 5 to 7");
        assert_eq!(lines(&[1, 5, 6]), "lines 2, 6 and 7");
        assert_eq!(markdown_row(&["a|b", ""]), r"| a\|b |  |");
    }

    #[test]
    fn a_long_text_is_quoted_in_part() {
        assert_eq!(quoted(&"四".repeat(80)), format!("`{}`", "四".repeat(80)));
        assert_eq!(quoted(&"四".repeat(81)), format!("`{}…`", "四".repeat(80)));
    }

    #[test]
    fn a_plain_text_has_no_letter_that_nobody_sees_or_takes_for_another() {
        assert_eq!(plain("N\u{200B}ОT_４０４"), "NOT_404");
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
