//! Texts in many encodings. A file is read rightly if the program gives the same text for it
//! as for a copy in UTF-8, which is made here by decoding it as its name says.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use regex::Regex;

use super::Corpus;
use super::files::{name_in, within};
use super::sheet::Sheet;
use crate::Result;

/// The share that has to be read rightly.
const BOUND: f64 = 0.95;

/// Samples whose names say the language only.
const SAMPLES: [(&str, &str); 18] = [
    ("sample-arabic-1.txt", "windows-1256"),
    ("sample-arabic.txt", "utf-8"),
    ("sample-bulgarian.txt", "utf-8"),
    ("sample-chinese.txt", "big5"),
    ("sample-english.bom.txt", "utf-8"),
    ("sample-french-1.txt", "windows-1252"),
    ("sample-french.txt", "utf-8"),
    ("sample-greek-2.txt", "windows-1253"),
    ("sample-greek.txt", "windows-1253"),
    ("sample-hebrew-2.txt", "windows-1255"),
    ("sample-hebrew-3.txt", "windows-1255"),
    ("sample-korean.txt", "euc-kr"),
    ("sample-polish.txt", "utf-8"),
    ("sample-russian-2.txt", "utf-8"),
    ("sample-russian-3.txt", "utf-8"),
    ("sample-russian.txt", "x-mac-cyrillic"),
    ("sample-spanish.txt", "utf-8"),
    ("sample-turkish.txt", "windows-1254"),
];

/// A file, and a copy of it in UTF-8.
struct Pair {
    file: PathBuf,
    copy: PathBuf,
    encoding: String,
}

/// Texts whose folders or names say how they are encoded.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("odd/encodings");
    let copies = tempfile::tempdir()?;
    let pairs = pairs(&folder, copies.path())?;
    let files: Vec<PathBuf> = pairs.iter().map(|pair| pair.file.clone()).collect();
    let (study, read) = corpus.program.read(&files)?;
    let files: Vec<PathBuf> = pairs.iter().map(|pair| pair.copy.clone()).collect();
    let (study_of_copies, read_copies) = corpus.program.read(&files)?;
    let (mut right, mut compared, mut refused, mut odd_letters) = (0u32, 0u32, 0, 0);
    for ((pair, read), copy) in pairs.iter().zip(&read).zip(&read_copies) {
        let Some(copy) = &copy.document else {
            refused += 1;
            continue;
        };
        let known = study_of_copies.text(copy)?;
        compared += 1;
        odd_letters += usize::from(known.contains(char::REPLACEMENT_CHARACTER));
        let found = read.document.as_ref().map(|name| study.text(name)).transpose()?;
        if found.as_ref() == Some(&known) {
            right += 1;
        } else {
            let how = match (&read.row["encoding"], found) {
                (_, None) => "refused".to_owned(),
                (how, Some(_)) => format!("read as {}", how.as_str().unwrap_or("nothing")),
            };
            let name = name_in(&folder, &pair.file);
            sheet.told(name, format!("{how} instead of {}", pair.encoding));
        }
    }
    sheet.told("texts read rightly", format!("{right} of {compared}"));
    sheet.at_least("share read rightly", BOUND, f64::from(right) / f64::from(compared));
    if odd_letters > 0 {
        sheet.told("texts that are damaged already", odd_letters);
    }
    if refused > 0 {
        let what = "files of a kind that is refused in UTF-8 as well";
        sheet.left_out(what, "", refused);
    }
    Ok(())
}

/// Every text with its copy, which lies in a folder of its own under the same name.
fn pairs(folder: &Path, copies: &Path) -> Result<Vec<Pair>> {
    // A page or feed that names its encoding would be right about the file and wrong about
    // the copy.
    let declared = Regex::new(r#"(?i)(encoding\s*=\s*["']?|charset\s*=\s*["']?)[\w.:-]+"#)?;
    let mut pairs = Vec::new();
    for file in within(folder)? {
        let Some(encoding) = encoding_of(&file) else { continue };
        let Some(text) = decode(&std::fs::read(&file)?, &encoding) else {
            return Err(format!("`{encoding}` is no encoding").into());
        };
        let place = copies.join(pairs.len().to_string());
        std::fs::create_dir(&place)?;
        let copy = place.join(file.file_name().unwrap_or_default());
        let text = declared.replacen(&text, 1, "${1}utf-8");
        std::fs::write(&copy, format!("\u{feff}{text}"))?;
        pairs.push(Pair { file, copy, encoding });
    }
    Ok(pairs)
}

/// What a file's folder or name says of its encoding.
fn encoding_of(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    if let Some((_, encoding)) = SAMPLES.iter().find(|(sample, _)| *sample == name) {
        return Some((*encoding).to_owned());
    }
    // The folder may add a language: `windows-1250-czech`.
    let folder = file.parent()?.file_name()?.to_str()?.to_lowercase();
    let mut ends = vec![folder.len()];
    ends.extend(folder.rmatch_indices('-').map(|(at, _)| at));
    ends.into_iter().map(|end| &folder[..end]).find(|name| is_known(name)).map(str::to_owned)
}

fn is_known(encoding: &str) -> bool {
    encoding.starts_with("utf-32") || Encoding::for_label(encoding.as_bytes()).is_some()
}

/// The text that some bytes are in an encoding; a mark of the byte order is no part of it.
pub(super) fn decode(bytes: &[u8], encoding: &str) -> Option<String> {
    let encoding = encoding.to_lowercase();
    if encoding.starts_with("utf-32") {
        let big = encoding.ends_with("be") || bytes.starts_with(&[0, 0, 0xfe, 0xff]);
        let unit = |four: &[u8]| {
            let four: [u8; 4] = four.try_into().ok()?;
            let unit = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
            char::from_u32(unit)
        };
        let text = bytes.chunks_exact(4).map(|four| unit(four).unwrap_or('\u{fffd}'));
        return Some(text.filter(|&c| c != '\u{feff}').collect());
    }
    let encoding = Encoding::for_label(encoding.as_bytes())?;
    Some(encoding.decode(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{decode, encoding_of};

    #[test]
    fn the_folder_or_the_name_says_the_encoding() {
        let of = |file: &str| encoding_of(Path::new(file));
        assert_eq!(of("a/windows-1250-czech/x.txt").as_deref(), Some("windows-1250"));
        assert_eq!(of("a/utf-8-sig/x.txt").as_deref(), Some("utf-8"));
        assert_eq!(of("a/UTF-32BE/x.txt").as_deref(), Some("utf-32be"));
        assert_eq!(of("a/others/sample-korean.txt").as_deref(), Some("euc-kr"));
        assert_eq!(of("a/others/LICENSE"), None);
    }

    #[test]
    fn decoding() {
        assert_eq!(decode(b"\xe9", "windows-1252").as_deref(), Some("é"));
        assert_eq!(decode(b"\xfe\xff\0a", "UTF-16").as_deref(), Some("a"));
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0a", "utf-32").as_deref(), Some("a"));
        assert_eq!(decode(b"a\0\0\0", "utf-32le").as_deref(), Some("a"));
        assert_eq!(decode(b"a", "no such"), None);
    }
}
