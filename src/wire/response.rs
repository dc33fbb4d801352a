//! An error as the gateway sends it.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::ops::Deref;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess};
use serde_json::{Map, Value};

use super::field::{Field, Member, member, members};
use crate::{AnyCode, Code, Entry, ErrorCode, Message};

/// An error as the gateway sends it:
/// `{"requestId": "…", "error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "…"}}`.
///
/// Whatever else is in it is kept; a member that is not what it should be is kept, too, and answers
/// nothing. (Numbers of more than 64 bits are kept as `serde_json` keeps them, as floating point.)
/// What JSON cannot keep is refused: several members of one name, and numbers such as YAML's `.nan`.
/// So every JSON object is one, be it `{}`: whether it is about an error, [`code`](Self::code) says.
/// Texts are borrowed from the input where JSON allows it; to read from a stream, or for as long as
/// one likes, there is [`OwnedErrorResponse`]. One for a test is read from JSON, or made of a
/// [`GatewayError`](crate::GatewayError).
///
/// The vendor's member `code` is the number, and its `status` the name; here, [`code`](Self::code) is the
/// [`ErrorCode`], and [`status`](Self::status) the number, as everywhere in this crate.
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
    #[serde(flatten, deserialize_with = "members")]
    pub others: Map<String, Value>,
    #[serde(skip)]
    pub(super) http_status: Option<u16>,
}

/// An [`ErrorResponse`] that borrows nothing: for streams, and for whatever else wants to read
/// without an input that stays.
///
/// ```
/// use apigateway_errors::wire::OwnedErrorResponse;
///
/// let stream = br#"{"error":{"code":404,"status":"NOT_FOUND"}}"#.as_slice();
/// let response: OwnedErrorResponse = serde_json::from_reader(stream).unwrap();
/// assert_eq!(response.entry().unwrap().status(), 404);
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct OwnedErrorResponse(pub ErrorResponse<'static>);

impl Deref for OwnedErrorResponse {
    type Target = ErrorResponse<'static>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

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
        deserialize_with = "member",
        skip_serializing_if = "Field::is_absent"
    )]
    pub details: Field<Value>,
    /// All other members.
    #[serde(flatten, deserialize_with = "members")]
    pub others: Map<String, Value>,
}

impl<'de> Member<'de> for ErrorBody<'de> {
    fn of_object<A: MapAccess<'de>>(object: A) -> Result<Field<Self>, A::Error> {
        ErrorBody::deserialize(MapAccessDeserializer::new(object)).map(Field::Value)
    }
}

/// `NOT_FOUND (404): 找不到 api-1 (request r-7)`, as far as the response has it.
impl fmt::Display for ErrorResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code();
        f.write_str(
            code.as_ref()
                .map_or("an error without a code", AnyCode::as_str),
        )?;
        if let Some(status) = self.status() {
            write!(f, " ({status})")?;
        }
        if let Some(text) = self.text() {
            write!(f, ": {text}")?;
        }
        if let Some(id) = self.request_id.value() {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl core::error::Error for ErrorResponse<'_> {}

impl fmt::Display for OwnedErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl core::error::Error for OwnedErrorResponse {}

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
        Some(AnyCode::from(&**name))
    }

    /// The number of the HTTP status: that in the response, or else the one with which it came. `None` where there is
    /// neither, or where it is below 100 or above 599.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let code = self.error.value().and_then(|error| error.code.value());
        let status = match code {
            Some(&code) => u16::try_from(code).ok(),
            None => self.http_status,
        };
        status.filter(|status| (100..600).contains(status))
    }

    /// The same response with the HTTP status under which it came, which counts where it has no number of its own. It
    /// is not written again with the response.
    ///
    /// ```
    /// use apigateway_errors::wire::ErrorResponse;
    ///
    /// let json = r#"{"error":{"status":"FAILED_PRECONDITION"}}"#;
    /// let response: ErrorResponse<'_> = serde_json::from_str(json).unwrap();
    /// // The document has the code under 400 and under 409.
    /// assert_eq!(response.entry(), None);
    /// assert_eq!(response.with_http_status(409).entry().unwrap().status(), 409);
    /// ```
    #[must_use]
    pub const fn with_http_status(mut self, status: u16) -> Self {
        self.http_status = Some(status);
        self
    }

    /// The entry of the document, where it is certain: the document has the code, and has it under that status; or
    /// there is nothing in its place, nor a status with which the response came, and the document has only one for the
    /// code.
    #[must_use]
    pub fn entry(&self) -> Option<&'static Entry> {
        self.entry_in::<ErrorCode>()
    }

    /// The entry in another catalogue.
    #[must_use]
    pub fn entry_in<C: Code>(&self) -> Option<&'static Entry<C>> {
        let entries = self.code_in::<C>()?.known()?.entries();
        let code = &self.error.value()?.code;
        let has_status = !matches!(code, Field::Absent | Field::Null) || self.http_status.is_some();
        match entries {
            [entry] if !has_status => Some(entry),
            _ => {
                let status = self.status()?;
                entries.iter().find(|entry| entry.status() == status)
            }
        }
    }

    /// The text of the message as it came, in whatever language and wording.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.error.value()?.message.as_deref()
    }

    /// The message with its values: the texts that `details` has under the names of the placeholders, or those that
    /// are read back from the message's text, whichever has more of them; that of `details` where both have as many.
    /// `None` where the entry is not certain, or neither is one of its messages, as in another language without
    /// `details`: to know what happened, match on [`code`](Self::code) or [`entry`](Self::entry).
    ///
    /// A value may hold what stands between two of them; how it is then read, [`Message::parse`] says.
    ///
    /// ```
    /// use apigateway_errors::Message;
    /// use apigateway_errors::wire::ErrorResponse;
    ///
    /// let json = r#"{"error":{"status":"NOT_FOUND","message":"No such API.","details":[{"resource":"api-1"}]}}"#;
    /// let response: ErrorResponse<'_> = serde_json::from_str(json).unwrap();
    /// assert_eq!(response.message(), Some(Message::NotFound { resource: "api-1" }));
    /// ```
    #[must_use]
    pub fn message(&self) -> Option<Message<'_>> {
        let entry = self.entry()?;
        let details = self.error.value()?.details.value();
        let named =
            details.and_then(|details| Message::from_values(entry, |name| detail(details, name)));
        let read = self.text().and_then(|text| Message::parse(entry, text));
        match (named, read) {
            (Some(named), Some(read)) if named.values().count() < read.values().count() => {
                Some(read)
            }
            (named, read) => named.or(read),
        }
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
            http_status: self.http_status,
        }
    }
}

/// The text of that name in a list of objects, or in a single one; `None` where there are two.
fn detail<'v>(details: &'v Value, name: &str) -> Option<&'v str> {
    let objects = match details {
        Value::Array(objects) => objects.as_slice(),
        object => core::slice::from_ref(object),
    };
    let mut values = objects.iter().filter_map(|object| object.get(name));
    let value = values.next()?.as_str()?;
    values.next().is_none().then_some(value)
}
