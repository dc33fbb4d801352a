//! The API gateway's error codes as Rust types, generated from the Markdown document in `spec/`
//! and checked against it at every build.
//!
//! [`ErrorCode`] has a variant for each code, [`Entry`] says what the document says of a code under
//! one HTTP status, [`Table`] names the tables of the document.
//!
//! A code is not a row. `FAILED_PRECONDITION` stands under 400 and under 409, so it has two
//! entries, and no single status:
//!
//! ```
//! use apigateway_errors::{ErrorCode, entries_with_status};
//!
//! let code = ErrorCode::from_name("FAILED_PRECONDITION").unwrap();
//! assert_eq!(code, ErrorCode::FailedPrecondition);
//! assert_eq!(code.entries().len(), 2);
//! assert_eq!(code.status(), None);
//! assert_eq!(code.entry(409).unwrap().message(), "多个参数有大小依赖关系");
//!
//! assert_eq!(ErrorCode::NotFound.status(), Some(404));
//! let entries = entries_with_status(404);
//! assert!(entries.iter().any(|entry| entry.code() == ErrorCode::NotFound));
//! ```
//!
//! A newer gateway may send a code that this edition of the document does not have.
//! [`AnyCode`] keeps it:
//!
//! ```
//! use apigateway_errors::{AnyCode, ErrorCode};
//!
//! assert_eq!(AnyCode::new("NOT_FOUND"), AnyCode::Known(ErrorCode::NotFound));
//! assert_eq!(AnyCode::new("BRAND_NEW").as_str(), "BRAND_NEW");
//! ```
//!
//! The document's messages are templates. [`Message`] fills them in, and reads real messages back:
//!
//! ```
//! use apigateway_errors::Message;
//!
//! let message = Message::NotFound { resource: "api-1" };
//! assert_eq!(message.to_string(), "找不到 api-1");
//! assert_eq!(Message::parse(message.entry(), "找不到 api-1"), Some(message));
//! ```
//!
//! A [`GatewayError`] is an error to answer with. What can be done about one, [`Entry::retry`],
//! [`Entry::is_worth_a_retry`] and [`Entry::grpc`] say: that is our reading of the document, not the
//! vendor's. With the feature `serde`, `wire` reads and writes the gateway's JSON form; with `http`
//! and `axum`, errors become responses.
//!
//! The default features depend on nothing, not on `std` and not on `alloc`, and no lookup
//! allocates. The document is its vendor's text; the messages are in Chinese, as published.
#![cfg_attr(
    feature = "generator",
    doc = "\nThe build-time half is [`generator`]; the pages of its checks are in [`generator::check::pages`]. [`vendors_document`] and [`your_document`] are for those who keep a document, [`how_it_works`] follows the data through the generator, [`testing`] tells how all of this is tested."
)]
#![doc = "\n# The catalogue\n"]
#![doc = include_str!(concat!(env!("OUT_DIR"), "/catalogue.rs.md"))]
#![cfg_attr(not(any(feature = "generator", test)), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod any_code;
mod api;
mod entry;
mod gateway_error;
mod handling;
mod hash;
mod names;
#[cfg(feature = "alloc")]
mod owned_message;
mod reading;
#[doc(hidden)]
pub mod row;
mod status_class;
mod template;
mod unknown_code;

#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "generator")]
pub mod generator;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "generator")]
pub mod how_it_works {
    #![doc = include_str!("how_it_works.md")]
}
#[cfg(feature = "cli")]
pub mod snippet;
#[cfg(feature = "generator")]
pub mod testing {
    #![doc = include_str!("testing.md")]
}
#[cfg(feature = "generator")]
pub mod vendors_document {
    #![doc = include_str!("vendors_document.md")]
}
#[cfg(feature = "serde")]
pub mod wire;
#[cfg(feature = "generator")]
pub mod your_document {
    #![doc = include_str!("your_document.md")]
}

pub use any_code::AnyCode;
#[cfg(feature = "alloc")]
pub use any_code::OwnedCode;
pub use entry::{Code, Entry, EntryText};
pub use gateway_error::GatewayError;
pub use handling::{Grpc, Retry, UnknownName};
#[cfg(feature = "http")]
pub use http::NotOne;
#[cfg(feature = "alloc")]
pub use owned_message::OwnedMessage;
pub use status_class::StatusClass;
pub use template::{Part, RenderError, Template};
pub use unknown_code::UnknownCode;

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
