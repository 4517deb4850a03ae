use themata_codebook::{Code, CodeIndex, Codebook};

/// Reads a codebook from an outline: a name on each line, subcodes indented by two spaces
/// more. Codes that have subcodes are not assignable.
///
/// # Panics
///
/// If the outline is no codebook.
#[must_use]
pub fn codebook(outline: &str) -> Codebook {
    let mut codes: Vec<Code> = Vec::new();
    let mut above: Vec<(usize, CodeIndex)> = Vec::new();
    for line in outline.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        above.retain(|&(other, _)| other < indent);
        let parent = above.last().map(|&(_, code)| code);
        if let Some(parent) = parent {
            codes[parent.get() as usize].assignable = false;
        }
        above.push((indent, CodeIndex::new(codes.len() as u32)));
        codes.push(Code { parent, ..Code::named(line.trim()) });
    }
    Codebook::new("test", "", codes).expect("the outline is a codebook")
}
