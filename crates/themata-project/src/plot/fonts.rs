use std::path::{Path, PathBuf};

use themata_png::{Fonts, png};
use walkdir::WalkDir;

use super::Plot;
use crate::Failure;

/// A picture of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlotPoints {
    /// The PNG file.
    pub bytes: Vec<u8>,
    /// How many points it is wide and high.
    pub size: (u32, u32),
    /// How many different characters no font has; they are missing in the picture.
    pub missing: usize,
}

/// The files of the families that words are set with, without their endings, in small letters
/// and without signs: those that pictures name, in the weights and slopes that pictures use,
/// and others for scripts that these do not have.
const FILES: [&str; 42] = [
    "segoeui",
    "segoeuib",
    "segoeuisl",
    "segoeuii",
    "notosansregular",
    "notosanssemibold",
    "notosansbold",
    "notosansitalic",
    "notosansbolditalic",
    "notosansvf",
    "liberationsansregular",
    "liberationsansbold",
    "liberationsansitalic",
    "liberationsansbolditalic",
    "arial",
    "arialbold",
    "arialbd",
    "arialitalic",
    "ariali",
    "arialbolditalic",
    "arialbi",
    "helvetica",
    "helveticaneue",
    "dejavusans",
    "dejavusansbold",
    "dejavusansoblique",
    "dejavusansboldoblique",
    "robotoregular",
    "robotobold",
    "robotoitalic",
    "notosansarabicregular",
    "notosanshebrewregular",
    "notosansdevanagariregular",
    "notosansthairegular",
    "notosanscjkregular",
    "notosanssymbols2regular",
    "notosansmathregular",
    "arialunicode",
    "pingfang",
    "msyh",
    "malgun",
    "nirmala",
];

/// Where font files lie on Linux, macOS and Windows; those of a person under `home`.
#[must_use]
pub fn font_folders(home: Option<&Path>) -> Vec<PathBuf> {
    let shared = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/run/host/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];
    let own = [
        ".local/share/fonts",
        ".fonts",
        "Library/Fonts",
        "AppData/Local/Microsoft/Windows/Fonts",
    ];
    let own = home.into_iter().flat_map(|home| own.map(|folder| home.join(folder)));
    shared.map(PathBuf::from).into_iter().chain(own).collect()
}

impl Plot {
    /// The picture as points, `scale` for each of its pixels, with the fonts that lie in some
    /// folders.
    ///
    /// # Errors
    ///
    /// If none of the families that pictures use lies there, or the picture would be too large.
    pub fn png(&self, scale: f32, folders: &[PathBuf]) -> Result<PlotPoints, Failure> {
        let fonts =
            Fonts::new(font_files(folders).iter().filter_map(|p| std::fs::read(p).ok()));
        let drawn = png(&self.svg, &fonts, scale).map_err(|error| Failure::of(&error))?;
        Ok(PlotPoints {
            bytes: drawn.bytes,
            size: (drawn.width, drawn.height),
            missing: drawn.without_glyph.len(),
        })
    }
}

/// The files of the known families, in the order of the families; of two with the same name
/// the first.
pub(crate) fn font_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: [Option<PathBuf>; FILES.len()] = std::array::from_fn(|_| None);
    for folder in folders {
        // What cannot be read holds no font that could be used.
        let files = WalkDir::new(folder).max_depth(5).sort_by_file_name().into_iter().flatten();
        for file in files {
            let path = file.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            let is_font = ending.is_some_and(|ending| {
                ["ttf", "otf", "ttc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
            });
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let letters = stem.chars().filter(char::is_ascii_alphanumeric);
            let stem: String = letters.map(|c| c.to_ascii_lowercase()).collect();
            if is_font && let Some(place) = FILES.iter().position(|known| *known == stem) {
                found[place].get_or_insert_with(|| path.to_owned());
            }
        }
    }
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Plot, font_files};

    #[test]
    fn without_fonts_the_failure_says_what_to_install() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
                   <text y=\"8\">n</text></svg>";
        let failure = Plot { svg: svg.to_owned() }.png(1.0, &[]).unwrap_err();
        assert!(failure.message.contains("no font was found"), "{failure}");
        assert!(failure.message.contains("DejaVu Sans"), "{failure}");
        assert!(font_files(&[PathBuf::from("/nowhere/at/all")]).is_empty());
    }
}
