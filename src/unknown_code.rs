//! Names that are no code.

use core::fmt;

/// The longest name that an [`UnknownCode`] keeps whole, in bytes.
const KEPT: usize = 64;

/// A name that is no code of the catalogue.
///
/// It keeps the name without allocating: whole up to 64 bytes, cut at the end where it is longer.
///
/// ```
/// use apigateway_errors::ErrorCode;
///
/// let error = "NO_SUCH_CODE".parse::<ErrorCode>().unwrap_err();
/// assert_eq!(error.name(), "NO_SUCH_CODE");
/// assert_eq!(error.to_string(), "unknown error code `NO_SUCH_CODE`");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownCode {
    kept: [u8; KEPT],
    length: u8,
    cut: bool,
}

impl UnknownCode {
    /// Keeps a name.
    #[must_use]
    #[inline]
    pub fn new(name: &str) -> Self {
        let mut length = name.len().min(KEPT);
        while !name.is_char_boundary(length) {
            length -= 1;
        }
        let mut kept = [0; KEPT];
        kept[..length].copy_from_slice(&name.as_bytes()[..length]);
        Self {
            kept,
            // At most KEPT, which fits.
            length: length as u8,
            cut: length < name.len(),
        }
    }

    /// The name, or as much of it as was kept.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        let kept = self.kept.get(..usize::from(self.length));
        kept.and_then(|kept| str::from_utf8(kept).ok())
            .unwrap_or_default()
    }

    /// Whether the name was too long to be kept whole.
    #[must_use]
    #[inline]
    pub const fn is_cut(&self) -> bool {
        self.cut
    }
}

impl fmt::Debug for UnknownCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownCode")
            .field("name", &self.name())
            .field("is_cut", &self.cut)
            .finish()
    }
}

impl fmt::Display for UnknownCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.cut { "…" } else { "" };
        write!(
            f,
            "unknown error code `{}{more}`",
            self.name().escape_debug()
        )
    }
}

impl core::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_is_kept_as_far_as_it_goes() {
        let whole = UnknownCode::new("A\n");
        assert!(!whole.is_cut());
        assert_eq!(whole.to_string(), r"unknown error code `A\n`");
        assert_eq!(
            format!("{whole:?}"),
            r#"UnknownCode { name: "A\n", is_cut: false }"#
        );
        for (name, kept) in [("A".repeat(KEPT), KEPT), ("资".repeat(KEPT), KEPT / 3 * 3)] {
            let exact = UnknownCode::new(&name[..kept]);
            assert_eq!((exact.name(), exact.is_cut()), (&name[..kept], false));
            let cut = UnknownCode::new(&(name.clone() + "B"));
            assert_eq!((cut.name(), cut.is_cut()), (&name[..kept], true));
            assert!(cut.to_string().ends_with("…`"));
        }
    }
}
