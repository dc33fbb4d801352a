//! The errors of the order service, generated from `spec/errors.md`.

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use apigateway_errors::{AnyCode, Retry};

    #[test]
    fn the_catalogue_is_that_of_the_document() {
        assert_eq!(ErrorCode::ALL.len(), 5);
        assert_eq!(ErrorCode::OrderClosed.status(), Some(409));
        let closed = &ErrorCode::OrderClosed.entries()[0];
        assert_eq!(closed.table(), Table::Orders);
        assert_eq!(closed.solution(), Some("Open a new one."));
        assert_eq!(ENTRIES.len(), 5);
        let code: AnyCode<'_, ErrorCode> = AnyCode::from("PAYMENT_PENDING");
        assert_eq!(code, AnyCode::Known(ErrorCode::PaymentPending));
        let entry = entry("PAYMENT_REFUSED", 402).expect("an entry");
        assert_eq!(entry.retry(), Some(Retry::AfterStateChange));
        assert_eq!(entry.solution(), None);
    }

    #[test]
    fn messages_are_rendered_and_read_back() {
        let message = Message::OrderClosed { order: "7", date: "Monday" };
        assert_eq!(message.to_string(), "Order 7 is closed since Monday.");
        let text = "The card has expired.";
        assert_eq!(Message::parse_any(text), Some(Message::PaymentRefused2 {}));
        let text = "An order holds 12 items at most.";
        assert_eq!(Message::parse_any(text), Some(Message::TooManyItems { arg1: "12" }));
    }
}
