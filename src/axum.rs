//! Errors as answers of axum's handlers.

use alloc::string::String;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};

use crate::GatewayError;
use crate::wire::Problem;

/// The gateway's JSON form, as `application/json`, with the error's status.
impl IntoResponse for GatewayError<'_> {
    fn into_response(self) -> Response {
        http::Response::<String>::from(self).map(Body::from)
    }
}

/// The form of RFC 9457, as `application/problem+json`, with the error's status.
impl IntoResponse for Problem<'_> {
    fn into_response(self) -> Response {
        http::Response::<String>::from(self).map(Body::from)
    }
}
