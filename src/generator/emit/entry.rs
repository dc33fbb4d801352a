//! The entries: the columns of what the document says of them, and their order by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Names, column, groups, ident, large_numbers, numbers, strings};
use crate::generator::annotations::{self, Handling};
use crate::generator::catalogue::{Catalogue, Entry};

/// The entries by columns.
pub(super) fn entries(catalogue: &Catalogue, names: &Names, runtime: &TokenStream) -> TokenStream {
    let (mut statuses, mut lines) = (Vec::new(), Vec::new());
    let (mut messages, mut solutions) = (Vec::new(), Vec::new());
    for entry in &catalogue.entries {
        statuses.push(usize::from(entry.status));
        messages.push(entry.message.as_str());
        // A solution that is blank is none.
        solutions.push(entry.solution.as_deref().unwrap_or_default());
        lines.push(entry.line);
    }
    let columns = [
        numbers("ENTRY_STATUSES", &statuses),
        strings("ENTRY_MESSAGES", &messages),
        strings("ENTRY_SOLUTIONS", &solutions),
        large_numbers("ENTRY_LINES", &quote!(u32), &lines),
        tables(&catalogue.entries, names),
        handling(&catalogue.entries, runtime),
    ];
    quote!(#(#columns)*)
}

/// In which tables each entry stands. Nearly all stand in the same tables as many others.
fn tables(entries: &[Entry], names: &Names) -> TokenStream {
    let mut known: Vec<&[usize]> = Vec::new();
    let mut lists = TokenStream::new();
    let mut positions = Vec::new();
    for entry in entries {
        let position = known.iter().position(|known| *known == entry.tables);
        positions.push(position.unwrap_or(known.len()));
        if position.is_none() {
            known.push(&entry.tables);
            let mut list = TokenStream::new();
            for &table in &entry.tables {
                let variant = &names.tables[table];
                list.extend(quote!(Table::#variant,));
            }
            lists.extend(quote!(&[#list],));
        }
    }
    let lists = column("TABLE_LISTS", &quote!(&[Table]), known.len(), &lists);
    let positions = numbers("ENTRY_TABLES", &positions);
    quote!(#lists #positions)
}

/// How each entry is handled, counted from 1; 0 where nobody has judged it.
fn handling(entries: &[Entry], runtime: &TokenStream) -> TokenStream {
    let (mut handlings, mut count) = (TokenStream::new(), 0);
    let mut positions = Vec::new();
    for entry in entries {
        if let Some(handling) = &entry.handling {
            handlings.extend(one_handling(handling, runtime));
            count += 1;
            positions.push(count);
        } else {
            positions.push(0);
        }
    }
    let handlings = column("HANDLINGS", &quote!(#runtime::Handling), count, &handlings);
    let positions = numbers("ENTRY_HANDLING", &positions);
    quote!(#handlings #positions)
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
        },
    }
}

/// The entries by status.
pub(super) fn statuses(catalogue: &Catalogue) -> TokenStream {
    let mut by_status = vec![Vec::new(); 600];
    for (index, entry) in catalogue.entries.iter().enumerate() {
        by_status[usize::from(entry.status)].push(index);
    }
    let (mut statuses, mut listed) = (Vec::new(), Vec::new());
    for (status, entries) in by_status.iter().enumerate() {
        if !entries.is_empty() {
            statuses.push(status);
            listed.push(entries.as_slice());
        }
    }
    let statuses = numbers("LISTED_STATUSES", &statuses);
    let listed = groups(["BY_STATUS", "STATUS_OFFSETS"], &listed);
    quote!(#statuses #listed)
}
