//! The tables: `Table`, and the columns of its titles and entries.

use proc_macro2::TokenStream;
use quote::quote;

use super::entry::groups;
use super::{Names, column, enum_attributes, strings};
use crate::generator::catalogue::Catalogue;
use crate::generator::group::List;
use crate::generator::text;

pub(super) fn table(catalogue: &Catalogue, names: &Names) -> TokenStream {
    let Names { tables, .. } = names;
    let docs = catalogue.tables.iter().map(|table| {
        let entries = if table.entries.len() == 1 {
            "entry"
        } else {
            "entries"
        };
        format!(
            " {}: {} {entries}",
            text::doc(&table.title),
            table.entries.len()
        )
    });
    let attributes = enum_attributes();
    quote! {
        /// The tables of the document, by their titles, in the order of the document.
        #attributes
        #[derive(::core::fmt::Debug)]
        pub enum Table {
            #(#[doc = #docs] #tables,)*
        }
    }
}

pub(super) fn table_columns(
    catalogue: &Catalogue,
    names: &Names,
    runtime: &TokenStream,
) -> TokenStream {
    let Names { tables, titles, .. } = names;
    let all = tables.iter().map(|table| quote!(Table::#table));
    let all = column("TABLES", &quote!(Table), &all.list());
    let titles = strings("TITLES", titles);
    let listed: Vec<&[usize]> = catalogue
        .tables
        .iter()
        .map(|table| table.entries.as_slice())
        .list();
    let listed = groups(["LISTED", "LISTED_OFFSETS"], &listed, runtime);
    quote!(#all #titles #listed)
}
