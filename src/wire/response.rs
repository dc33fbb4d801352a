//! An error as the gateway sends it.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Number, Value};

use crate::{AnyCode, Code, Entry, ErrorCode, Message};

/// A member of a JSON object: absent, `null`, there, or there as something else.
///
/// To whoever reads JSON the first two mostly mean the same; but what was read is written again as
/// it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
    /// The member is not what it should be: a number in place of a text, say.
    Other(Value),
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
            Self::Absent | Self::Null | Self::Other(_) => None,
        }
    }

    fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
            Self::Other(value) => Field::Other(value),
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
        match self {
            Self::Absent | Self::Null => serializer.serialize_none(),
            Self::Value(value) => value.serialize(serializer),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

/// What a member should be, made of what a deserializer finds.
trait Member<'de>: Sized {
    fn of_text(text: Cow<'de, str>) -> Field<Self> {
        Field::Other(Value::String(text.into_owned()))
    }

    fn of_number(number: Number) -> Field<Self> {
        Field::Other(Value::Number(number))
    }

    fn of_object<A: MapAccess<'de>>(object: A) -> Result<Field<Self>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(object)).map(Field::Other)
    }
}

impl<'de> Member<'de> for Cow<'de, str> {
    fn of_text(text: Cow<'de, str>) -> Field<Self> {
        Field::Value(text)
    }
}

impl Member<'_> for i64 {
    fn of_number(number: Number) -> Field<Self> {
        number
            .as_i64()
            .map_or_else(|| Field::Other(Value::Number(number)), Field::Value)
    }
}

impl<'de> Member<'de> for ErrorBody<'de> {
    fn of_object<A: MapAccess<'de>>(object: A) -> Result<Field<Self>, A::Error> {
        ErrorBody::deserialize(MapAccessDeserializer::new(object)).map(Field::Value)
    }
}

/// Reads a member, borrowing texts where the input has them as they are.
fn member<'de, T: Member<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Field<T>, D::Error> {
    struct Any<T>(PhantomData<T>);

    impl<'de, T: Member<'de>> Visitor<'de> for Any<T> {
        type Value = Field<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a member of an error response")
        }

        fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Borrowed(text)))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Owned(text.into())))
        }

        fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Owned(text)))
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
            value.deserialize_any(self)
        }

        fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
            Ok(Field::Other(Value::Bool(value)))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Ok(T::of_number(value.into()))
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Ok(T::of_number(value.into()))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
            Ok(Number::from_f64(value).map_or(Field::Null, T::of_number))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Value::deserialize(SeqAccessDeserializer::new(list)).map(Field::Other)
        }

        fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
            T::of_object(object)
        }
    }

    deserializer.deserialize_any(Any(PhantomData))
}

/// Reads a member of which nothing is expected.
fn anything<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Field<Value>, D::Error> {
    let value = Option::deserialize(deserializer)?;
    Ok(value.map_or(Field::Null, Field::Value))
}

/// An error as the gateway sends it:
/// `{"requestId": "…", "error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "…"}}`.
///
/// Whatever else is in it is kept; a member that is not what it should be is kept, too, and answers
/// nothing. (Numbers of more than 64 bits are kept as `serde_json` keeps them, as floating point.)
/// Texts are borrowed from the input where JSON allows it; to read from a stream, or for as long as
/// one likes, there is [`OwnedErrorResponse`].
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
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub request_id: Field<Cow<'a, str>>,
    /// The error.
    #[serde(
        borrow,
        default,
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub error: Field<ErrorBody<'a>>,
    /// All other members.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// An [`ErrorResponse`] that borrows nothing: for streams, and for whatever else wants to read
/// without an input that stays.
///
/// ```
/// use apigateway_errors::wire::OwnedErrorResponse;
///
/// let stream = br#"{"error":{"code":404,"status":"NOT_FOUND"}}"#.as_slice();
/// let OwnedErrorResponse(response) = serde_json::from_reader(stream).unwrap();
/// assert_eq!(response.entry().unwrap().status(), 404);
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct OwnedErrorResponse(pub ErrorResponse<'static>);

impl<'de> Deserialize<'de> for OwnedErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ErrorResponse::deserialize(deserializer).map(|response| Self(response.into_owned()))
    }
}

/// The error in an [`ErrorResponse`].
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ErrorBody<'a> {
    /// The HTTP status; a number that no HTTP status has is kept, too.
    #[serde(
        default,
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub code: Field<i64>,
    /// The code's name.
    #[serde(
        borrow,
        default,
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub status: Field<Cow<'a, str>>,
    /// The message, its values filled in.
    #[serde(
        borrow,
        default,
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub message: Field<Cow<'a, str>>,
    /// Whatever the service adds.
    #[serde(
        default,
        deserialize_with = "anything",
        skip_serializing_if = "Field::is_absent"
    )]
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
        match (&self.error.value()?.code, entries) {
            (Field::Value(_) | Field::Other(_), entries) => {
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
