use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::number::Look;
use crate::xml::attribute;

/// How the cells of each style look, by the number of the style.
pub(super) fn looks(xml: &str) -> Vec<Look> {
    let mut codes = HashMap::new();
    let mut looks = Vec::new();
    let mut is_of_cells = false;
    let mut reader = Reader::from_str(xml);
    // A damaged list of styles is as good as a shorter one.
    while let Ok(event) = reader.read_event() {
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::End(element) => {
                is_of_cells &= element.local_name().as_ref() != "cellXfs";
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let number = || attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (number(), attribute(&element, "formatCode")) {
                    codes.insert(id, Look::of_code(&code));
                }
            }
            "cellXfs" => is_of_cells = true,
            "xf" if is_of_cells => {
                let id = number().unwrap_or(0);
                looks.push(codes.get(&id).copied().unwrap_or_else(|| Look::of_built_in(id)));
            }
            _ => {}
        }
    }
    looks
}
