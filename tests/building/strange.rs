//! Catalogues of strange names and messages compile without a warning.

use apigateway_errors::generator::Finding;

use crate::common::sandbox::Sandbox;
use crate::{common, generated_for_another_crate};

/// Annotations for any of them.
pub(crate) const STRANGE: &str = "# A\n\n## Tables\n\n| Title | Name |\n|-|-|\n| Codes | Codes |\n\n## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n";

/// Those of a document without messages, or with none that could be a placeholder.
const WORDLESS: &str = "# A\n\n## Tables\n\n| Title | Name |\n|-|-|\n| Codes | Codes |\n";

/// Every word that is or was reserved in an edition of Rust, and those that mean something in places.
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let \
    loop match mod move mut pub ref return self Self static struct super trait true type unsafe use \
    where while async await dyn abstract become box do final macro override priv typeof unsized \
    virtual yield try gen auto default macro_rules raw safe union _ __ r f value values index 0 a-b";

/// Names of the prelude and of the generated code itself.
const TAKEN: &str = "OK SOME NONE ERR RESULT STRING OPTION SEND SIZED CLONE DEBUG ERROR_CODE TABLE \
    MESSAGE ENTRY ENTRIES CODE STATUS_CLASS ALL TEMPLATES";

/// Messages without a letter, as Markdown.
const PUNCTUATION: &str =
    r#"! \*\*\* \[\]() {}.{} %s%% …— \\ " ' \# {{}} // /\* \*/ ?!? \`\`\` \<\> \& @ $ ^ ~ - + = ."#;

/// A document of one table, with a row for each code and message.
pub(crate) fn table_of(rows: impl IntoIterator<Item = (String, String)>) -> String {
    let head = "# Codes\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n".to_owned();
    rows.into_iter().fold(head, |table, (code, message)| {
        table + &format!("| {code} | 400 | {message} | {message} |\n")
    })
}

fn numbered<'a>(messages: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
    let code = |(index, message): (usize, &str)| (format!("P_{index}"), message.to_owned());
    messages.into_iter().enumerate().map(code).collect()
}

fn strange_catalogues() -> Vec<(&'static str, Vec<(String, String)>)> {
    let keywords = KEYWORDS.split_whitespace();
    let keywords: Vec<String> = keywords
        .map(|word| format!("{{{word}}} is {{x}}"))
        .collect();
    let codes = KEYWORDS.split_whitespace().map(str::to_uppercase);
    let mut codes: Vec<String> = codes
        .filter(|code| code.starts_with(|c: char| c.is_ascii_uppercase()) && !code.contains('-'))
        // `Self` is the one variant that Rust cannot bear, which is a finding.
        .filter(|code| code != "SELF")
        .chain(TAKEN.split_whitespace().map(str::to_owned))
        .collect();
    codes.sort();
    codes.dedup();
    // Names that differ only at their ends, in their middles and at their starts.
    let long = [
        ("Y", 0),
        ("Z", 0),
        ("Y", 30),
        ("Z", 30),
        ("Y", 62),
        ("Z", 62),
    ];
    let long = long.map(|(c, at)| {
        let name = "ABCDEFG_".repeat(8);
        let name = format!("{}{c}{}", &name[..at], &name[at + 1..63]);
        (name, "x".to_owned())
    });
    let row = |index| (format!("CODE_{index}_X"), format!("{{value}} {index}"));
    vec![
        ("one code", vec![("A".to_owned(), "a".to_owned())]),
        (
            "an entry without a message",
            vec![
                ("A".to_owned(), String::new()),
                ("B".to_owned(), "b".to_owned()),
            ],
        ),
        ("no message", vec![("A".to_owned(), String::new())]),
        (
            "fields that are keywords",
            numbered(keywords.iter().map(String::as_str)),
        ),
        (
            "codes that are taken",
            codes
                .into_iter()
                .map(|code| (code, "x {x}".to_owned()))
                .collect(),
        ),
        ("codes of 63 characters", long.into()),
        ("punctuation", numbered(PUNCTUATION.split_whitespace())),
        ("3,000 codes", (0..3_000).map(row).collect()),
        (
            "right to left",
            numbered(["الموارد {x} غير موجودة", "המשאב לא נמצא", "{x} غير {y}"]),
        ),
    ]
}

#[test]
fn strange_catalogues_give_no_warning_and_no_broken_docs() {
    let sandbox = Sandbox::new();
    let folder = sandbox.dependent("strange");
    let mut library = "//! Strange catalogues.\n#![no_std]\n#![warn(missing_docs)]\n".to_owned();
    for (name, rows) in strange_catalogues() {
        let document = table_of(rows);
        let mut report = common::report(document.as_bytes(), STRANGE.as_bytes());
        let needs_no_word = |finding: &Finding| finding.check.id == "EC506";
        if report.findings.iter().any(needs_no_word) {
            report = common::report(document.as_bytes(), WORDLESS.as_bytes());
        }
        let module = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        library += &format!("/// Catalogue: {name}.\npub mod of_{module};\n");
        sandbox.write(
            &format!("{folder}/src/of_{module}.rs"),
            generated_for_another_crate(&report),
        );
    }
    sandbox.write(&format!("{folder}/src/lib.rs"), library);
    for command in ["clippy", "rustdoc"] {
        let arguments = [command, "--lib", "--quiet", "--", "-D", "warnings"];
        sandbox.cargo(&folder, &arguments).succeeds();
    }
}
