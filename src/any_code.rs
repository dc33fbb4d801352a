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
/// assert_eq!(AnyCode::new("NOT_FOUND"), ErrorCode::NotFound);
/// ```
#[derive(Clone, Copy, Debug)]
pub enum AnyCode<'a, C = ErrorCode> {
    /// A code of the document.
    Known(C),
    /// The name of a code that the document does not have.
    Unknown(&'a str),
}

impl<'a> AnyCode<'a> {
    /// Looks a name up in this crate's catalogue and keeps it where it is unknown. In that of another document,
    /// [`AnyCode::from`] does the same.
    #[must_use]
    #[inline]
    pub fn new(name: &'a str) -> Self {
        Self::from(name)
    }
}

impl<'a, C: Code> AnyCode<'a, C> {
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

    /// The same code, borrowing nothing. It needs the feature `alloc`.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self) -> OwnedCode<C> {
        match self {
            Self::Known(code) => OwnedCode::Known(code),
            Self::Unknown(name) => OwnedCode::Unknown(name.into()),
        }
    }
}

/// An [`AnyCode`] that borrows nothing: for logs, queues, and whatever else outlives the input. It needs the feature
/// `alloc`.
///
/// ```
/// use apigateway_errors::{AnyCode, ErrorCode, OwnedCode};
///
/// let code = AnyCode::new("BRAND_NEW").into_owned();
/// assert_eq!(code, OwnedCode::new("BRAND_NEW"));
/// assert_eq!((code.as_str(), code.known()), ("BRAND_NEW", None));
/// assert_eq!(OwnedCode::from(ErrorCode::NotFound), ErrorCode::NotFound);
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Debug)]
pub enum OwnedCode<C = ErrorCode> {
    /// A code of the document.
    Known(C),
    /// The name of a code that the document does not have.
    Unknown(alloc::string::String),
}

#[cfg(feature = "alloc")]
impl OwnedCode {
    /// Looks a name up in this crate's catalogue and keeps it where it is unknown.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::from(name)
    }
}

#[cfg(feature = "alloc")]
impl<C: Code> OwnedCode<C> {
    /// The same code, borrowed, to match on.
    #[must_use]
    #[inline]
    pub fn as_any(&self) -> AnyCode<'_, C> {
        match self {
            Self::Known(code) => AnyCode::Known(*code),
            Self::Unknown(name) => AnyCode::Unknown(name),
        }
    }

    /// The code's name.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => code.as_str(),
            Self::Unknown(name) => name,
        }
    }

    /// The code, where the document has it. A name that somebody kept as unknown is looked up again.
    #[must_use]
    #[inline]
    pub fn known(&self) -> Option<C> {
        self.as_any().known()
    }
}

#[cfg(feature = "alloc")]
impl<C: Code> From<AnyCode<'_, C>> for OwnedCode<C> {
    fn from(code: AnyCode<'_, C>) -> Self {
        code.into_owned()
    }
}

#[cfg(feature = "alloc")]
impl<C: Code> From<&str> for OwnedCode<C> {
    fn from(name: &str) -> Self {
        AnyCode::from(name).into_owned()
    }
}

impl<'a, C: Code> From<&'a str> for AnyCode<'a, C> {
    #[inline]
    fn from(name: &'a str) -> Self {
        C::from_name(name).map_or(Self::Unknown(name), Self::Known)
    }
}

/// What follows from a code's name, for each type that has one.
macro_rules! by_name {
    ($type:ty) => {
        impl<C: Code> From<C> for $type {
            #[inline]
            fn from(code: C) -> Self {
                Self::Known(code)
            }
        }

        impl<C: Code> AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl<C: Code> fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl<C: Code> PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl<C: Code> Eq for $type {}

        impl<C: Code> PartialEq<C> for $type {
            #[inline]
            fn eq(&self, other: &C) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl<C: Code> PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<C: Code> Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl<C: Code> Hash for $type {
            #[inline]
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
    };
}

by_name!(AnyCode<'_, C>);
#[cfg(feature = "alloc")]
by_name!(OwnedCode<C>);

impl PartialEq<AnyCode<'_>> for ErrorCode {
    #[inline]
    fn eq(&self, other: &AnyCode<'_>) -> bool {
        other == self
    }
}

#[cfg(feature = "alloc")]
impl PartialEq<OwnedCode> for ErrorCode {
    #[inline]
    fn eq(&self, other: &OwnedCode) -> bool {
        other == self
    }
}
