//! The tables: `Table`, and the columns of its titles and entries.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ENUM, Names, column, groups, strings};
use crate::generator::catalogue::Catalogue;
use crate::generator::text;

pub(super) fn table(catalogue: &Catalogue, names: &Names) -> syn::Result<TokenStream> {
    let Names { tables, .. } = names;
    let mut docs = Vec::new();
    for table in &catalogue.tables {
        let entries = text::counted_as(table.entries.len(), "entry", "entries");
        docs.push(format!(" {}: {entries}", text::doc(&table.title)));
    }
    let attributes: TokenStream = syn::parse_str(ENUM)?;
    Ok(quote! {
        /// The tables of the document, by their titles, in the order of the document.
        #attributes
        #[derive(::core::fmt::Debug)]
        pub enum Table {
            #(#[doc = #docs] #tables,)*
        }
    })
}

pub(super) fn table_columns(catalogue: &Catalogue, names: &Names) -> TokenStream {
    let (mut all, mut listed) = (TokenStream::new(), Vec::new());
    for (table, variant) in catalogue.tables.iter().zip(&names.tables) {
        all.extend(quote!(Table::#variant,));
        listed.push(table.entries.as_slice());
    }
    let all = column("TABLES", &quote!(Table), listed.len(), &all);
    let titles = strings("TITLES", &names.titles);
    let listed = groups(["LISTED", "LISTED_OFFSETS"], &listed);
    quote!(#all #titles #listed)
}
