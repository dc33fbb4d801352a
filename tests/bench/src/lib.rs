//! What is measured: the same question, answered by us and by the peers.

pub mod names;
mod questions;
mod random;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hint::black_box;

use crate::questions::{Asked, questions};
use crate::random::Random;
use apigateway_errors::{ENTRIES, Entry, ErrorCode, Message, entries_with_status};

macro_rules! set {
    ($module:ident, $ours:literal) => {
        pub mod $module {
            #![allow(clippy::all)]
            include!(concat!(env!("OUT_DIR"), "/", $ours));
        }
    };
}

mod document {
    include!(concat!(env!("OUT_DIR"), "/document_peers.rs"));
}
set!(many100, "many100_ours.rs");
set!(many100_peers, "many100_peers.rs");
set!(many300, "many300_ours.rs");
set!(many300_peers, "many300_peers.rs");
set!(many1000, "many1000_ours.rs");
set!(many1000_peers, "many1000_peers.rs");
set!(hostile1000, "hostile1000_ours.rs");
set!(hostile1000_peers, "hostile1000_peers.rs");
set!(many10000, "many10000_ours.rs");
set!(many10000_peers, "many10000_peers.rs");

/// How many questions a round asks, in an order that nobody can foresee.
pub const ROUND: usize = 4096;

/// Something that is measured: a group, a name, and a round of it. The round returns a number that
/// depends on every answer.
pub struct Subject {
    pub group: &'static str,
    pub name: &'static str,
    pub round: Box<dyn Fn() -> usize>,
}

fn subject(
    group: &'static str,
    name: &'static str,
    round: impl Fn() -> usize + 'static,
) -> Subject {
    Subject {
        group,
        name,
        round: Box::new(round),
    }
}

/// A round of questions: the answers, added up.
fn asked(questions: &[&str], answer: impl Fn(&str) -> Option<u16>) -> usize {
    let mut sum = 0;
    for name in questions {
        sum += answer(black_box(name)).map_or(1, usize::from);
    }
    sum
}

macro_rules! lookups {
    ($all:ident, $size:literal, $ours:path, $peers:ident $(, $compared:ident)?) => {{
        lookups!($all, $size, "hits", Hits, $ours, $peers $(, $compared)?);
        lookups!($all, $size, "near misses", NearMisses, $ours, $peers $(, $compared)?);
        lookups!($all, $size, "other misses", OtherMisses, $ours, $peers $(, $compared)?);
    }};
    ($all:ident, $size:literal, $kind:literal, $asked:ident, $ours:path, $peers:ident $(, $compared:ident)?) => {{
        use $ours as Code;
        const GROUP: &str = concat!("names/", $size, " ", $kind);
        let names: Vec<&'static str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let (questions, meant) = questions(&names, Asked::$asked);
        let questions: &'static [&str] = questions.leak();
        $all.push(subject(GROUP, "ours", move || asked(questions, |name| Code::from_name(name).map(|code| code as u16))));
        // The least that a lookup has to do: one comparison with the right name, which is known.
        const CODES: &[Code] = Code::ALL;
        let candidates: &'static [u16] = meant.iter().map(|name| Code::from_name(name).map_or(0, |code| code as u16)).collect::<Vec<_>>().leak();
        $all.push(subject(GROUP, "floor", move || {
            let mut sum = 0;
            for (&name, &candidate) in questions.iter().zip(candidates) {
                let found = CODES[usize::from(candidate)].as_str() == black_box(name);
                sum += found.then_some(candidate).map_or(1, usize::from);
            }
            sum
        }));
        $all.push(subject(GROUP, "phf", move || asked(questions, |name| $peers::PHF.get(name).copied())));
        let pairs = || names.iter().zip(0_u16..).map(|(name, index)| (*name, index));
        let map: HashMap<&str, u16> = pairs().collect();
        $all.push(subject(GROUP, "HashMap std", move || asked(questions, |name| map.get(name).copied())));
        let map: HashMap<&str, u16, foldhash::fast::RandomState> = pairs().collect();
        $all.push(subject(GROUP, "HashMap foldhash", move || asked(questions, |name| map.get(name).copied())));
        let sorted = names.clone();
        $all.push(subject(GROUP, "binary search", move || {
            asked(questions, |name| sorted.binary_search(&name).ok().map(|index| index as u16))
        }));
        $(
            use $compared as peers;
            $all.push(subject(GROUP, "match", move || asked(questions, peers::matched)));
            $all.push(subject(GROUP, "strum", move || {
                asked(questions, |name| name.parse::<peers::Strum>().ok().map(|code| code as u16))
            }));
        )?
    }};
}

