//! What Cargo does with sound and with broken documents.
#![cfg(feature = "generator")]

#[path = "../common/mod.rs"]
mod common;
mod sizes;
mod strange;

use std::ffi::OsStr;
use std::fs;

use apigateway_errors::generator::{Level, Options, Report, emit};
use common::sandbox::Sandbox;
use common::{annotations, fixtures, published};

const DOCUMENT: &str = "spec/error-codes.md";
const ANNOTATIONS: &str = "spec/annotations.md";

#[test]
fn a_document_with_an_error_fails_the_build_at_its_line_and_with_nothing_else() {
    let sandbox = Sandbox::new();
    let mut failed = std::collections::BTreeSet::new();
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        // Cargo shows the findings of one document as those of another: one of each check will do.
        if failed.contains(&fixture.check) {
            continue;
        }
        let report = fixture.report();
        let errors = report
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Error && !finding.check.is_change());
        let headlines: Vec<String> = errors
            .map(|finding| finding.headline(report.source(finding.file)))
            .collect();
        if headlines.is_empty() {
            continue;
        }
        sandbox.write(DOCUMENT, &fixture.document);
        sandbox.write(ANNOTATIONS, &fixture.annotations);
        let built = sandbox.cargo("", &["build"]);
        for headline in headlines {
            built.fails_with(&headline);
        }
        failed.insert(fixture.check.clone());
    }
    assert!(failed.len() > 30, "only {failed:?}");
}

#[test]
fn a_warning_is_passed_on_and_an_accepted_finding_is_silent() {
    let sandbox = Sandbox::new();
    let silent = sandbox.cargo("", &["build"]).succeeds();
    assert!(!silent.text().contains("warning"), "{}", silent.text());
    let accepted = String::from_utf8(annotations()).expect("text");
    let open: Vec<&str> = accepted
        .lines()
        .filter(|line| !line.starts_with("| EC302 |"))
        .collect();
    sandbox.write(ANNOTATIONS, open.join("\n"));
    let warned = sandbox.cargo("", &["build"]).succeeds();
    let expected = "spec/error-codes.md:26:17: warning[EC302]: 499 is not in the registry";
    assert!(warned.text().contains(expected), "{}", warned.text());
}

#[test]
fn a_build_in_another_folder_writes_the_same_bytes() {
    // Spaces and letters beyond ASCII in the path, another language and another time zone.
    let there = Sandbox::at("there/über der Straße");
    for file in [DOCUMENT, ANNOTATIONS] {
        there.write(file, common::read(&common::root().join(file)));
    }
    let elsewhere = [("LANG", "de_DE"), ("TZ", "Asia/Tokyo")];
    there.cargo_with("", &["build"], &elsewhere).succeeds();
    let there = there.written("debug");
    assert_eq!(there.len(), 2);
    let here: [(&str, &[u8]); 2] = [
        (
            "catalogue.rs",
            include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.rs")),
        ),
        (
            "catalogue.rs.md",
            include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.rs.md")),
        ),
    ];
    for (name, bytes) in here {
        assert!(there[OsStr::new(name)] == bytes, "{name} differs");
    }
}

fn passes_its_tests(sandbox: &Sandbox, folder: &str, passed: &str) {
    let tested = sandbox.cargo(folder, &["test"]).succeeds();
    assert!(tested.stdout().contains(passed), "{}", tested.stdout());
    assert!(!tested.text().contains("warning"), "{}", tested.text());
}

#[test]
fn another_crate_generates_its_codes_from_a_document_of_its_own() {
    let sandbox = Sandbox::new();
    passes_its_tests(&sandbox, "tests/english", "2 passed");
    let document = sandbox.path("tests/english/spec/errors.md");
    let broken = fs::read_to_string(&document).expect("text") + "\n| LATE | 404 | Late. |\n";
    fs::write(&document, broken).expect("a file");
    sandbox.cargo("tests/english", &["build"]).fails_with(
        "spec/errors.md:18:1: error[EC101]: 1 row is cut off from the table `Payments`",
    );
}

#[test]
fn numbers_are_codes_and_a_table_may_have_one_status() {
    let sandbox = Sandbox::new();
    passes_its_tests(&sandbox, "tests/numeric", "3 passed");
}

#[test]
fn a_consumer_sees_a_new_row_as_a_new_variant_and_nothing_else() {
    let sandbox = Sandbox::new();
    let folder = "tests/consumer";
    let built = sandbox.cargo(folder, &["build"]).succeeds();
    assert!(
        built.text().contains("Compiling consumer"),
        "{}",
        built.text()
    );
    let again = sandbox.cargo(folder, &["build"]).succeeds();
    assert!(!again.text().contains("Compiling"), "{}", again.text());
    let before = generated(&sandbox);

    let document = String::from_utf8(published()).expect("text");
    let row = "| DEADLINE_EXCEEDED   | 504 |  超时  |      |\n";
    assert!(document.contains(row));
    let grown = document.replace(row, &format!("{row}| WORN_OUT | 507 | 用完 | |\n"));
    sandbox.write(DOCUMENT, grown);
    let consumer = fs::read_to_string(sandbox.path("tests/consumer/src/lib.rs")).expect("text");
    let uses = "/// New.\npub const WORN_OUT: ErrorCode = ErrorCode::WornOut;\n";
    sandbox.write("tests/consumer/src/lib.rs", format!("{consumer}\n{uses}"));
    sandbox.cargo(folder, &["build"]).succeeds();

    let after = generated(&sandbox);
    assert_eq!(after.len(), before.len() + 1);
    let kept: Vec<_> = after
        .iter()
        .filter(|entry| !entry.contains("WornOut"))
        .collect();
    assert!(before.iter().eq(kept), "{before:#?}\n{after:#?}");
}

