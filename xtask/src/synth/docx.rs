use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::interview::Interview;
use crate::Result;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const BEFORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;

const BEHIND: &str = "</w:body></w:document>";

/// The interview as a Word document, with a paragraph `NAME: words` for each turn.
pub(super) fn docx(interview: &Interview) -> Result<Vec<u8>> {
    let mut body = BEFORE.to_owned();
    for (who, words) in interview.spoken() {
        let name = &interview.speakers[who];
        body.push_str("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">");
        body.push_str(&escaped(name));
        body.push_str(":</w:t></w:r><w:r><w:t xml:space=\"preserve\"> ");
        body.push_str(&escaped(words));
        body.push_str("</w:t></w:r></w:p>");
    }
    body.push_str(BEHIND);

    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("word/document.xml", &body),
    ];
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use themata_ingest::{Options, Source, read};

    use super::docx;
    use crate::synth::interview::Interview;

    #[test]
    fn what_is_written_is_read() {
        let interview = Interview::new(1, 0, 400);
        let bytes = docx(&interview).unwrap();
        let source = Source { name: "a.docx", bytes: &bytes };
        let reading = read(source, &Options::default(), &|_| unreachable!()).unwrap();
        let transcript = &reading.documents[0].transcript;
        assert_eq!(transcript.text, interview.turns.join("\n"));
        let names: Vec<&str> = transcript.speakers.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, interview.speakers);
        assert_eq!(transcript.turns.len(), interview.turns.len());
    }
}
