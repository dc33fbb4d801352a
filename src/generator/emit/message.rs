//! The messages: their templates, and `Message`, which is made of them and taken apart.

use core::ops::Range;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{ident, large_numbers, numbers, strings};
use crate::generator::catalogue::{Catalogue, Entry, Message};
use crate::generator::group::{self, List};
use crate::generator::template::Part;
use crate::generator::text;

/// All messages, in the order of their entries, with what the emitted code says of each.
struct Messages<'a> {
    all: Vec<&'a Message>,
    /// The entry of each.
    entries: Vec<&'a Entry>,
    variants: Vec<Ident>,
    fields: Vec<Vec<Ident>>,
    /// The most placeholders that a message has.
    slots: Literal,
    runtime: &'a TokenStream,
}

/// The enum, the templates, and what leads from one to the other.
pub(super) fn messages(
    catalogue: &Catalogue,
    runtime: &TokenStream,
    add: &mut impl FnMut(TokenStream) -> syn::Result<()>,
) -> syn::Result<()> {
    let (mut all, mut entries) = (Vec::new(), Vec::new());
    for entry in &catalogue.entries {
        for message in &entry.messages {
            all.push(message);
            entries.push(entry);
        }
    }
    let slots = all
        .iter()
        .map(|message| message.fields.len())
        .max()
        .unwrap_or(0);
    let messages = Messages {
        variants: all.iter().map(|message| ident(&message.variant)).list(),
        fields: all
            .iter()
            .map(|message| message.fields.iter().map(|field| ident(field)).list())
            .list(),
        slots: Literal::usize_unsuffixed(slots),
        all,
        entries,
        runtime,
    };
    add(messages.definition(catalogue))?;
    add(messages.templates())?;
    add(messages.tables(catalogue))?;
    add(messages.conversions())
}

