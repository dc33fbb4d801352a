//! A code's name as it came over the wire, known or not.

use core::fmt;
use core::hash::{Hash, Hasher};

use crate::ErrorCode;
use crate::entry::Code;

/// A code that this edition of the document has, or the name of one that it does not have.
///
/// A newer gateway may send codes that are newer than this crate. They are kept as they are, and
/// never folded into `UNKNOWN`, which is a code of its own.
///
/// Two of them are equal if their names are.
///
/// ```
/// use apigateway_errors::{AnyCode, ErrorCode};
///
/// let code: AnyCode<'_> = "UNKNOWN".into();
/// assert_eq!(code.known(), Some(ErrorCode::Unknown));
///
/// let code: AnyCode<'_> = "BRAND_NEW".into();
/// assert_eq!(code.known(), None);
/// assert_eq!(code.to_string(), "BRAND_NEW");
/// ```
#[derive(Clone, Copy, Debug)]
pub enum AnyCode<'a, C = ErrorCode> {
    /// A code of the document.
    Known(C),
    /// The name of a code that the document does not have.
    Unknown(&'a str),
}

impl<'a, C: Code> AnyCode<'a, C> {
    /// Looks a name up and keeps it where it is unknown.
    #[must_use]
    #[inline]
    pub fn new(name: &'a str) -> Self {
        C::from_name(name).map_or(Self::Unknown(name), Self::Known)
    }

    /// The code's name.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &'a str {
        match *self {
            Self::Known(code) => code.as_str(),
            Self::Unknown(name) => name,
        }
    }

    /// The code, where the document has it. A name that somebody kept as unknown is looked up again.
    #[must_use]
    #[inline]
    pub fn known(self) -> Option<C> {
        match self {
            Self::Known(code) => Some(code),
            Self::Unknown(name) => C::from_name(name),
        }
    }
}

impl<'a, C: Code> From<&'a str> for AnyCode<'a, C> {
    #[inline]
    fn from(name: &'a str) -> Self {
        Self::new(name)
    }
}

impl<C: Code> From<C> for AnyCode<'_, C> {
    #[inline]
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C: Code> AsRef<str> for AnyCode<'_, C> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<C: Code> fmt::Display for AnyCode<'_, C> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<C: Code> PartialEq for AnyCode<'_, C> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl<C: Code> Eq for AnyCode<'_, C> {}

impl<C: Code> PartialOrd for AnyCode<'_, C> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<C: Code> Ord for AnyCode<'_, C> {
    #[inline]
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<C: Code> Hash for AnyCode<'_, C> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
