//! A heading's text: its number and its title.

use crate::generator::status;

/// Splits `表1.通用错误码` into its number, `表1.`, and its title, `通用错误码`. The number says where a table
/// stands, not which one it is.
pub(crate) fn split(text: &str) -> (Option<&str>, &str) {
    match number(text) {
        Some(end) => (Some(text[..end].trim()), text[end..].trim()),
        None => (None, text),
    }
}

/// The length of the number at the start of a title.
fn number(text: &str) -> Option<usize> {
    let words = ["表格", "表", "Table", "table", "TABLE"];
    let unnamed = words.iter().find_map(|word| text.strip_prefix(word));
    let digits = unnamed.map_or(text, str::trim_start);
    let is_digit =
        |c: char| c.is_ascii_digit() || (unnamed.is_some() && "一二三四五六七八九十".contains(c));
    if !digits.starts_with(is_digit) {
        return None;
    }
    let part = digits.trim_start_matches(|c| is_digit(c) || matches!(c, '.' | '-'));
    let title = part.trim_start_matches(|c: char| c.is_whitespace() || "、:：．)）".contains(c));
    // `401 Unauthorized` starts with a status.
    let is_status =
        status::number(&digits[..digits.len() - part.len()]).is_some_and(status::is_registered);
    if unnamed.is_none() && is_status {
        return None;
    }
    // `5xx errors` starts with a digit, and has no number.
    let separated =
        title.is_empty() || digits[..digits.len() - title.len()].ends_with(|c| !is_digit(c));
    (unnamed.is_some() || separated).then_some(text.len() - title.len())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_number_in_front_is_not_part_of_the_title() {
        for (text, number, title) in [
            ("表1.通用错误码", Some("表1."), "通用错误码"),
            ("表 12 控制台错误码", Some("表 12"), "控制台错误码"),
            ("表二：其他", Some("表二："), "其他"),
            ("Table 3. Console", Some("Table 3."), "Console"),
            ("2.1 Console", Some("2.1"), "Console"),
            ("表3.", Some("表3."), ""),
            ("错误码", None, "错误码"),
            ("表格说明", None, "表格说明"),
            ("5xx errors", None, "5xx errors"),
            ("401 Unauthorized", None, "401 Unauthorized"),
            ("401. Console", Some("401."), "Console"),
            ("Table 401 Console", Some("Table 401"), "Console"),
            ("", None, ""),
        ] {
            assert_eq!(split(text), (number, title), "{text}");
        }
    }
}
