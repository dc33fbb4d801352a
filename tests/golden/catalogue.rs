// @generated from errors.md. Change the document, not this file.

/// The codes of the document, in the order of their names.
///
/// A code is not a row: one that stands under several statuses has several
/// [`entries`](Self::entries). The discriminants are no promise.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
)]
#[repr(u16)]
#[non_exhaustive]
pub enum ErrorCode {
    /// `GATE_CLOSED`
    ///
    /// * 409: Gate \{gate\} is closed\. (Gates, line 7 of the document)
    ///   * Solution: Take another gate\.
    /// * 503: Gate \{gate\} is out of order until \{time\}\, so that nobody passes gate \{gate\}\. (Gates, line 8 of the document)
    /// * 503: Gate \{gate\} takes no coins\. (Payments, line 18 of the document)
    ///   * Our reading: gRPC `UNAVAILABLE`, retry after back-off. Somebody mends the gate\.
    GateClosed,
    /// `PAYMENT_REFUSED`
    ///
    /// * 402: The card digits was refused\; \{arg1\} coins and \%s notes were refused (Payments, line 15 of the document)
    ///   * Our reading: gRPC `FAILED_PRECONDITION`, retry after state change. Another card may do\.
    PaymentRefused,
    /// `TICKET_UNKNOWN`
    ///
    /// * 404: There is no ticket \%s\. (Gates, Payments, line 9 of the document)
    TicketUnknown,
    /// `UNKNOWN`
    ///
    /// * 500: (no message) (Payments, line 17 of the document)
    Unknown,
}
impl ErrorCode {
    /// All codes, in the order of their names.
    pub const ALL: &'static [Self] = &[
        Self::GateClosed,
        Self::PaymentRefused,
        Self::TicketUnknown,
        Self::Unknown,
    ];
}

/// The tables of the document, by their titles, in the order of the document.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
)]
#[repr(u16)]
#[non_exhaustive]
#[derive(::core::fmt::Debug)]
pub enum Table {
    /// Gates: 3 entries
    Gates,
    /// Payments: 4 entries
    Payments,
}
impl Table {
    /// All tables, in the order of the document.
    pub const ALL: &'static [Self] = &[Self::Gates, Self::Payments];
}

/// The messages of the document, their placeholders filled in.
///
/// A message is named after its code; where the code has several entries, after the
/// status, too; and it is numbered where the entry has several messages.
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[non_exhaustive]
pub enum Message<'a> {
    /// `GATE_CLOSED` 409: Gate \{gate\} is closed\.
    GateClosed409 {
        /// The value of `gate`.
        gate: &'a str,
    },
    /// `GATE_CLOSED` 503: Gate \{gate\} is out of order until \{time\}\, so that nobody passes gate \{gate\}\.
    ///
    /// Our reading: gRPC `UNAVAILABLE`, retry after back-off. Somebody mends the gate\.
    GateClosed503_1 {
        /// The value of `gate`.
        gate: &'a str,
        /// The value of `time`.
        time: &'a str,
    },
    /// `GATE_CLOSED` 503: Gate \{gate\} takes no coins\.
    ///
    /// Our reading: gRPC `UNAVAILABLE`, retry after back-off. Somebody mends the gate\.
    GateClosed503_2 {
        /// The value of `gate`.
        gate: &'a str,
    },
    /// `PAYMENT_REFUSED` 402: The card \{digits\} was refused
    ///
    /// Our reading: gRPC `FAILED_PRECONDITION`, retry after state change. Another card may do\.
    PaymentRefused1 {
        /// The value of `digits`.
        digits: &'a str,
    },
    /// `PAYMENT_REFUSED` 402: \{arg1\} coins and \{arg2\} notes were refused
    ///
    /// Our reading: gRPC `FAILED_PRECONDITION`, retry after state change. Another card may do\.
    PaymentRefused2 {
        /// The value of `arg1`.
        arg1: &'a str,
        /// The value of `arg2`.
        arg2: &'a str,
    },
    /// `TICKET_UNKNOWN` 404: There is no ticket \{arg1\}\.
    TicketUnknown {
        /// The value of `arg1`.
        arg1: &'a str,
    },
}

