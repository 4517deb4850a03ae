//! Reads a picture back, to test what is in it.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What can be read in a picture.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The title of the picture, then the words on hover.
    pub(crate) titles: Vec<String>,
    pub(crate) desc: String,
    /// What is printed.
    pub(crate) texts: Vec<String>,
}

/// Reads a picture, after making sure that it is well-formed, holds no number that is none,
/// and reaches for nothing outside.
#[track_caller]
pub(crate) fn read(svg: &str) -> Reading {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut reading = Reading::default();
    loop {
        match reader.read_event().expect("the picture is well-formed") {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                assert!(name != "script" && name != "image", "a picture is a picture");
                for attribute in start.attributes() {
                    let attribute = attribute.expect("attributes are well-formed");
                    let value = attribute.value;
                    assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
                    let is_reference = attribute.key.as_ref() == "href";
                    assert!(!is_reference, "nothing is referred to");
                }
                open.push(name);
                words.push(String::new());
            }
            Event::End(_) => {
                let (name, words) = (open.pop().expect("open"), words.pop().expect("open"));
                match name.as_str() {
                    "title" => reading.titles.push(words),
                    "desc" => reading.desc = words,
                    "text" | "tspan" => reading.texts.push(words),
                    _ => {}
                }
            }
            Event::Text(text) => {
                if let Some(words) = words.last_mut() {
                    words.push_str(text.as_ref());
                }
            }
            Event::GeneralRef(entity) => {
                let c = match entity.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("&{other};"),
                };
                words.last_mut().expect("open").push(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    reading
}
