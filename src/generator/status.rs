//! HTTP statuses: how they are written, and which are registered.

/// IANA's registry of HTTP status codes, <https://www.iana.org/assignments/http-status-codes>, with the phrases
/// of RFC 9110 and those of the RFCs before it; 306 and 418 are only marked as unused there.
const REGISTERED: [(u16, &[&str]); 62] = [
    (100, &["Continue"]),
    (101, &["Switching Protocols"]),
    (102, &["Processing"]),
    (103, &["Early Hints"]),
    (104, &["Upload Resumption Supported"]),
    (200, &["OK"]),
    (201, &["Created"]),
    (202, &["Accepted"]),
    (203, &["Non-Authoritative Information"]),
    (204, &["No Content"]),
    (205, &["Reset Content"]),
    (206, &["Partial Content"]),
    (207, &["Multi-Status"]),
    (208, &["Already Reported"]),
    (226, &["IM Used"]),
    (300, &["Multiple Choices"]),
    (301, &["Moved Permanently"]),
    (302, &["Found", "Moved Temporarily"]),
    (303, &["See Other"]),
    (304, &["Not Modified"]),
    (305, &["Use Proxy"]),
    (307, &["Temporary Redirect"]),
    (308, &["Permanent Redirect"]),
    (400, &["Bad Request"]),
    (401, &["Unauthorized"]),
    (402, &["Payment Required"]),
    (403, &["Forbidden"]),
    (404, &["Not Found"]),
    (405, &["Method Not Allowed"]),
    (406, &["Not Acceptable"]),
    (407, &["Proxy Authentication Required"]),
    (408, &["Request Timeout", "Request Time-out"]),
    (409, &["Conflict"]),
    (410, &["Gone"]),
    (411, &["Length Required"]),
    (412, &["Precondition Failed"]),
    (
        413,
        &[
            "Content Too Large",
            "Payload Too Large",
            "Request Entity Too Large",
        ],
    ),
    (
        414,
        &[
            "URI Too Long",
            "Request-URI Too Long",
            "Request-URI Too Large",
        ],
    ),
    (415, &["Unsupported Media Type"]),
    (
        416,
        &["Range Not Satisfiable", "Requested Range Not Satisfiable"],
    ),
    (417, &["Expectation Failed"]),
    (421, &["Misdirected Request"]),
    (422, &["Unprocessable Content", "Unprocessable Entity"]),
    (423, &["Locked"]),
    (424, &["Failed Dependency"]),
    (425, &["Too Early"]),
    (426, &["Upgrade Required"]),
    (428, &["Precondition Required"]),
    (429, &["Too Many Requests"]),
    (431, &["Request Header Fields Too Large"]),
    (451, &["Unavailable For Legal Reasons"]),
    (500, &["Internal Server Error"]),
    (501, &["Not Implemented"]),
    (502, &["Bad Gateway"]),
    (503, &["Service Unavailable"]),
    (504, &["Gateway Timeout", "Gateway Time-out"]),
    (
        505,
        &["HTTP Version Not Supported", "HTTP Version not supported"],
    ),
    (506, &["Variant Also Negotiates"]),
    (507, &["Insufficient Storage"]),
    (508, &["Loop Detected"]),
    (510, &["Not Extended"]),
    (511, &["Network Authentication Required"]),
];

fn phrases(status: u16) -> Option<&'static [&'static str]> {
    let found = REGISTERED.binary_search_by_key(&status, |(registered, _)| *registered);
    found.ok().map(|at| REGISTERED[at].1)
}

/// Whether a status stands in the registry.
#[must_use]
pub fn is_registered(status: u16) -> bool {
    phrases(status).is_some()
}

/// The status that a text is: three digits, 100 to 599.
#[must_use]
pub fn number(text: &str) -> Option<u16> {
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (100..600).contains(&number).then_some(number)
}

/// The status that a text says: its number, alone or with its registered phrase, which may stand in brackets.
#[must_use]
pub fn read(text: &str) -> Option<u16> {
    let (digits, phrase) = text.split_at_checked(3)?;
    let status = number(digits)?;
    let phrase = phrase.trim();
    let bare = phrase
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let phrase = bare.unwrap_or(phrase).trim();

    let is_phrase = |known: &&str| known.eq_ignore_ascii_case(phrase);
    let is_known = || phrases(status).is_some_and(|known| known.iter().any(is_phrase));
    (phrase.is_empty() && text.len() == 3 || is_known()).then_some(status)
}

/// The one status that a title names: it is all of the title, has its phrase behind it, stands in brackets, or behind
/// "HTTP": `404 Not Found`, `Errors (401)`, `HTTP 503`.
#[must_use]
pub fn in_title(title: &str) -> Option<u16> {
    let mut named: Vec<u16> = Vec::new();
    let mut end = 0;
    for word in title.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let start = end;
        end += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let Some(status) = number(word).filter(|&status| is_registered(status)) else {
            continue;
        };
        let (before, behind) = (&title[..start], &title[start + word.len()..]);
        if before.ends_with(char::is_alphanumeric) {
            continue;
        }
        let (before, behind) = (before.trim_end(), behind.trim_start());
        let is_phrase = |phrase: &&str| {
            let split = behind.split_at_checked(phrase.len());
            split.is_some_and(|(text, rest)| {
                text.eq_ignore_ascii_case(phrase) && !rest.starts_with(char::is_alphanumeric)
            })
        };
        let has_phrase = phrases(status).is_some_and(|known| known.iter().any(is_phrase));
        let is_all = before.is_empty() && behind.is_empty();
        let is_in_brackets = before.ends_with(['(', '（', ',', '、', '/'])
            && behind.starts_with([')', '）', ',', '、', '/']);
        let last = before.get(before.len().saturating_sub(4)..);
        let is_http = last.is_some_and(|last| last.eq_ignore_ascii_case("http"));
        if has_phrase || is_all || is_in_brackets || is_http {
            named.push(status);
        }
    }
    named.dedup();
    match named.as_slice() {
        [status] => Some(*status),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_in_order() {
        assert!(REGISTERED.is_sorted_by_key(|(status, _)| *status));
        assert!(is_registered(404) && !is_registered(499) && !is_registered(418));
    }

    #[test]
    fn a_status_is_read_with_its_own_phrase_only() {
        for (text, status) in [
            ("404", Some(404)),
            ("404 Not Found", Some(404)),
            ("404 (not found)", Some(404)),
            ("413 Payload Too Large", Some(413)),
            ("499", Some(499)),
            ("404 Gone", None),
            ("404 Not", None),
            ("404 ()", None),
            ("4040", None),
            ("499 Closed", None),
            ("4xx", None),
            ("600", None),
            ("", None),
            ("错误码", None),
        ] {
            assert_eq!(read(text), status, "{text}");
        }
    }

    #[test]
    fn a_title_names_a_status_if_it_names_one_alone() {
        for (title, status) in [
            ("401 Unauthorized", Some(401)),
            ("Errors (401)", Some(401)),
            ("HTTP 503", Some(503)),
            ("http 503错误", Some(503)),
            ("200 OK", Some(200)),
            ("200 OKR errors", None),
            ("404", Some(404)),
            ("错误（409）", Some(409)),
            ("401 and 403", None),
            ("Errors (404, 409)", None),
            ("Errors (404/409)", None),
            ("Version 2.0 from 2019, 500 items", None),
            ("Chapter 404", None),
            ("400 and up", None),
            ("404 Gone", None),
            ("4011", None),
        ] {
            assert_eq!(in_title(title), status, "{title}");
        }
    }
}
