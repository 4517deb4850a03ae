use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// Files as a ZIP archive, in their order. No time is written: the same files give the same
/// bytes.
///
/// # Errors
///
/// If two files have one name, or the archive would be larger than the format allows.
pub fn archive(files: &[(&str, &[u8])]) -> Result<Vec<u8>, String> {
    zipped(files).map_err(|error| error.to_string())
}

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        archive.start_file(*name, options)?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::archive;

    #[test]
    fn an_archive_holds_the_files_as_they_were() {
        let files: [(&str, &[u8]); 2] = [("a.csv", b"code\r\ntrust\r\n"), ("b.csv", b"")];
        let bytes = archive(&files).unwrap();
        assert_eq!(bytes, archive(&files).unwrap(), "the same files give the same bytes");
        let mut opened = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for (place, (name, content)) in files.iter().enumerate() {
            let mut file = opened.by_index(place).unwrap();
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!((file.name().unwrap().as_ref(), read.as_slice()), (*name, *content));
        }
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        assert!(archive(&[("a", b""), ("a", b"")]).is_err());
    }
}
