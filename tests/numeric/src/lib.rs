//! The errors of the print shop, generated from `spec/errors.md`.

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_codes_and_their_names_are_those_of_the_document() {
        assert_eq!(ErrorCode::ALL, [
            ErrorCode::LowInk,
            ErrorCode::NoToken,
            ErrorCode::TokenExpired,
            ErrorCode::OutOfPaper,
        ]);
        assert_eq!(ErrorCode::from_name("40101"), Some(ErrorCode::NoToken));
        assert_eq!(ErrorCode::LowInk.as_str(), "-7");
    }

    #[test]
    fn the_status_is_that_of_the_table() {
        assert_eq!(ErrorCode::TokenExpired.status(), Some(401));
        assert_eq!(ErrorCode::OutOfPaper.status(), Some(503));
        // Or its own.
        assert_eq!(ErrorCode::LowInk.status(), Some(507));
    }

    #[test]
    fn an_entry_has_every_text_and_a_message_for_each() {
        let entry = entry("50001", 503).expect("an entry");
        let solutions: Vec<_> = entry.texts().map(|text| text.solution()).collect();
        assert_eq!(solutions, [Some("Wait, somebody brings some."), Some("Choose another drawer.")]);
        let message = Message::OutOfPaper2 { drawer: "2" };
        assert_eq!(Message::parse(entry, "Drawer 2 is empty."), Some(message));
        assert_eq!(entry.retry(), None);
    }
}