/// Everything that is measured.
pub fn subjects() -> Vec<Subject> {
    let mut all = Vec::new();
    lookups!(all, "24", apigateway_errors::ErrorCode, document, document);
    lookups!(
        all,
        "100",
        crate::many100::ErrorCode,
        many100_peers,
        many100_peers
    );
    lookups!(
        all,
        "300",
        crate::many300::ErrorCode,
        many300_peers,
        many300_peers
    );
    lookups!(
        all,
        "1000",
        crate::many1000::ErrorCode,
        many1000_peers,
        many1000_peers
    );
    lookups!(
        all,
        "1000 hostile",
        crate::hostile1000::ErrorCode,
        hostile1000_peers,
        hostile1000_peers
    );
    lookups!(all, "10000", crate::many10000::ErrorCode, many10000_peers);
    statuses(&mut all, "statuses/hits", true);
    statuses(&mut all, "statuses/misses", false);
    messages(&mut all);
    all
}

/// The statuses of the document.
const STATUSES: [u16; 13] = [
    200, 400, 401, 403, 404, 409, 429, 499, 500, 501, 502, 503, 504,
];

/// Statuses that have entries, or those right beside them.
fn statuses(all: &mut Vec<Subject>, group: &'static str, hit: bool) {
    let mut random = Random(11);
    let question = |_| loop {
        let status = STATUSES[random.below(STATUSES.len())];
        let near = status - 1 + 2 * random.below(2) as u16;
        if hit {
            return status;
        } else if !STATUSES.contains(&near) {
            return near;
        }
    };
    let questions: &'static [u16] = (0..ROUND).map(question).collect::<Vec<_>>().leak();
    fn round(questions: &'static [u16], answer: impl Fn(u16) -> usize) -> impl Fn() -> usize {
        move || {
            let answers = questions.iter().map(|&status| answer(black_box(status)));
            answers.sum()
        }
    }
    all.push(subject(
        group,
        "ours",
        round(questions, |status| entries_with_status(status).len()),
    ));
    // The least that a lookup has to do: one load.
    static COUNTS: [u16; 500] = {
        let (mut counts, mut at) = ([0; 500], 0);
        while at < 500 {
            counts[at] = entries_with_status(at as u16 + 100).len() as u16;
            at += 1;
        }
        counts
    };
    all.push(subject(
        group,
        "floor",
        round(questions, |status| {
            let index = usize::from(status.wrapping_sub(100));
            COUNTS.get(index).copied().unwrap_or_default().into()
        }),
    ));
    all.push(subject(
        group,
        "match",
        round(questions, |status| matched_status(status).len()),
    ));
    all.push(subject(
        group,
        "binary search",
        round(questions, |status| {
            let found = STATUSES.binary_search(&status);
            found.map_or(0, |at| LISTS[at].len())
        }),
    ));
}

/// What a hand would write.
fn matched_status(status: u16) -> &'static [&'static Entry] {
    match status {
        200 => LISTS[0],
        400 => LISTS[1],
        401 => LISTS[2],
        403 => LISTS[3],
        404 => LISTS[4],
        409 => LISTS[5],
        429 => LISTS[6],
        499 => LISTS[7],
        500 => LISTS[8],
        501 => LISTS[9],
        502 => LISTS[10],
        503 => LISTS[11],
        504 => LISTS[12],
        _ => &[],
    }
}

/// The entries of each status.
const LISTS: [&[&Entry]; 13] = {
    let (mut lists, mut at): ([&[&Entry]; 13], _) = ([&[]; 13], 0);
    while at < STATUSES.len() {
        lists[at] = entries_with_status(STATUSES[at]);
        at += 1;
    }
    lists
};

