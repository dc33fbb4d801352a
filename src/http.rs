//! Statuses and responses of the `http` crate.

use alloc::string::String;

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;

use crate::wire::Problem;
use crate::{Code, Entry, ErrorCode, GatewayError, StatusClass, entries_with_status};

/// A conversion from or to an HTTP status that would lose or guess something.
///
/// ```
/// use apigateway_errors::{Entry, ErrorCode};
/// use http::StatusCode;
///
/// assert_eq!(StatusCode::try_from(ErrorCode::NotFound), Ok(StatusCode::NOT_FOUND));
/// assert!(StatusCode::try_from(ErrorCode::FailedPrecondition).is_err());
///
/// // 400 is that of several entries, 418 of none.
/// assert!(<&Entry>::try_from(StatusCode::BAD_REQUEST).is_err());
/// assert!(<&Entry>::try_from(StatusCode::IM_A_TEAPOT).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOne;

impl core::fmt::Display for NotOne {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("there is not exactly one answer")
    }
}

impl core::error::Error for NotOne {}

impl<C: Code> From<&Entry<C>> for StatusCode {
    fn from(entry: &Entry<C>) -> Self {
        // Every status of a document is a valid one.
        Self::from_u16(entry.status()).unwrap_or(Self::INTERNAL_SERVER_ERROR)
    }
}

impl<C: Code> From<Entry<C>> for StatusCode {
    fn from(entry: Entry<C>) -> Self {
        Self::from(&entry)
    }
}

/// The status of a code that has only one.
impl TryFrom<ErrorCode> for StatusCode {
    type Error = NotOne;

    fn try_from(code: ErrorCode) -> Result<Self, NotOne> {
        match code.entries() {
            [entry] => Ok(entry.into()),
            _ => Err(NotOne),
        }
    }
}

/// The entry of a status that has only one.
impl TryFrom<StatusCode> for &'static Entry {
    type Error = NotOne;

    fn try_from(status: StatusCode) -> Result<Self, NotOne> {
        match entries_with_status(status.as_u16()) {
            [entry] => Ok(entry),
            _ => Err(NotOne),
        }
    }
}

/// The class of a status below 600.
impl TryFrom<StatusCode> for StatusClass {
    type Error = NotOne;

    fn try_from(status: StatusCode) -> Result<Self, NotOne> {
        Self::of(status.as_u16()).ok_or(NotOne)
    }
}

/// The gateway's JSON form, as `application/json`, with the error's status.
impl From<&GatewayError<'_>> for Response<String> {
    fn from(error: &GatewayError<'_>) -> Self {
        response(error, error, "application/json")
    }
}

impl From<GatewayError<'_>> for Response<String> {
    fn from(error: GatewayError<'_>) -> Self {
        Self::from(&error)
    }
}

/// The form of RFC 9457, as `application/problem+json`, with the error's status.
impl From<Problem<'_>> for Response<String> {
    fn from(problem: Problem<'_>) -> Self {
        response(problem.error(), &problem, "application/problem+json")
    }
}

fn response(
    error: &GatewayError<'_>,
    body: &impl Serialize,
    content_type: &'static str,
) -> Response<String> {
    // Nothing in the body can fail to be written.
    let body = serde_json::to_string(body).unwrap_or_default();
    let mut response = Response::new(body);
    *response.status_mut() = error.entry().into();
    let content_type = HeaderValue::from_static(content_type);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
