//! The entries: the columns of what the document says of them, and their order by status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Names, column, ident, large_numbers, numbers, strings};
use crate::generator::annotations::{self, Handling};
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::group::List;

/// The entries by columns.
pub(super) fn entries(catalogue: &Catalogue, names: &Names, runtime: &TokenStream) -> TokenStream {
    let entries = &catalogue.entries;
    let count = Literal::usize_unsuffixed(entries.len());
    let numbers_of = |of: fn(&Entry) -> usize| entries.iter().map(of).list();
    let strings_of = |of: fn(&Entry) -> &str| entries.iter().map(of).list();
    let columns = [
        numbers(
            "ENTRY_STATUSES",
            &numbers_of(|entry| usize::from(entry.status)),
        ),
        strings("ENTRY_MESSAGES", &strings_of(|entry| &entry.message)),
        // A solution that is blank is none.
        strings(
            "ENTRY_SOLUTIONS",
            &strings_of(|entry| entry.solution.as_deref().unwrap_or_default()),
        ),
        large_numbers("ENTRY_LINES", &quote!(u32), &numbers_of(|entry| entry.line)),
        tables(entries, names),
        handling(entries, runtime),
    ];
    quote! {
        #(#columns)*

        static COLUMNS: #runtime::lookup::Columns<ErrorCode> = #runtime::lookup::Columns {
            statuses: &ENTRY_STATUSES,
            messages: &ENTRY_MESSAGES,
            solutions: &ENTRY_SOLUTIONS,
            lines: &ENTRY_LINES,
            table_lists: &TABLE_LISTS,
            tables: &ENTRY_TABLES,
            templates: &TEMPLATES,
            template_offsets: &MESSAGE_OFFSETS,
            handlings: &HANDLINGS,
            handling: &ENTRY_HANDLING,
        };

        static ENTRY_TABLE: [#runtime::Entry<ErrorCode>; #count] =
            #runtime::lookup::entries(&CODES, &ENTRY_OFFSETS);
    }
}

/// In which tables each entry stands. Nearly all stand in the same tables as many others.
fn tables(entries: &[Entry], names: &Names) -> TokenStream {
    let mut lists: Vec<&[usize]> = Vec::new();
    let positions: Vec<usize> = entries
        .iter()
        .map(|entry| position_in(&mut lists, &entry.tables))
        .list();
    let lists = lists.iter().map(|list| {
        let list = list.iter().map(|&table| &names.tables[table]);
        quote!(&[#(Table::#list),*])
    });
    let lists = column("TABLE_LISTS", &quote!(&[Table]), &lists.list());
    let positions = numbers("ENTRY_TABLES", &positions);
    quote!(#lists #positions)
}

/// How each entry is handled, counted from 1; 0 where nobody has judged it.
fn handling(entries: &[Entry], runtime: &TokenStream) -> TokenStream {
    let mut handlings = Vec::new();
    let positions: Vec<usize> = entries
        .iter()
        .map(|entry| {
            let handling = entry.handling.as_ref();
            handlings.extend(handling.map(|handling| one_handling(handling, runtime)));
            handling.map_or(0, |_| handlings.len())
        })
        .list();
    let handlings = column("HANDLINGS", &quote!(#runtime::Handling), &handlings);
    let positions = numbers("ENTRY_HANDLING", &positions);
    quote!(#handlings #positions)
}

/// The position of a value, which is added where it is new.
fn position_in<T: PartialEq>(all: &mut Vec<T>, value: T) -> usize {
    let known = all.iter().position(|known| *known == value);
    known.unwrap_or_else(|| {
        all.push(value);
        all.len() - 1
    })
}

fn one_handling(handling: &Handling, runtime: &TokenStream) -> TokenStream {
    let variant = |names, name| {
        let variant = annotations::variant_of(names, name).unwrap_or_default();
        ident(variant)
    };
    let grpc = variant(&annotations::GRPC, &handling.grpc);
    let retry = variant(&annotations::RETRY, &handling.retry);
    let reason = &handling.reason;
    quote! {
        #runtime::Handling {
            grpc: #runtime::Grpc::#grpc,
            retry: #runtime::Retry::#retry,
            reason: #reason,
        }
    }
}

/// Two statics: entries in groups, and where each group starts and the last one ends.
pub(super) fn groups(
    [name, offsets]: [&str; 2],
    groups: &[&[usize]],
    runtime: &TokenStream,
) -> TokenStream {
    let (mut starts, mut all) = (vec![0], Vec::new());
    for group in groups {
        all.extend_from_slice(group);
        starts.push(all.len());
    }
    let offsets = numbers(offsets, &starts);
    let count = Literal::usize_unsuffixed(all.len());
    let order = format!("{name}_ORDER");
    let order_column = numbers(&order, &all);
    let [name, order] = [name, &order].map(ident);
    quote! {
        #offsets
        #order_column
        static #name: [#runtime::Entry<ErrorCode>; #count] =
            #runtime::lookup::select(&ENTRY_TABLE, &#order);
    }
}

/// The entries by status.
pub(super) fn statuses(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let mut by_status = vec![Vec::new(); 600];
    for (index, entry) in catalogue.entries.iter().enumerate() {
        by_status[usize::from(entry.status)].push(index);
    }
    let listed = || {
        by_status
            .iter()
            .enumerate()
            .filter(|(_, of)| !of.is_empty())
    };
    let statuses = listed().map(|(status, _)| Literal::usize_unsuffixed(status));
    let listed: Vec<&[usize]> = listed().map(|(_, of)| of.as_slice()).list();
    let groups = groups(["BY_STATUS", "STATUS_OFFSETS"], &listed, runtime);
    quote! {
        #groups

        static STATUSES: #runtime::lookup::Statuses<#runtime::Entry<ErrorCode>> =
            #runtime::lookup::statuses(&BY_STATUS, &[#(#statuses),*], &STATUS_OFFSETS);
    }
}
