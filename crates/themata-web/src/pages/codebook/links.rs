//! Where numbers, codes and excerpts lead.

use themata_project::CharSpan;

use crate::pages::leading::test;
pub(super) use crate::pages::leading::{encoded, excerpts};
use crate::studies::OpenStudy;

/// The excerpts that carry a code itself.
pub(super) fn of_code(study: &OpenStudy, name: &str) -> String {
    excerpts(study, &test("code", name).replacen(':', ":=", 1))
}

/// A code of the codebook.
pub(super) fn code(word: &str, place: u32) -> String {
    format!("/s/{word}/codebook/{place}")
}

/// A stretch of a document.
pub(super) fn place(word: &str, document: u32, span: CharSpan) -> String {
    format!("/s/{word}/read/{document}#at-{}-{}", span.start(), span.end())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use super::of_code;
    use crate::specimen::Specimen;

    #[tokio::test]
    async fn no_name_of_a_code_stands_in_an_address() {
        let bench = Specimen::new();
        let study = bench.app.studies.named("care").unwrap();
        let address = of_code(&study, "say \"no\"");
        let page = bench.page(&address).await;
        assert!(!address.contains("no"), "{address}");
        let field = "value=\"code:=&quot;say \\&quot;no\\&quot;&quot;\"";
        assert!(page.body.contains(field), "{}", page.body);
    }
}
