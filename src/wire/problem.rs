//! A [`GatewayError`] as `application/problem+json`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::{Shown, details};
use crate::GatewayError;

/// A [`GatewayError`] in the form of RFC 9457, `application/problem+json`.
///
/// The message is its `detail`; the code's name, the request's id and the
/// [details](GatewayError::with_details) are the extension members `code`, `requestId` and `details`. It has a `type` and a `title` where [`with_types_under`] says so.
///
/// [`with_types_under`]: Self::with_types_under
///
/// ```
/// use apigateway_errors::wire::Problem;
/// use apigateway_errors::{GatewayError, Message};
///
/// let error = GatewayError::from(Message::NotFound { resource: "api-1" });
/// let problem = Problem::from(error).with_types_under("https://example.com/errors/");
/// assert_eq!(
///     serde_json::to_string(&problem).unwrap(),
///     r#"{"type":"https://example.com/errors/NOT_FOUND","title":"NOT_FOUND","status":404,"detail":"找不到 api-1","code":"NOT_FOUND"}"#,
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    error: GatewayError<'a>,
    types: Option<&'a str>,
}

impl<'a> Problem<'a> {
    /// Makes the code's name, right behind this address, the problem's `type`; the address mostly
    /// ends with a slash.
    #[must_use]
    pub const fn with_types_under(mut self, address: &'a str) -> Self {
        self.types = Some(address);
        self
    }

    /// The error.
    #[must_use]
    pub const fn error(&self) -> &GatewayError<'a> {
        &self.error
    }
}

impl<'a> From<GatewayError<'a>> for Problem<'a> {
    fn from(error: GatewayError<'a>) -> Self {
        Self { error, types: None }
    }
}

impl Serialize for Problem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { error, types } = self;
        let mut object = serializer.serialize_map(None)?;
        if let Some(types) = types {
            object.serialize_entry("type", &Shown(format_args!("{types}{}", error.code())))?;
            object.serialize_entry("title", error.code().as_str())?;
        }
        object.serialize_entry("status", &error.status())?;
        object.serialize_entry("detail", &Shown(error.message()))?;
        object.serialize_entry("code", error.code().as_str())?;
        if let Some(id) = error.request_id() {
            object.serialize_entry("requestId", &Shown(id))?;
        }
        let details = details(error);
        if !details.is_empty() {
            object.serialize_entry("details", &[details])?;
        }
        object.end()
    }
}
