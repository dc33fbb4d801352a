//! Names of the document in, Rust identifiers out.

/// The longest code that is taken for one.
pub const LONGEST_CODE: usize = 63;

/// Whether a text is shaped like a code: `[A-Z][A-Z0-9_]*`, at most 63 characters.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let within = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    text.len() <= LONGEST_CODE
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(within)
}

/// The name of a code's variant: `FAILED_PRECONDITION` becomes `FailedPrecondition`.
#[must_use]
pub fn variant(code: &str) -> String {
    let mut name = String::with_capacity(code.len());
    for word in code.split('_') {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        name += &first.to_ascii_uppercase();
        name += &rest.to_ascii_lowercase();
    }
    name
}

/// Why a text that is made of the characters of a code cannot be the name of a variant; `None` where it can,
/// or where it is no code.
#[must_use]
pub fn unfit_code(code: &str) -> Option<&'static str> {
    match code.chars().next()? {
        _ if !is_code(&format!("A{code}")) => None,
        '_' => Some("a Rust name cannot start so"),
        _ => unfit_variant(&variant(code)),
    }
}

/// The name of a message's variant: that of its code, with the status where the code has several
/// entries, and with a number where the entry has several messages.
#[must_use]
pub fn message(code: &str, status: Option<u16>, number: Option<usize>) -> String {
    let code = variant(code);
    match (status, number) {
        (None, None) => code,
        (Some(status), None) => format!("{code}{status}"),
        (None, Some(number)) => format!("{code}{number}"),
        (Some(status), Some(number)) => format!("{code}{status}_{number}"),
    }
}

/// The name of a placeholder's field, in snake case: `requestId` becomes `request_id`. A word of the
/// Rust language stays itself, written as Rust wants it.
#[must_use]
pub fn field(placeholder: &str) -> String {
    let mut field = String::with_capacity(placeholder.len() + 2);
    let mut after_lower = false;
    for c in placeholder.chars() {
        if after_lower && c.is_ascii_uppercase() {
            field.push('_');
        }
        field.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        });
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    if field.starts_with(|c: char| c.is_ascii_digit()) || field.chars().all(|c| c == '_') {
        field.insert_str(0, "arg");
    }
    match field.as_str() {
        "self" | "super" | "crate" => field + "_",
        // A word of the language since edition 2024, which syn takes for a name.
        "gen" => "r#gen".to_owned(),
        name if syn::parse_str::<syn::Ident>(name).is_ok() => field,
        _ => format!("r#{field}"),
    }
}

/// Why a text cannot be a variant of an enum; `None` where it can.
#[must_use]
pub fn unfit_variant(name: &str) -> Option<&'static str> {
    match name.chars().next() {
        None => Some("it leaves no name"),
        Some(first) if first.is_ascii_digit() => Some("a Rust name cannot start with a digit"),
        Some(first)
            if !first.is_ascii_uppercase() || !name.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            Some("it is not in upper camel case")
        }
        Some(_) if name == "Self" => Some("`Self` is a word of the Rust language"),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_in_upper_camel_case() {
        assert_eq!(variant("FAILED_PRECONDITION"), "FailedPrecondition");
        assert_eq!(variant("HTTP_2_ERROR"), "Http2Error");
        assert_eq!(variant("_"), "");
    }

    #[test]
    fn fields_are_in_snake_case_and_may_be_words_of_the_language() {
        for (placeholder, name) in [
            ("argument", "argument"),
            ("requestId", "request_id"),
            ("X-Request-Id", "x_request_id"),
            ("API", "api"),
            ("0", "arg0"),
            ("_", "arg_"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("try", "r#try"),
            ("self", "self_"),
        ] {
            assert_eq!(field(placeholder), name);
        }
    }

    #[test]
    fn names_that_rust_cannot_bear_are_unfit() {
        assert_eq!(unfit_variant("Common"), None);
        for name in ["", "2fa", "Self", "common", "Com mon", "Com_mon", "控制台"] {
            assert!(unfit_variant(name).is_some(), "{name}");
        }
    }
}
