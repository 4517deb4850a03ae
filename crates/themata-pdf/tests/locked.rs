//! Documents that are locked with the cipher of before 2008.

use std::fmt::Write;

use themata_ingest::{PdfError, PdfPage};

/// A page that says `I: Is it locked?` and `P: For printing only.`, under a password.
struct Locked {
    /// 2 for keys of 40 bits, 3 for keys of 128 bits.
    revision: usize,
    /// What proves the passwords of the owner and of the reader, in hexadecimal digits.
    owner: &'static str,
    user: &'static str,
    /// What stands on the page, enciphered.
    page: &'static str,
}

impl Locked {
    fn read(&self) -> Result<Vec<PdfPage>, PdfError> {
        let page: Vec<u8> = (0..self.page.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&self.page[at..at + 2], 16).expect("hexadecimal"))
            .collect();
        let mut stream = format!("<< /Length {} >>\nstream\n", page.len()).into_bytes();
        stream.extend(page);
        stream.extend(b"\nendstream");
        let cipher = format!(
            "<< /Filter /Standard /V {} /R {} /Length {} /P -3904 /O <{}> /U <{}> >>",
            self.revision - 1,
            self.revision,
            if self.revision == 2 { 40 } else { 128 },
            self.owner,
            self.user
        );
        let objects: [&[u8]; 6] = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
              /Resources << /Font << /F1 5 0 R >> >> >>",
            &stream,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            cipher.as_bytes(),
        ];
        themata_pdf::pages(&file(&objects))
    }
}

/// A file of objects, of which the first is the root and the sixth says how it is locked.
fn file(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string can be written to");
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let id = "000102030405060708090a0b0c0d0e0f";
    let size = objects.len() + 1;
    let end = format!(
        "xref\n0 {size}\n{table}trailer << /Size {size} /Root 1 0 R /Encrypt 6 0 R \
         /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

fn lines(pages: &[PdfPage]) -> Vec<&str> {
    pages.iter().flat_map(|page| &page.lines).map(|line| line.pieces[0].text.as_str()).collect()
}

#[test]
fn restrictions_under_a_short_key_do_not_hinder_reading() {
    let file = Locked {
        revision: 2,
        owner: "\
         c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab",
        user: "\
         0535ff2ff4a1427af498e09e89c6c3b14139d497977277f0f05fcf04febf5d0d",
        page: "\
         7cbef9b588d9a0f97218af819452aa7846945c6e275a77fe07e5ca905a9af83b522a739d3d82c6ce\
         f697a7b76c18fde6ba2c2257e03dce1a6d590b4b6bbe1cdff65d7f634cf29dac8ee622b46265295b\
         01b2fd",
    };
    let pages = file.read().expect("every viewer opens it");
    assert_eq!(lines(&pages), ["I: Is it locked?", "P: For printing only."]);
}

#[test]
fn restrictions_under_a_long_key_do_not_hinder_reading() {
    let file = Locked {
        revision: 3,
        owner: "\
         566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5",
        user: "\
         6a377f14504be9f1aba99e13933760ac00000000000000000000000000000000",
        page: "\
         7a1da7211982474ab27f3bc42ac765bd5630b8e644ea1204c72fbe0837891ad4523d40e8547e5ce7\
         0c40bc9dda1ee46c8a5a46626ead17d9bacb9fc4b106685f5930d57b4fe4260e34da539e93b68c30\
         c4018a",
    };
    let pages = file.read().expect("every viewer opens it");
    assert_eq!(lines(&pages), ["I: Is it locked?", "P: For printing only."]);
}

#[test]
fn a_password_for_readers_is_said_so() {
    let file = Locked {
        revision: 2,
        owner: "\
         92fe0f4454ad4c9644693f33c07cb54f587dce1e2682fe9ecea6107a1ef630dd",
        user: "\
         3469e05f8c1a9b6eb41405f5c363753ec8a16fa771efe097052974ef5c7a0120",
        page: "\
         cf0c908446b4536b2b039ef783b57174649b5441705718bb5d14cfefd4af15ea220ac71b800405fe\
         c120325fc937e9810e7c8527541c20c2b2c856660bbff651f8808f208916ccd02cc7fd3027002d60\
         bcc6a5",
    };
    assert_eq!(file.read(), Err(PdfError::Encrypted));
}

#[test]
fn a_password_for_readers_under_a_long_key_is_said_so() {
    let file = Locked {
        revision: 3,
        owner: "\
         0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083",
        user: "\
         07dd1598955b4a3c04b41ce38b601e3d00000000000000000000000000000000",
        page: "\
         8f10e6268511776f25909b8dab5d5143bc3bebec41cc46e75f02fa1757fb9a2e1e4dcca1600a6852\
         d40cf3cfa4228d3c628f7e08ba1269119dc81ec618af1dc58226e37ec2dd76971d44081ee4635e16\
         642693",
    };
    assert_eq!(file.read(), Err(PdfError::Encrypted));
}
