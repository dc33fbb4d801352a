//! A heading's text in, its number and its title out.

use crate::generator::text;

/// Splits `表1.通用错误码` into its number, `表1.`, and its title, `通用错误码`.
///
/// The number says where a table stands, not which one it is.
pub(crate) fn split(text: &str) -> (Option<&str>, &str) {
    let end = number(text).unwrap_or(0);
    let (number, title) = text.split_at(end);
    ((end > 0).then(|| number.trim()), title.trim())
}

/// The length of the number at the start of a title.
fn number(title: &str) -> Option<usize> {
    let (mut rest, mut named) = (title, false);
    for word in ["表格", "表", "Table", "table", "TABLE"] {
        if let Some(behind) = rest.strip_prefix(word).filter(|_| !named) {
            (rest, named) = (behind.trim_start(), true);
        }
    }
    let digit = |c: char| c.is_ascii_digit() || (named && "一二三四五六七八九十".contains(c));
    let digits = text::leading(rest, &digit);
    if digits == 0 {
        return None;
    }
    let end = text::leading(rest, &|c| digit(c) || matches!(c, '.' | '-'));
    let marks = |c: char| c.is_whitespace() || "、:：．)）".contains(c);
    let after = end + text::leading(&rest[end..], &marks);
    let separated = after > digits || after == rest.len();
    (named || separated).then_some(title.len() - rest.len() + after)
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
            ("", None, ""),
        ] {
            assert_eq!(split(text), (number, title), "{text}");
        }
    }
}
