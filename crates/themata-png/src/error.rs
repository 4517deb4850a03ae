//! Why there is no picture.

use std::error::Error;
use std::fmt;

use resvg::usvg;

/// Why a picture could not be drawn as points. Holds none of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PngError {
    /// The picture holds words, and there is no font to set them with.
    NoFont,
    /// What was given is no SVG picture; where reading it broke off, as line and column
    /// counted from 1, if that is known.
    NotSvg {
        /// Line and column.
        place: Option<(u32, u32)>,
    },
    /// The picture would have more points than are drawn.
    TooLarge {
        /// How many points it would be wide.
        width: u64,
        /// How many points it would be high.
        height: u64,
    },
    /// The scale is no number above zero.
    Scale,
    /// The points could not be packed.
    NotWritten,
}

impl PngError {
    pub(crate) fn of(error: &usvg::Error) -> PngError {
        let place = match error {
            usvg::Error::ParsingFailed(error) => Some((error.pos().row, error.pos().col)),
            _ => None,
        };
        PngError::NotSvg { place }
    }
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PngError::NoFont => f.write_str(
                "no font was found to set the words of the picture with; install one, such as \
                 DejaVu Sans or Noto Sans, or write the picture as SVG",
            ),
            PngError::NotSvg { place: Some((line, column)) } => {
                write!(f, "the picture is not sound SVG at line {line}, column {column}")
            }
            PngError::NotSvg { place: None } => f.write_str("the picture is not sound SVG"),
            PngError::TooLarge { width, height } => write!(
                f,
                "a picture of {width} by {height} points is too large; choose a smaller scale, \
                 or write it as SVG"
            ),
            PngError::Scale => f.write_str("the scale of a picture has to be above zero"),
            PngError::NotWritten => {
                f.write_str("the points of the picture could not be packed")
            }
        }
    }
}

impl Error for PngError {}
