//! The gateway's JSON form of an error, read and written. It needs the feature `serde`.

mod error;
mod field;
mod name;
mod problem;
mod response;

pub use field::Field;
pub use name::by_name;
pub use problem::Problem;
pub use response::{ErrorBody, ErrorResponse, OwnedErrorResponse};
