//! Names of the document in, Rust identifiers out.

/// The longest code that is like others.
pub const LONGEST_CODE: usize = 63;

/// How the codes of a document are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `NOT_FOUND`.
    Capitals,
    /// `10001`, `-32700`.
    Number,
    /// `NoSuchUpload`.
    Word,
    /// `invalid.parameter`, `user-4`.
    Words,
    /// Anything else.
    Other,
}

impl Shape {
    /// The shape of a code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let digits = code.strip_prefix('-').unwrap_or(code);
        let starts_with_letter = code.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_of = |more: &str| {
            let within = |c: char| c.is_ascii_alphanumeric() || more.contains(c);
            starts_with_letter && code.chars().all(within)
        };
        if code.len() > LONGEST_CODE {
            Self::Other
        } else if is_of("_") && !code.contains(|c: char| c.is_ascii_lowercase()) {
            Self::Capitals
        } else if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            Self::Number
        } else if is_of("") {
            Self::Word
        } else if is_of("_-.:/") {
            Self::Words
        } else {
            Self::Other
        }
    }
}

/// The name of a code's variant: `FAILED_PRECONDITION` becomes `FailedPrecondition`, `NoSuchUpload` stays,
/// `10001` becomes `Code10001`. Where a code has letters beyond ASCII, or nothing but marks, it is no name.
#[must_use]
pub fn variant(code: &str) -> String {
    let mut name = String::with_capacity(code.len());
    let (sign, rest) = match code.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => ("Minus", rest),
        _ => ("", code),
    };
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        name += "Code";
        name += sign;
    }
    for word in rest.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        match word.contains(|c: char| c.is_ascii_lowercase()) {
            true => name += letters.as_str(),
            false => name += &letters.as_str().to_ascii_lowercase(),
        }
    }
    name
}

/// The name of a message's variant: that of its code's, with the status where the code has several
/// entries, and with a number where the entry has several messages.
#[must_use]
pub fn message(variant: &str, status: Option<u16>, number: Option<usize>) -> String {
    match (status, number) {
        (None, None) => variant.to_owned(),
        (Some(status), None) => format!("{variant}{status}"),
        (None, Some(number)) => format!("{variant}{number}"),
        (Some(status), Some(number)) => format!("{variant}{status}_{number}"),
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
        for (code, name) in [
            ("FAILED_PRECONDITION", "FailedPrecondition"),
            ("HTTP_2_ERROR", "Http2Error"),
            ("NoSuchUpload", "NoSuchUpload"),
            ("invalidParameter", "InvalidParameter"),
            ("invalid.parameter", "InvalidParameter"),
            ("user-4", "User4"),
            ("Request Timeout", "RequestTimeout"),
            ("10001", "Code10001"),
            ("-1021", "CodeMinus1021"),
            ("2FA_LOST", "Code2faLost"),
            ("_", ""),
        ] {
            assert_eq!(variant(code), name);
        }
    }

    #[test]
    fn codes_have_shapes() {
        for (code, shape) in [
            ("NOT_FOUND", Shape::Capitals),
            ("E1", Shape::Capitals),
            ("10001", Shape::Number),
            ("-1021", Shape::Number),
            ("NoSuchUpload", Shape::Word),
            ("notFound", Shape::Word),
            ("Not_Found", Shape::Words),
            ("invalid.parameter", Shape::Words),
            ("A-B", Shape::Words),
            ("Request Timeout", Shape::Other),
            ("2FA", Shape::Other),
            ("-", Shape::Other),
            ("", Shape::Other),
            ("错误", Shape::Other),
            (&"A".repeat(64), Shape::Other),
        ] {
            assert_eq!(Shape::of(code), shape, "{code}");
        }
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