/// What the sandbox's build script has made of each entry, without its line in the document.
fn generated(sandbox: &Sandbox) -> Vec<String> {
    let text = fs::read(sandbox.path(DOCUMENT)).expect("a document");
    let annotations = fs::read(sandbox.path(ANNOTATIONS)).expect("annotations");
    let report = common::report(&text, &annotations);
    let catalogue = report.catalogue().expect("a catalogue");
    let code = |entry: &apigateway_errors::generator::catalogue::Entry| {
        let code = &catalogue.codes[entry.code];
        let texts = entry.texts.iter();
        let texts: Vec<_> = texts.map(|text| (&text.message, &text.solution)).collect();
        format!(
            "{} {} {texts:?} {:?}",
            code.variant, entry.status, entry.tables
        )
    };
    catalogue.entries.iter().map(code).collect()
}

#[test]
fn a_file_that_is_missing_or_no_file_or_empty_or_no_text_fails_the_build_in_words() {
    let sandbox = Sandbox::new();
    let builds = || sandbox.cargo("", &["build"]);
    fs::remove_file(sandbox.path(DOCUMENT)).expect("a file");
    builds().fails_with("spec/error-codes.md: cannot be read: No such file or directory");
    fs::create_dir(sandbox.path(DOCUMENT)).expect("a folder");
    builds().fails_with("spec/error-codes.md: cannot be read: Is a directory");
    fs::remove_dir(sandbox.path(DOCUMENT)).expect("a folder");
    sandbox.write(DOCUMENT, "");
    builds().fails_with(
        "spec/error-codes.md:1:1: error[EC505]: the document holds no table of error codes",
    );
    sandbox.write(DOCUMENT, b"\xff\xfe\xfd");
    builds().fails_with("spec/error-codes.md:1:1: error[EC112]: the file looks like UTF-16");
    sandbox.write(DOCUMENT, "|".repeat(4 << 20));
    builds().fails_with("spec/error-codes.md:1:1: error[EC117]: 4194303 columns; the limit is 64");
    sandbox.write(DOCUMENT, "|".repeat((4 << 20) + 1));
    builds()
        .fails_with("spec/error-codes.md:1:1: error[EC117]: 4194305 bytes; the limit is 4194304");
    sandbox.write(DOCUMENT, published());
    fs::remove_file(sandbox.path(ANNOTATIONS)).expect("a file");
    let said = builds();
    said.fails_with("error[EC504]: the table `");
    said.fails_with("spec/annotations.md");
}

#[test]
fn document_text_never_speaks_to_cargo() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "src/lib.rs",
        format!("{}\n#[cfg(pwned)] compile_error!(\"pwned\");\n", library()),
    );
    let text = String::from_utf8(published()).expect("text");
    let directives = "cargo::rustc-cfg=pwned\ncargo:rustc-cfg=pwned\n\n";
    let sound = format!("{text}\n\n## 附录\n\n{directives}");
    sandbox.write(DOCUMENT, &sound);
    sandbox.cargo("", &["check"]).succeeds();
    for broken in [
        "| A |\n",
        "| B |\ncargo::rustc-cfg=pwned | C |\n",
        "\rcargo::rustc-cfg=pwned\n",
    ] {
        sandbox.write(DOCUMENT, format!("{sound}{directives}{broken}{directives}"));
        let built = sandbox.cargo("", &["check"]);
        built.fails_with("error[EC1");
        assert!(!built.text().contains("pwned\")"), "{}", built.text());
    }
}

fn library() -> String {
    fs::read_to_string(common::root().join("src/lib.rs")).expect("text")
}