/// What the document says, row by row.
mod rows {
    #![allow(unused_imports)]

    use ::core::option::Option::{None, Some};

    use super::{ErrorCode, Table};
    use ::apigateway_errors::row::Piece::{Text, Value};
    use ::apigateway_errors::row::{
        ByStatus, CodeRow, EntryText, Grpc, Handling, Hash, Names, Retry, Slot, StatusRow, TableRow, Template,
    };
    pub(super) use ::apigateway_errors::row::{Entry, joined, padded};

    /// The entries, in the order of their codes and statuses.
    pub(super) static ENTRIES: [Entry<ErrorCode>; 5] = [
        Entry {
            code: ErrorCode::GateClosed,
            status: 409,
            message: "Gate {gate} is closed.",
            solution: Some("Take another gate."),
            others: &[],
            tables: &[Table::Gates],
            templates: &[
                Template { message: 0, name: "GateClosed409", placeholders: &["gate"], pieces: &[Text("Gate "), Value(0), Text(" is closed.")] },
            ],
            handling: None,
            line: 7,
        },
        Entry {
            code: ErrorCode::GateClosed,
            status: 503,
            message: "Gate {gate} is out of order until {time}, so that nobody passes gate {gate}.",
            solution: None,
            others: &[EntryText { message: "Gate {gate} takes no coins.", solution: None, table: Table::Payments, line: 18 }],
            tables: &[Table::Gates, Table::Payments],
            templates: &[
                Template { message: 1, name: "GateClosed503_1", placeholders: &["gate", "time"], pieces: &[Text("Gate "), Value(0), Text(" is out of order until "), Value(1), Text(", so that nobody passes gate "), Value(0), Text(".")] },
                Template { message: 2, name: "GateClosed503_2", placeholders: &["gate"], pieces: &[Text("Gate "), Value(0), Text(" takes no coins.")] },
            ],
            handling: Some(Handling { grpc: Grpc::Unavailable, retry: Retry::AfterBackOff, reason: "Somebody mends the gate." }),
            line: 8,
        },
        Entry {
            code: ErrorCode::PaymentRefused,
            status: 402,
            message: "The card digits was refused; {arg1} coins and %s notes were refused",
            solution: None,
            others: &[],
            tables: &[Table::Payments],
            templates: &[
                Template { message: 3, name: "PaymentRefused1", placeholders: &["digits"], pieces: &[Text("The card "), Value(0), Text(" was refused")] },
                Template { message: 4, name: "PaymentRefused2", placeholders: &["arg1", "arg2"], pieces: &[Value(0), Text(" coins and "), Value(1), Text(" notes were refused")] },
            ],
            handling: Some(Handling { grpc: Grpc::FailedPrecondition, retry: Retry::AfterStateChange, reason: "Another card may do." }),
            line: 15,
        },
        Entry {
            code: ErrorCode::TicketUnknown,
            status: 404,
            message: "There is no ticket %s.",
            solution: None,
            others: &[],
            tables: &[Table::Gates, Table::Payments],
            templates: &[
                Template { message: 5, name: "TicketUnknown", placeholders: &["arg1"], pieces: &[Text("There is no ticket "), Value(0), Text(".")] },
            ],
            handling: None,
            line: 9,
        },
        Entry {
            code: ErrorCode::Unknown,
            status: 500,
            message: "",
            solution: None,
            others: &[],
            tables: &[Table::Payments],
            templates: &[],
            handling: None,
            line: 17,
        },
    ];

