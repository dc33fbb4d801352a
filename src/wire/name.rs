//! Codes by their names on the wire.

use alloc::borrow::Cow;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::{AnyCode, Code, ErrorCode, Grpc, OwnedCode, Retry, StatusClass, UnknownCode};

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        by_name::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_name::deserialize(deserializer)
    }
}

impl<C: Code> Serialize for AnyCode<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A name that is unknown has to be borrowed from the input. Where it cannot be, because it holds
/// escapes or is read from a stream, read a `Cow<str>` and give it to [`AnyCode::from`], or read an [`OwnedCode`].
impl<'de: 'a, 'a, C: Code> Deserialize<'de> for AnyCode<'a, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name<C>(PhantomData<C>);

        impl<'de, C: Code> Visitor<'de> for Name<C> {
            type Value = AnyCode<'de, C>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of an error code")
            }

            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(AnyCode::from(name))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
                let code = C::from_name(name).map(AnyCode::Known);
                code.ok_or_else(|| {
                    let unknown = UnknownCode::new(name);
                    E::custom(format_args!(
                        "{unknown}, which cannot be borrowed from this input"
                    ))
                })
            }
        }

        deserializer.deserialize_str(Name(PhantomData))
    }
}

impl<C: Code> Serialize for OwnedCode<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, C: Code> Deserialize<'de> for OwnedCode<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        Ok(OwnedCode::from(&*name))
    }
}

/// Reads and writes enums by the names of their variants.
macro_rules! by_their_names {
    ($($name:ident)+) => {
        $(
            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let name = Cow::<str>::deserialize(deserializer)?;
                    name.parse().map_err(de::Error::custom)
                }
            }
        )+
    };
}

by_their_names!(Grpc Retry StatusClass);

/// Codes of other catalogues by name, for `#[serde(with = "…")]`.
///
/// ```
/// use apigateway_errors::ErrorCode;
///
/// #[derive(serde::Deserialize, serde::Serialize)]
/// struct Line {
///     #[serde(with = "apigateway_errors::wire::by_name")]
///     code: ErrorCode,
/// }
///
/// let line: Line = serde_json::from_str(r#"{"code":"NOT_FOUND"}"#).unwrap();
/// assert_eq!(line.code, ErrorCode::NotFound);
/// assert_eq!(serde_json::to_string(&line).unwrap(), r#"{"code":"NOT_FOUND"}"#);
/// ```
pub mod by_name {
    use super::*;

    /// Writes a code's name.
    ///
    /// # Errors
    ///
    /// The serializer fails.
    pub fn serialize<C: Code, S: Serializer>(code: &C, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(code.as_str())
    }

    /// Reads a code's name.
    ///
    /// # Errors
    ///
    /// The input is no text, or the catalogue has no code of that name.
    pub fn deserialize<'de, C: Code, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        struct Name<C>(PhantomData<C>);

        impl<C: Code> Visitor<'_> for Name<C> {
            type Value = C;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of an error code")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<C, E> {
                C::from_name(name).ok_or_else(|| E::custom(UnknownCode::new(name)))
            }
        }

        deserializer.deserialize_str(Name(PhantomData))
    }
}
