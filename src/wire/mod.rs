//! The gateway's JSON form of an error, read and written.

mod error;
mod name;
mod problem;
mod response;

pub use name::by_name;
pub use problem::Problem;
pub use response::{ErrorBody, ErrorResponse, Field, OwnedErrorResponse};
