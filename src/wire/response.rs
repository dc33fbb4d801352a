//! An error as the gateway sends it.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{AnyCode, Code, Entry, ErrorCode, Message};

/// A member of a JSON object: absent, `null`, or there.
///
/// To whoever reads JSON the first two mostly mean the same; but what was read is written again as
/// it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the member is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, where there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::deserialize(deserializer)?;
        Ok(value.map_or(Self::Null, Self::Value))
    }
}

/// Reads a text, borrowing it where the input has it as it is.
fn text<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Field<Cow<'a, str>>, D::Error> {
    struct Text<'a>(PhantomData<&'a str>);

    impl<'de: 'a, 'a> Visitor<'de> for Text<'a> {
        type Value = Field<Cow<'a, str>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string or null")
        }

        fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Field::Value(Cow::Borrowed(text)))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Field::Value(Cow::Owned(text.into())))
        }

        fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
            Ok(Field::Value(Cow::Owned(text)))
        }

        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
            value.deserialize_str(self)
        }
    }

    deserializer.deserialize_option(Text(PhantomData))
}

/// An error as the gateway sends it:
/// `{"requestId": "…", "error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "…"}}`.
///
/// Whatever else is in it is kept. Texts are borrowed from the input where JSON allows it.
///
/// ```
/// use apigateway_errors::wire::ErrorResponse;
/// use apigateway_errors::{ErrorCode, Message};
///
/// let json = r#"{"requestId":"r-7","error":{"code":404,"status":"NOT_FOUND","message":"找不到 api-1"}}"#;
/// let response: ErrorResponse<'_> = serde_json::from_str(json).unwrap();
///
/// let entry = response.entry().unwrap();
/// assert_eq!(entry.code(), ErrorCode::NotFound);
/// assert_eq!(response.message(), Some(Message::NotFound { resource: "api-1" }));
/// assert_eq!(serde_json::to_string(&response).unwrap(), json);
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ErrorResponse<'a> {
    /// The id of the request.
    #[serde(
        borrow,
        default,
        rename = "requestId",
        deserialize_with = "text",
        skip_serializing_if = "Field::is_absent"
    )]
    pub request_id: Field<Cow<'a, str>>,
    /// The error.
    #[serde(borrow, default, skip_serializing_if = "Field::is_absent")]
    pub error: Field<ErrorBody<'a>>,
    /// All other members.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// The error in an [`ErrorResponse`].
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ErrorBody<'a> {
    /// The HTTP status; a number that no HTTP status has is kept, too.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub code: Field<i64>,
    /// The code's name.
    #[serde(
        borrow,
        default,
        deserialize_with = "text",
        skip_serializing_if = "Field::is_absent"
    )]
    pub status: Field<Cow<'a, str>>,
    /// The message, its values filled in.
    #[serde(
        borrow,
        default,
        deserialize_with = "text",
        skip_serializing_if = "Field::is_absent"
    )]
    pub message: Field<Cow<'a, str>>,
    /// Whatever the service adds.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub details: Field<Value>,
    /// All other members.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

impl ErrorResponse<'_> {
    /// The code, known or not.
    #[must_use]
    pub fn code(&self) -> Option<AnyCode<'_>> {
        self.code_in()
    }

    /// The code in another catalogue.
    #[must_use]
    pub fn code_in<C: Code>(&self) -> Option<AnyCode<'_, C>> {
        let name = self.error.value()?.status.value()?;
        Some(AnyCode::new(name))
    }

    /// The number of the HTTP status, where it can be one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let code = *self.error.value()?.code.value()?;
        u16::try_from(code)
            .ok()
            .filter(|status| (100..600).contains(status))
    }

    /// The entry of the document, where it is certain: the document has the code, and has it under
    /// that status; or the response gives no status, and the document has only one for the code.
    #[must_use]
    pub fn entry(&self) -> Option<&'static Entry> {
        self.entry_in::<ErrorCode>()
    }

    /// The entry in another catalogue.
    #[must_use]
    pub fn entry_in<C: Code>(&self) -> Option<&'static Entry<C>> {
        let entries = self.code_in::<C>()?.known()?.entries();
        match (self.error.value()?.code, entries) {
            (Field::Value(_), entries) => {
                let status = self.status()?;
                entries.iter().find(|entry| entry.status() == status)
            }
            (_, [entry]) => Some(entry),
            _ => None,
        }
    }

    /// The message, read back into its values; `None` where the entry is not certain or the text
    /// is none of its messages.
    #[must_use]
    pub fn message(&self) -> Option<Message<'_>> {
        let text = self.error.value()?.message.value()?;
        Message::parse(self.entry()?, text)
    }

    /// The same response, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> ErrorResponse<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        ErrorResponse {
            request_id: self.request_id.map(owned),
            error: self.error.map(|error| ErrorBody {
                code: error.code,
                status: error.status.map(owned),
                message: error.message.map(owned),
                details: error.details,
                others: error.others,
            }),
            others: self.others,
        }
    }
}
