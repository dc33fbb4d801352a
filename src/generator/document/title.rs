//! A heading's text in, its number and its title out.

/// Splits `表1.通用错误码` into its number, `表1.`, and its title, `通用错误码`.
///
/// The number says where a table stands, not which one it is.
pub(crate) fn split(text: &str) -> (Option<&str>, &str) {
    let end = number(text).unwrap_or(0);
    let (number, title) = text.split_at(end);
    ((end > 0).then(|| number.trim()), title.trim())
}

/// The length of the number at the start of a title.
fn number(text: &str) -> Option<usize> {
    let (rest, named) = ["表格", "表", "Table", "table", "TABLE"]
        .iter()
        .find_map(|word| Some((text.strip_prefix(word)?.trim_start(), true)))
        .unwrap_or((text, false));
    let chinese = |c: char| named && "一二三四五六七八九十".contains(c);
    let digit = |c: char| c.is_ascii_digit() || chinese(c);
    if !rest.starts_with(digit) {
        return None;
    }
    let end = rest.trim_start_matches(|c| digit(c) || matches!(c, '.' | '-'));
    let after = end.trim_start_matches(|c: char| c.is_whitespace() || "、:：．)）".contains(c));
    let separated = after.len() < rest.trim_start_matches(digit).len() || after.is_empty();
    (named || separated).then_some(text.len() - after.len())
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
