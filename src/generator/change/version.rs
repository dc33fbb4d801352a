//! The version that a change needs.

use core::fmt;

/// Which part of the version a change raises, as Cargo reads versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// Programs cannot tell the difference, but people can.
    Patch,
    /// Programs that compile go on compiling.
    Minor,
    /// Programs that compile may stop compiling, or see another answer.
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}
