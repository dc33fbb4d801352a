//! What a crate that depends on the codes does with them, without `std` and without `alloc`.
#![no_std]
#![deny(warnings)]

use apigateway_errors::{AnyCode, Entry, ErrorCode, StatusClass, Table, entries_with_status, entry};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// Whether a request may be sent again as it is.
pub fn may_send_again(code: ErrorCode) -> bool {
    match code {
        ErrorCode::RateLimitExceeded | ErrorCode::Unavailable | ErrorCode::DeadlineExceeded => true,
        ErrorCode::NotFound | ErrorCode::Unauthenticated => false,
        // The document may grow.
        _ => false,
    }
}

/// A lookup at compile time.
pub const NOT_FOUND: Option<u16> = ErrorCode::NotFound.status();

/// The entry of what came over the wire.
pub fn received(name: &str, status: u16) -> Option<&'static Entry> {
    entry(name, status)
}

/// Whose fault it was.
pub fn is_ours(name: &str) -> Option<bool> {
    let code = AnyCode::new(name).known()?;
    let entry = code.entry(code.status()?)?;
    Some(entry.class() == StatusClass::ClientError && entry.table() == Table::Common)
}

/// How many codes a status may mean.
pub fn candidates(status: u16) -> usize {
    entries_with_status(status).len()
}