    /// The codes, in the order of their names.
    pub(super) static CODES: [CodeRow; 4] = [
        CodeRow { name: "GATE_CLOSED", entries: 0..2 },
        CodeRow { name: "PAYMENT_REFUSED", entries: 2..3 },
        CodeRow { name: "TICKET_UNKNOWN", entries: 3..4 },
        CodeRow { name: "UNKNOWN", entries: 4..5 },
    ];

    /// The tables, in the order of the document.
    pub(super) static TABLES: [TableRow<ErrorCode>; 2] = [
        TableRow { title: "Gates", entries: &pick([0, 1, 3]) },
        TableRow { title: "Payments", entries: &pick([2, 3, 4, 1]) },
    ];

    /// The statuses that have entries.
    pub(super) static STATUSES: [StatusRow<ErrorCode>; 5] = [
        StatusRow { status: 402, entries: &pick([2]) },
        StatusRow { status: 404, entries: &pick([3]) },
        StatusRow { status: 409, entries: &pick([0]) },
        StatusRow { status: 500, entries: &pick([4]) },
        StatusRow { status: 503, entries: &pick([1]) },
    ];

    /// The entries of each status.
    pub(super) static BY_STATUS: ByStatus<ErrorCode> = ByStatus::new(&STATUSES);

    /// The entries at some positions.
    const fn pick<const N: usize>(positions: [u16; N]) -> [&'static Entry<ErrorCode>; N] {
        ::apigateway_errors::row::pick(&ENTRIES, positions)
    }

    /// The names in a perfect hash table: the hash of a name leads to its slot.
    pub(super) const NAMES: Names<ErrorCode> = Names {
        hash: Hash { seed: 0xd81a8d2b5a4485ac, distances: &[] },
        displacements: &[0],
        slots: &SLOTS,
    };

    /// The slots of the names.
    pub(super) static SLOTS: [Slot<ErrorCode>; 4] = [
        Slot { name: "GATE_CLOSED", code: Some(ErrorCode::GateClosed) },
        Slot { name: "TICKET_UNKNOWN", code: Some(ErrorCode::TicketUnknown) },
        Slot { name: "PAYMENT_REFUSED", code: Some(ErrorCode::PaymentRefused) },
        Slot { name: "UNKNOWN", code: Some(ErrorCode::Unknown) },
    ];
}

impl<'a> Message<'a> {
    /// The position of the entry, which of its templates this fills, and the values.
    #[inline]
    fn parts(self) -> (usize, usize, [&'a str; 2]) {
        match self {
            Self::GateClosed409 { gate } => (0, 0, [gate, ""]),
            Self::GateClosed503_1 { gate, time } => (1, 0, [gate, time]),
            Self::GateClosed503_2 { gate } => (1, 1, [gate, ""]),
            Self::PaymentRefused1 { digits } => (2, 0, [digits, ""]),
            Self::PaymentRefused2 { arg1, arg2 } => (2, 1, [arg1, arg2]),
            Self::TicketUnknown { arg1 } => (3, 0, [arg1, ""]),
        }
    }
    /// The message with a number, which its template has, too.
    #[allow(unused_variables)]
    #[inline]
    fn from_parts(number: u16, values: [&'a str; 2]) -> ::core::option::Option<Self> {
        let [value_0, value_1] = values;
        ::core::option::Option::Some(
            match number {
                0 => {
                    Self::GateClosed409 {
                        gate: value_0,
                    }
                }
                1 => {
                    Self::GateClosed503_1 {
                        gate: value_0,
                        time: value_1,
                    }
                }
                2 => {
                    Self::GateClosed503_2 {
                        gate: value_0,
                    }
                }
                3 => {
                    Self::PaymentRefused1 {
                        digits: value_0,
                    }
                }
                4 => {
                    Self::PaymentRefused2 {
                        arg1: value_0,
                        arg2: value_1,
                    }
                }
                5 => {
                    Self::TicketUnknown {
                        arg1: value_0,
                    }
                }
                _ => return ::core::option::Option::None,
            },
        )
    }
}

::apigateway_errors::catalogue_api!();