impl Messages<'_> {
    fn definition(&self, catalogue: &Catalogue) -> TokenStream {
        let Self {
            all,
            entries,
            variants,
            fields,
            ..
        } = self;
        let docs = all.iter().zip(entries).map(|(message, entry)| {
            let name = &catalogue.codes[entry.code].name;
            format!(" `{name}` {}: {}", entry.status, text::doc(&shown(message)))
        });
        let field_docs = all.iter().map(|message| {
            message
                .template
                .names
                .iter()
                .map(|name| format!(" The value of `{name}`."))
        });
        let field_docs = field_docs.map(List::list);
        let definitions = fields.iter().zip(field_docs).map(|(fields, docs)| {
            (!fields.is_empty()).then(|| quote!({ #(#[doc = #docs] #fields: &'a str,)* }))
        });
        // Without any field the lifetime would be unused.
        let unused = fields.iter().all(Vec::is_empty).then(|| {
            quote! {
                #[doc(hidden)]
                __Never(::core::convert::Infallible, ::core::marker::PhantomData<&'a ()>),
            }
        });
        quote! {
            /// The messages of the document, their placeholders filled in.
            ///
            /// A message is named after its code; where the code has several entries, after the
            /// status, too; and it is numbered where the entry has several messages.
            #[derive(::core::clone::Clone, ::core::marker::Copy)]
            #[non_exhaustive]
            pub enum Message<'a> {
                #(#[doc = #docs] #variants #definitions,)*
                #unused
            }
        }
    }

    /// All pieces and all names one behind the other, and where those of each template start.
    fn templates(&self) -> TokenStream {
        let runtime = self.runtime;
        let (mut texts, mut slots, mut offsets) = (Vec::new(), Vec::new(), vec![0]);
        let (mut names, mut name_offsets) = (Vec::new(), vec![0]);
        for message in &self.all {
            for part in &message.template.parts {
                let (text, slot) = match part {
                    Part::Text(text) => (text.as_str(), 0),
                    Part::Slot(slot) => ("", slot + 1),
                };
                texts.push(text);
                slots.push(slot);
            }
            offsets.push(texts.len());
            for name in &message.template.names {
                names.push(name.as_str());
            }
            name_offsets.push(names.len());
        }
        let number = quote!(u32);
        let columns = [
            strings("PIECE_TEXTS", &texts),
            numbers("PIECE_SLOTS", &slots),
            large_numbers("PIECE_OFFSETS", &number, &offsets),
            strings("PLACEHOLDERS", &names),
            large_numbers("PLACEHOLDER_OFFSETS", &number, &name_offsets),
        ];
        let count = Literal::usize_unsuffixed(self.all.len());
        quote! {
            #(#columns)*

            static PIECES: #runtime::lookup::Pieces = #runtime::lookup::Pieces {
                texts: &PIECE_TEXTS,
                slots: &PIECE_SLOTS,
                offsets: &PIECE_OFFSETS,
                names: &PLACEHOLDERS,
                name_offsets: &PLACEHOLDER_OFFSETS,
            };

            static TEMPLATES: [#runtime::Template; #count] = #runtime::lookup::templates(&PIECES);
        }
    }

    fn by_rank(&self, messages: Range<usize>) -> Vec<usize> {
        group::sorted(&messages.list(), |message| self.rank(message))
    }

    /// How messages are called, which of them belong to which entries, and in which order they are tried.
    fn tables(&self, catalogue: &Catalogue) -> TokenStream {
        let mut owners = Vec::new();
        let mut offsets = vec![0];
        let mut order = Vec::new();
        for (index, entry) in catalogue.entries.iter().enumerate() {
            let start = owners.len();
            owners.extend(entry.messages.iter().map(|_| index));
            offsets.push(owners.len());
            order.extend(self.by_rank(start..owners.len()));
        }
        let any = self.by_rank(0..owners.len());
        let names = self.all.iter().map(|message| message.variant.as_str());
        let columns = [
            strings("MESSAGE_NAMES", &names.list()),
            numbers("MESSAGE_ENTRIES", &owners),
            numbers("MESSAGE_OFFSETS", &offsets),
            numbers("MESSAGE_ORDER", &order),
            numbers("ANY_MESSAGE_ORDER", &any),
        ];
        quote!(#(#columns)*)
    }

    /// The most specific message first; of equal ones, the one with the fewest placeholders.
    fn rank(&self, message: usize) -> (core::cmp::Reverse<usize>, usize, usize) {
        let template = &self.all[message].template;
        (
            core::cmp::Reverse(template.specificity()),
            template.names.len(),
            message,
        )
    }

    /// Between a message and its index and values. What a match costs the compiler grows faster than its
    /// arms; so there are several of them.
    fn conversions(&self) -> TokenStream {
        let slots = &self.slots;
        let chunks = self.all.len().div_ceil(ARMS);
        let parts = (0..chunks.max(1)).map(|chunk| self.parts(chunk, chunk + 1 >= chunks));
        let fills = (0..chunks).map(|chunk| self.fill(chunk));
        let calls = (0..chunks).map(|chunk| {
            let (chunk, name) = (Literal::usize_unsuffixed(chunk), numbered("fill", chunk));
            quote!(#chunk => Self::#name(index, values),)
        });
        let arms = Literal::usize_unsuffixed(ARMS);
        let from_parts = if chunks == 0 {
            quote! {
                fn from_parts(_: usize, _: [&'a str; #slots]) -> ::core::option::Option<Self> {
                    ::core::option::Option::None
                }
            }
        } else {
            quote! {
                fn from_parts(index: usize, values: [&'a str; #slots]) -> ::core::option::Option<Self> {
                    match index / #arms {
                        #(#calls)*
                        _ => ::core::option::Option::None,
                    }
                }
            }
        };
        quote! {
            impl<'a> Message<'a> {
                #(#parts)*
                #from_parts
                #(#fills)*
            }
        }
    }

    /// The messages of a chunk.
    fn chunk(&self, chunk: usize) -> impl Iterator<Item = (Literal, &Ident, &[Ident])> {
        let messages = self.variants.iter().zip(&self.fields).enumerate();
        messages
            .skip(chunk * ARMS)
            .take(ARMS)
            .map(|(index, (variant, fields))| {
                (Literal::usize_unsuffixed(index), variant, fields.as_slice())
            })
    }

    /// The method that takes messages of a chunk apart, and leaves others to that of the next.
    fn parts(&self, chunk: usize, is_last: bool) -> TokenStream {
        let slots = &self.slots;
        let width = self.fields.iter().map(Vec::len).max().unwrap_or(0);
        let arms = self.chunk(chunk).map(|(index, variant, fields)| {
            let pattern = (!fields.is_empty()).then(|| quote!({ #(#fields),* }));
            let values = if width - fields.len() > FEW {
                let runtime = self.runtime;
                quote!(#runtime::lookup::padded(&[#(#fields),*]))
            } else {
                let blanks = core::iter::repeat_n(quote!(""), width - fields.len());
                quote!([#(#fields,)* #(#blanks),*])
            };
            quote!(Message::#variant #pattern => (#index, #values),)
        });
        let other = if !is_last {
            let next = part_method(chunk + 1);
            quote!(other => other.#next(),)
        } else if chunk > 0 {
            // The messages of the chunks before: their methods keep them.
            quote!(_ => (0, [""; #slots]),)
        } else if width == 0 {
            quote!(Message::__Never(never, _) => match never {},)
        } else {
            TokenStream::new()
        };
        let name = part_method(chunk);
        quote! {
            #[inline]
            fn #name(self) -> (usize, [&'a str; #slots]) {
                match self {
                    #(#arms)*
                    #other
                }
            }
        }
    }

    /// The method that makes messages of a chunk.
    fn fill(&self, chunk: usize) -> TokenStream {
        let slots = &self.slots;
        let name = numbered("fill", chunk);
        let arms = self.chunk(chunk).map(|(index, variant, fields)| {
            let positions = (0..fields.len()).map(|slot| numbered("value", slot));
            let filled = (!fields.is_empty()).then(|| quote!({ #(#fields: #positions),* }));
            quote!(#index => Message::#variant #filled,)
        });
        let width = self.fields.iter().map(Vec::len).max().unwrap_or(0);
        let values = (0..width).map(|slot| numbered("value", slot));
        quote! {
            #[allow(unused_variables)]
            fn #name(index: usize, [#(#values),*]: [&'a str; #slots]) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    #(#arms)*
                    _ => return ::core::option::Option::None,
                })
            }
        }
    }
}

/// How many blanks are written for placeholders that only other messages have. Some are cheaper than a
/// call, but one message of very many must not make all others as long.
const FEW: usize = 8;

/// How many arms a match has at most.
const ARMS: usize = 256;

fn numbered(name: &str, number: usize) -> Ident {
    ident(&format!("{name}_{number}"))
}

fn part_method(chunk: usize) -> Ident {
    match chunk {
        0 => ident("parts"),
        chunk => numbered("parts", chunk),
    }
}

/// A message with its placeholders in braces.
fn shown(message: &Message) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Slot(slot) => format!("{{{}}}", message.template.names[*slot]),
    };
    message.template.parts.iter().map(part).collect()
}
