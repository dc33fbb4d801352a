//! A [`GatewayError`] in the gateway's form.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use core::fmt::Display;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Map, Value};

use super::field::Field;
use super::response::{ErrorBody, ErrorResponse};
use crate::GatewayError;

/// Anything that can be displayed, as a string.
pub(super) struct Shown<T>(pub(super) T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// `{"requestId": "…", "error": {"code": 404, "status": "NOT_FOUND", "message": "…"}}`, without
/// `requestId` where it is not known, and with `"details": [{"resource": "…"}]` behind the message where
/// [`with_details`](GatewayError::with_details) has asked for it.
impl Serialize for GatewayError<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let id = self.request_id();
        let mut object =
            serializer.serialize_struct("GatewayError", 1 + usize::from(id.is_some()))?;
        if let Some(id) = id {
            object.serialize_field("requestId", &Shown(id))?;
        }
        object.serialize_field("error", &Body(self))?;
        object.end()
    }
}

struct Body<'a>(&'a GatewayError<'a>);

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details: Map<String, Value> = details(self.0);
        let count = 3 + usize::from(!details.is_empty());
        let mut object = serializer.serialize_struct("Error", count)?;
        object.serialize_field("code", &self.0.status())?;
        object.serialize_field("status", &self.0.code())?;
        object.serialize_field("message", &Shown(self.0.message()))?;
        if !details.is_empty() {
            object.serialize_field("details", &[details])?;
        }
        object.end()
    }
}

/// The values of a message by name.
pub(super) fn details(error: &GatewayError<'_>) -> Map<String, Value> {
    let values = error.details();
    values
        .map(|(name, value)| (name.to_string(), value.into()))
        .collect()
}

/// What a server answers, as a client reads it.
impl From<GatewayError<'_>> for ErrorResponse<'static> {
    fn from(error: GatewayError<'_>) -> Self {
        Self::from(&error)
    }
}

/// What a server answers, as a client reads it.
impl From<&GatewayError<'_>> for ErrorResponse<'static> {
    fn from(error: &GatewayError<'_>) -> Self {
        let id = error.request_id().map(|id| Cow::Owned(id.to_string()));
        let details = details(error);
        let details = (!details.is_empty()).then(|| Value::Array([details.into()].into()));
        Self {
            request_id: id.map_or(Field::Absent, Field::Value),
            error: Field::Value(ErrorBody {
                code: Field::Value(error.status().into()),
                status: Field::Value(Cow::Borrowed(error.code().as_str())),
                message: Field::Value(Cow::Owned(error.message().to_string())),
                details: details.map_or(Field::Absent, Field::Value),
                ..ErrorBody::default()
            }),
            ..Self::default()
        }
    }
}
