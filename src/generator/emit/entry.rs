//! The entries: the table of them, and the lookups by status and by name and status.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::Names;
use crate::generator::annotations::{self, Handling};
use crate::generator::catalogue::{Catalogue, Entry};

pub(super) fn entries(catalogue: &Catalogue, names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names {
        variants, tables, ..
    } = names;
    let mut first_template = 0;
    // Nearly all entries stand in the same tables as many others.
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let entries = catalogue.entries.iter().map(|entry| {
        let Entry {
            code,
            status,
            message,
            solution,
            tables: listed,
            line,
            messages,
            handling,
        } = entry;
        let code = &variants[*code];
        let status = Literal::u16_unsuffixed(*status);
        let solution = option(solution.as_ref().map(|text| quote!(#text)));
        let known = lists.iter().position(|known| known == listed);
        let known = known.unwrap_or_else(|| {
            lists.push(listed.clone());
            lists.len() - 1
        });
        let listed = Literal::usize_unsuffixed(known);
        let line = Literal::u32_unsuffixed(u32::try_from(*line).unwrap_or(u32::MAX));
        let start = Literal::usize_unsuffixed(first_template);
        first_template += messages.len();
        let end = Literal::usize_unsuffixed(first_template);
        let handling = option(
            handling
                .as_ref()
                .map(|handling| self::handling(handling, runtime)),
        );
        quote! {
            #runtime::Entry::from_row(#runtime::Row {
                code: ErrorCode::#code,
                status: #status,
                message: #message,
                solution: #solution,
                tables: TABLE_LISTS[#listed],
                line: #line,
                templates: #runtime::lookup::slice(&TEMPLATES, #start, #end),
                handling: #handling,
            })
        }
    });
    let entries: Vec<_> = entries.collect();
    let count = Literal::usize_unsuffixed(entries.len());
    let lists = lists.iter().map(|list| {
        let list = list.iter().map(|&table| &tables[table]);
        quote!(&[#(Table::#list),*])
    });
    quote! {
        static TABLE_LISTS: &[&[Table]] = &[#(#lists),*];
        static ENTRY_TABLE: [#runtime::Entry<ErrorCode>; #count] = [#(#entries),*];
    }
}

/// The expression of something that may be there.
fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn handling(handling: &Handling, runtime: &TokenStream) -> TokenStream {
    let variant = |names, name| {
        let variant = annotations::variant_of(names, name).unwrap_or_default();
        Ident::new(variant, Span::call_site())
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

/// Two statics: references to entries, and the groups into which they are cut. Tables of numbers cost
/// the compiler much less than expressions.
pub(super) fn groups(
    [flat, groups]: [&str; 2],
    entries: &[&[usize]],
    runtime: &TokenStream,
) -> TokenStream {
    let (flat, groups) = (super::ident(flat), super::ident(groups));
    let ends = entries.iter().scan(0, |end, entries| {
        *end += entries.len();
        Some(Literal::usize_unsuffixed(*end))
    });
    let all = entries.concat();
    let positions = all.iter().map(|&entry| Literal::usize_unsuffixed(entry));
    let [entries, count] = [all.len(), entries.len()].map(Literal::usize_unsuffixed);
    quote! {
        static #flat: [&#runtime::Entry<ErrorCode>; #entries] =
            #runtime::lookup::select(&ENTRY_TABLE, &[#(#positions),*]);
        static #groups: [&[&#runtime::Entry<ErrorCode>]; #count] =
            #runtime::lookup::cut(&#flat, &[#(#ends),*]);
    }
}

pub(super) fn entry_lookups(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let mut by_status: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, entry) in catalogue.entries.iter().enumerate() {
        by_status.entry(entry.status).or_default().push(index);
    }
    let statuses = by_status
        .keys()
        .map(|&status| Literal::u16_unsuffixed(status));
    // The first group is that of the statuses under which nothing stands.
    let listed: Vec<&[usize]> = [&[][..]]
        .into_iter()
        .chain(by_status.values().map(Vec::as_slice))
        .collect();
    let groups = groups(["STATUS_ENTRIES", "STATUS_GROUPS"], &listed, runtime);
    quote! {
        /// All entries, in the order of their codes' names and then of their statuses.
        pub static ENTRIES: &[#runtime::Entry<ErrorCode>] = &ENTRY_TABLE;

        /// The entry of a code's name and a status.
        #[must_use]
        #[inline]
        pub fn entry(name: &str, status: u16) -> ::core::option::Option<&'static #runtime::Entry<ErrorCode>> {
            match ErrorCode::from_name(name) {
                ::core::option::Option::Some(code) => code.entry(status),
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }

        /// The entries under a status, in the order of their codes' names.
        #[must_use]
        #[inline]
        pub const fn entries_with_status(status: u16) -> &'static [&'static #runtime::Entry<ErrorCode>] {
            STATUS_GROUPS[#runtime::lookup::group(&STATUSES, status)]
        }

        static STATUSES: #runtime::lookup::Groups = #runtime::lookup::groups(&[#(#statuses),*]);

        #groups
    }
}
