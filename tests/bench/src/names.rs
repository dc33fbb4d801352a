//! The names that are looked up: of the document, many, and hostile ones.

const WORDS: [&str; 16] = [
    "API",
    "APP",
    "GROUP",
    "STAGE",
    "PLUGIN",
    "DOMAIN",
    "CERTIFICATE",
    "BACKEND",
    "QUOTA",
    "REGION",
    "ACCESS",
    "REQUEST",
    "RESPONSE",
    "SIGNATURE",
    "THROTTLE",
    "VERSION",
];
const ENDS: [&str; 8] = [
    "NOT_FOUND",
    "EXISTS",
    "INVALID",
    "EXPIRED",
    "LOCKED",
    "MISSING",
    "TOO_LARGE",
    "DENIED",
];

/// Names as a large gateway may have them.
pub fn many(count: usize) -> Vec<String> {
    let name = |index: usize| {
        let (first, second) = (WORDS[index % 16], WORDS[index / 16 % 16]);
        let end = ENDS[index / 256 % 8];
        match index / 2048 {
            0 => format!("{first}_{second}_{end}"),
            more => format!("{first}_{second}_{more}_{end}"),
        }
    };
    (0..count).map(name).collect()
}

/// Names of 60 letters that differ in the last four only.
pub fn hostile(count: usize) -> Vec<String> {
    let shared = "A_VERY_LONG_PREFIX_THAT_ALL_OF_THE_NAMES_HAVE_IN_COMMON_";
    (0..count)
        .map(|index| format!("{shared}{index:04}"))
        .collect()
}

/// A document that lists names.
pub fn document(names: &[String]) -> String {
    let mut text = String::from("# Codes\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n");
    for (index, name) in names.iter().enumerate() {
        let status = 400 + index % 100;
        text += &format!("| {name} | {status} | the value {{value}} of {index} is wrong | ask |\n");
    }
    text
}

/// Its annotations.
pub const ANNOTATIONS: &str = "# Annotations\n\n## Tables\n\n| Title | Name |\n|-|-|\n| Codes | Codes |\n\n\
                               ## Literal words\n\n| Word | Reason |\n|-|-|\n| * | English |\n";
