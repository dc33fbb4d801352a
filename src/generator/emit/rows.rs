//! What the document says, row by row.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::generator::catalogue::{Catalogue, Code, Entry, Message, Table};
use crate::generator::handling::{self, Handling};
use crate::generator::index::Index;
use crate::generator::template::Part;

/// A module of all rows. It imports what it names, so that the rows need no paths.
pub(super) fn rows(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let Catalogue {
        codes,
        entries,
        tables,
    } = catalogue;
    let mut messages = 0..;
    let entry_rows = entries
        .iter()
        .map(|entry| entry_row(catalogue, entry, &mut messages));
    let entry_rows = row_array("ENTRIES", quote!(Entry<ErrorCode>), entry_rows);
    let code_rows = row_array("CODES", quote!(CodeRow), codes.iter().map(code_row));
    let table_rows = row_array(
        "TABLES",
        quote!(TableRow<ErrorCode>),
        tables.iter().map(table_row),
    );
    let statuses = statuses(entries);
    let names = names(codes);
    quote! {
        /// What the document says, row by row.
        mod rows {
            #![allow(unused_imports)]

            use ::core::option::Option::{None, Some};

            use super::{ErrorCode, Table};
            use #runtime::row::Piece::{Text, Value};
            use #runtime::row::{
                ByStatus, CodeRow, Grpc, Handling, Hash, Names, Retry, Slot, TableRow, Template,
            };
            pub(super) use #runtime::row::{Entry, padded};

            /// The entries, in the order of their codes and statuses.
            #entry_rows

            /// The codes, in the order of their names.
            #code_rows

            /// The tables, in the order of the document.
            #table_rows

            #statuses
            #names
        }
    }
}

/// A static array.
fn row_array(
    name: &str,
    of: TokenStream,
    rows: impl ExactSizeIterator<Item = TokenStream>,
) -> TokenStream {
    let (name, count) = (ident(name), Literal::usize_unsuffixed(rows.len()));
    quote!(pub(super) static #name: [#of; #count] = [#(#rows,)*];)
}

fn entry_row(
    catalogue: &Catalogue,
    entry: &Entry,
    messages: &mut impl Iterator<Item = u16>,
) -> TokenStream {
    let Entry {
        code,
        status,
        message,
        solution,
        tables,
        line,
        messages: own,
        handling,
    } = entry;
    let code = ident(&catalogue.codes[*code].variant);
    let status = Literal::u16_unsuffixed(*status);
    let solution = optional(solution.as_ref().map(|solution| quote!(#solution)));
    let tables = tables
        .iter()
        .map(|&table| ident(&catalogue.tables[table].variant));
    let templates = own
        .iter()
        .zip(messages)
        .map(|(message, number)| template(message, number));
    let handling = optional(handling.as_ref().map(handling_row));
    let line = Literal::usize_unsuffixed(*line);
    quote! {
        Entry {
            code: ErrorCode::#code,
            status: #status,
            message: #message,
            solution: #solution,
            tables: &[#(Table::#tables),*],
            templates: &[#(#templates),*],
            handling: #handling,
            line: #line,
        }
    }
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn template(message: &Message, number: u16) -> TokenStream {
    let number = Literal::u16_unsuffixed(number);
    let names = &message.template.names;
    let pieces = message.template.parts.iter().map(|part| match part {
        Part::Text(text) => quote!(Text(#text)),
        Part::Slot(slot) => {
            let slot = Literal::usize_unsuffixed(*slot);
            quote!(Value(#slot))
        }
    });
    quote! {
        Template {
            message: #number,
            placeholders: &[#(#names),*],
            pieces: &[#(#pieces),*],
        }
    }
}

fn handling_row(handling: &Handling) -> TokenStream {
    let variant = |names, name| ident(handling::variant_of(names, name).unwrap_or_default());
    let grpc = variant(&handling::GRPC, &handling.grpc);
    let retry = variant(&handling::RETRY, &handling.retry);
    let reason = &handling.reason;
    quote!(Handling { grpc: Grpc::#grpc, retry: Retry::#retry, reason: #reason })
}

fn code_row(code: &Code) -> TokenStream {
    let name = &code.name;
    let [start, end] = [code.entries.start, code.entries.end].map(Literal::usize_unsuffixed);
    quote!(CodeRow { name: #name, entries: #start..#end })
}

fn table_row(table: &Table) -> TokenStream {
    let title = &table.title;
    let entries = table.entries.iter().copied().map(Literal::usize_unsuffixed);
    quote!(TableRow { title: #title, entries: &[#(&ENTRIES[#entries]),*] })
}

/// The entries of each status.
fn statuses(entries: &[Entry]) -> TokenStream {
    let mut by_status: BTreeMap<u16, Vec<Literal>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let of_status = by_status.entry(entry.status).or_default();
        of_status.push(Literal::usize_unsuffixed(index));
    }
    let rows = by_status.iter().map(|(&status, entries)| {
        let status = Literal::u16_unsuffixed(status);
        quote!((#status, &[#(&ENTRIES[#entries]),*]))
    });
    quote! {
        /// The entries of each status.
        pub(super) static STATUSES: ByStatus<ErrorCode> = ByStatus::new(&[#(#rows),*]);
    }
}

/// The perfect hash of the names.
fn names(codes: &[Code]) -> TokenStream {
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let Index {
        seed,
        distances,
        displacements,
        slots,
    } = Index::of(&names);
    let seed = Literal::u64_unsuffixed(seed);
    let distances = distances.into_iter().map(Literal::usize_unsuffixed);
    let displacements = displacements.into_iter().map(Literal::u16_unsuffixed);
    let slots = slots.into_iter().map(|slot| match slot {
        None => quote!(Slot::EMPTY),
        Some((hash, name)) => {
            let (hash, code) = (Literal::u32_unsuffixed(hash), ident(&codes[name].variant));
            let name = &codes[name].name;
            quote!(Slot { hash: #hash, name: #name, code: Some(ErrorCode::#code) })
        }
    });
    let slots = row_array("SLOTS", quote!(Slot<ErrorCode>), slots);
    quote! {
        /// The names in a perfect hash table: the hash of a name leads to its slot.
        pub(super) const NAMES: Names<ErrorCode> = Names {
            hash: Hash { seed: #seed, distances: &[#(#distances),*] },
            displacements: &[#(#displacements),*],
            slots: &SLOTS,
        };

        /// The slots of the names.
        #slots
    }
}
