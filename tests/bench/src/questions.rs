//! The names that are asked for.

use crate::ROUND;
use crate::random::Random;

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Asked {
    /// Names that are there.
    Hits,
    /// Names of which one letter in the middle is another: length, head and tail stay what they are.
    NearMisses,
    /// The second half of one name and the first half of another.
    OtherMisses,
}

/// Questions, and the names that are the nearest.
pub(crate) fn questions(
    names: &[&'static str],
    asked: Asked,
) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut random = Random(7);
    let question = |_| loop {
        let name = names[random.below(names.len())];
        let middle = name.len() / 2;
        let question = match asked {
            Asked::Hits => name.to_owned(),
            Asked::NearMisses => {
                let other = if name.as_bytes()[middle] == b'Q' {
                    "Z"
                } else {
                    "Q"
                };
                format!("{}{other}{}", &name[..middle], &name[middle + 1..])
            }
            Asked::OtherMisses => {
                let other = names[random.below(names.len())];
                format!("{}{}", &other[other.len() / 2..], &name[..middle])
            }
        };
        if matches!(asked, Asked::Hits) || !names.contains(&&*question) {
            return (&*question.leak(), name);
        }
    };
    (0..ROUND).map(question).unzip()
}
