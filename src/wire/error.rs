//! A [`GatewayError`] in the gateway's form.

use alloc::borrow::Cow;
use alloc::string::ToString;
use core::fmt::Display;

use serde::ser::{Serialize, SerializeStruct, Serializer};

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
/// `requestId` where it is not known.
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
        let mut object = serializer.serialize_struct("Error", 3)?;
        object.serialize_field("code", &self.0.status())?;
        object.serialize_field("status", &self.0.code())?;
        object.serialize_field("message", &Shown(self.0.message()))?;
        object.end()
    }
}

/// What a server answers, as a client reads it.
impl From<&GatewayError<'_>> for ErrorResponse<'static> {
    fn from(error: &GatewayError<'_>) -> Self {
        let id = error.request_id().map(|id| Cow::Owned(id.to_string()));
        Self {
            request_id: id.map_or(Field::Absent, Field::Value),
            error: Field::Value(ErrorBody {
                code: Field::Value(error.status().into()),
                status: Field::Value(Cow::Borrowed(error.code().as_str())),
                message: Field::Value(Cow::Owned(error.message().to_string())),
                ..ErrorBody::default()
            }),
            ..Self::default()
        }
    }
}