/// A regular expression, and where what it captures is put.
type Compiled = (regex::Regex, RefCell<regex::CaptureLocations>);

fn messages(all: &mut Vec<Subject>) {
    let templates: Vec<_> = ENTRIES
        .iter()
        .flat_map(|entry| {
            entry
                .templates()
                .iter()
                .map(move |template| (entry, template))
        })
        .collect();
    let mut texts = Vec::new();
    let mut random = Random(13);
    for _ in 0..ROUND {
        let (entry, template) = templates[random.below(templates.len())];
        let names = template.placeholders();
        let values: Vec<(&str, &str)> = names
            .iter()
            .map(|name| (*name, ["api-1", "用户", "read", "7"][random.below(4)]))
            .collect();
        let mut text = String::new();
        template.render(&values, &mut text).expect("a message");
        let mut pattern = String::from("^");
        for part in template.parts() {
            match part {
                apigateway_errors::Part::Text(text) => pattern += &regex::escape(text),
                _ => pattern += "(.+?)",
            }
        }
        texts.push((entry, text, pattern + "$"));
    }
    let mut compiled: HashMap<String, &'static Compiled> = HashMap::new();
    let mut questions = Vec::new();
    for (entry, text, pattern) in texts {
        let regex = *compiled.entry(pattern).or_insert_with_key(|pattern| {
            let regex = regex::Regex::new(pattern).expect("a pattern");
            let found = RefCell::new(regex.capture_locations());
            Box::leak(Box::new((regex, found)))
        });
        questions.push((entry, text, regex));
    }
    let questions: &'static [(_, String, &Compiled)] = Vec::leak(questions);
    all.push(subject("messages/parse", "ours", move || {
        let mut sum = 0;
        for (entry, text, _) in questions {
            let message = Message::parse(entry, black_box(text));
            sum += message.map_or(0, |message| {
                message.values().map(|(_, value)| value.len()).sum()
            });
        }
        sum
    }));
    all.push(subject("messages/parse", "regex", move || {
        let mut sum = 0;
        for (_, text, (regex, _)) in questions {
            if let Some(found) = regex.captures(black_box(text)) {
                let values = found.iter().skip(1).flatten();
                sum += values.map(|value| value.len()).sum::<usize>();
            }
        }
        sum
    }));
    all.push(subject("messages/parse", "regex, places kept", move || {
        let mut sum = 0;
        for (_, text, (regex, found)) in questions {
            // Where what it captures is put is kept from text to text, so that nothing is allocated.
            let mut found = found.borrow_mut();
            if regex.captures_read(&mut found, black_box(text)).is_some() {
                let values = (1..found.len()).filter_map(|at| found.get(at));
                sum += values.map(|(start, end)| end - start).sum::<usize>();
            }
        }
        sum
    }));
    let values: &'static [(String, String)] = Vec::leak(
        (0..ROUND)
            .map(|index| (format!("api-{index}"), format!("read-{index}")))
            .collect(),
    );
    fn rendered(
        values: &'static [(String, String)],
        render: fn(&mut String, &str, &str),
    ) -> impl Fn() -> usize {
        move || {
            let mut out = String::with_capacity(256);
            let mut sum = 0;
            for (resource, permission) in values {
                out.clear();
                render(&mut out, black_box(resource), black_box(permission));
                sum += black_box(&out).len();
            }
            sum
        }
    }
    fn forbidden<'a>(resource: &'a str, permission: &'a str) -> Message<'a> {
        Message::HttpForbidden {
            resource,
            permission,
        }
    }
    use core::fmt::Write;
    all.push(subject(
        "messages/render",
        "ours",
        rendered(values, |out, resource, permission| {
            let _ = forbidden(resource, permission).render(out);
        }),
    ));
    all.push(subject(
        "messages/render",
        "ours, as Display",
        rendered(values, |out, resource, permission| {
            let _ = write!(out, "{}", forbidden(resource, permission));
        }),
    ));
    all.push(subject(
        "messages/render",
        "write!",
        rendered(values, |out, resource, permission| {
            let _ = write!(out, "没有对资源 {resource} 的 {permission} 权限");
        }),
    ));
    assert!(ErrorCode::from_name("HTTP_FORBIDDEN").is_some());
}