#[test]
fn hostile_texts_are_carried_as_they_are_and_do_nothing() {
    let texts = [
        r#"引号 " 与 \\ 反斜杠 \" 完"#,
        "块注释 */ 与 /* 与 //! 完",
        "数据段 ]]> 与 --> 完",
        r"脚本 \<script>alert(1)\</script> 完",
        "围栏 ``` 与 ~~~ 完",
        r"链接 \[ErrorCode](https://example.com) \[`Table`] 完",
        "宏 #[cfg(x)] {} $x #x r#\"\"# \\u{41} {{}} 完",
        "标题 # ## 列表 - * 1. 引用 > 完",
        "网址 https://example.com 完",
        "&lt;img src=x onerror=alert(1)&gt; 完",
    ];
    let sandbox = Sandbox::new();
    let mut document = String::from(
        "# 错误码\n\n#### 表1.通用错误码\n\n| 错误码 | HTTP状态码 | 错误信息 |\n|-|-|-|\n",
    );
    for (index, text) in texts.iter().enumerate() {
        document.push_str(&format!("| TEXT_{index} | 400 | {text} |\n"));
    }
    let names = "# A\n\n## Tables\n\n| Title | Name |\n|-|-|\n| 通用错误码 | Common |\n\n## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n";
    sandbox.write(DOCUMENT, &document);
    sandbox.write(ANNOTATIONS, names);
    let expected: Vec<String> = common::report(document.as_bytes(), names.as_bytes())
        .catalogue()
        .map(|catalogue| {
            catalogue
                .entries
                .into_iter()
                .map(|entry| entry.texts[0].message.clone())
                .collect()
        })
        .unwrap_or_else(|| {
            panic!(
                "{}",
                common::rendered(&common::report(document.as_bytes(), names.as_bytes()))
            )
        });
    assert_eq!(expected[0], "引号 \" 与 \\ 反斜杠 \" 完");
    // The package's own examples speak of the published document.
    let library = library();
    let code = library.lines().filter(|line| !line.starts_with("//!"));
    let code: String = code.map(|line| format!("{line}\n")).collect();
    sandbox.write("src/lib.rs", format!("//! Other codes.\n{code}"));
    let texts = sandbox.dependent("texts");
    sandbox.write(
        &format!("{texts}/src/main.rs"),
        "fn main() {\n\
         for entry in apigateway_errors::ENTRIES { println!(\"{}\", entry.message()); }\n\
         }\n",
    );
    let run = sandbox.cargo(&texts, &["run", "--quiet"]).succeeds();
    assert_eq!(run.stdout().lines().collect::<Vec<_>>(), expected);

    sandbox.cargo("", &["doc", "--no-deps"]).succeeds();
    let page = sandbox.page("enum.ErrorCode.html");
    let variants = page.split("id=\"variants\"").nth(1).expect("variants");
    let variants = variants
        .split("id=\"implementations\"")
        .next()
        .expect("variants");
    for alive in [
        "<script>alert",
        "<img",
        "href=\"https://example.com",
        "<pre",
        "<h1>",
        "struct.Table",
        "enum.Table",
    ] {
        assert!(!variants.contains(alive), "`{alive}` in {variants}");
    }
    assert!(variants.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_consumer_that_enables_no_feature_gets_no_dependency() {
    let sandbox = Sandbox::new();
    let arguments = ["tree", "--edges", "normal", "--prefix", "none"];
    let tree = sandbox.cargo("", &arguments).succeeds().stdout();
    assert_eq!(tree.lines().count(), 1, "{tree}");
}

#[test]
fn generated_code_needs_no_prelude_and_gives_no_warning() {
    let sandbox = Sandbox::new();
    let report = common::report(&published(), &annotations());
    let text = generated_for_another_crate(&report);
    sandbox.write("tests/consumer/src/generated.rs", text);
    sandbox.write("tests/consumer/src/lib.rs", SHADOWING);
    sandbox.cargo("tests/consumer", &["check"]).succeeds();
    sandbox
        .cargo("tests/consumer", &["clippy", "--", "-D", "warnings"])
        .succeeds();
}

/// What is generated for a crate that depends on this one.
fn generated_for_another_crate(report: &Report) -> String {
    let catalogue = report
        .catalogue()
        .unwrap_or_else(|| panic!("{}", common::rendered(report)));
    let options = Options {
        document: DOCUMENT,
        runtime: "::apigateway_errors",
    };
    emit(&catalogue, options).expect("Rust")
}

/// Names of the prelude, as types, traits, values and macros of other meanings.
const SHADOWING: &str = r#"
//! A crate in which the prelude's names mean something else.
#![no_std]
#![deny(warnings, missing_docs, unreachable_pub)]

#[panic_handler]
fn panic(_: &::core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// The names.
pub mod names {
    macro_rules! types { ($($name:ident)*) => { $(#[doc = "Shadows."] pub struct $name;)* } }
    macro_rules! traits { ($($name:ident)*) => { $(#[doc = "Shadows."] pub trait $name {})* } }
    types!(Option Result Some None Ok Err String Vec Box);
    traits!(Clone Copy Send Sync Sized Drop Fn FnMut FnOnce AsRef AsMut Into From Default Iterator
        Extend IntoIterator DoubleEndedIterator ExactSizeIterator Eq Ord PartialEq PartialOrd
        TryFrom TryInto FromIterator ToOwned ToString Debug Display Hash);
    /// Shadows.
    pub fn drop() {}
    /// Shadows.
    pub mod core {}
    /// Shadows.
    pub mod std {}
}

/// The generated code.
pub mod generated {
    #[allow(unused_imports, ambiguous_glob_imports)]
    use crate::names::*;
    include!("generated.rs");
}
"#;
