//! What every picture has to be, for tests.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Makes sure that a picture is well-formed, fetches nothing, holds no number that is none and
/// has its words as words; returns those that are printed, without those on hover.
#[track_caller]
pub(crate) fn printed(svg: &str) -> Vec<String> {
    for reach in ["NaN", "inf\"", "href", "<script", "<image", "<style", "url("] {
        assert!(!svg.contains(reach), "{reach}");
    }
    words(svg, "text")
}

/// The words on hover, without the title of the picture.
#[track_caller]
pub(crate) fn hovers(svg: &str) -> Vec<String> {
    words(svg, "title").split_off(1)
}

#[track_caller]
fn words(svg: &str, wanted: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let add = |words: &mut Vec<String>, open: &[String], text: &str| {
        if let Some(last) =
            words.last_mut().filter(|_| open.last().is_some_and(|name| name == wanted))
        {
            last.push_str(text);
        }
    };
    loop {
        match reader.read_event().expect("the picture is well-formed") {
            Event::Start(start) => {
                for attribute in start.attributes() {
                    attribute.expect("attributes are well-formed and not repeated");
                }
                let name = start.name().as_ref().to_owned();
                open.push(name.clone());
                if name == wanted {
                    words.push(String::new());
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => add(&mut words, &open, text.as_ref()),
            Event::GeneralRef(entity) => {
                let entity: &str = entity.as_ref();
                let text = match entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                add(&mut words, &open, text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    words
}

/// Names that are hard to set.
pub(crate) const HARD_NAMES: [&str; 6] = [
    "",
    "<b> & \"x\"\u{7}",
    "השפעת החזון המשותף על המורים בצפון הארץ ובדרומה",
    "👩‍⚕️ nurses 👍🏽",
    "領導力與文化的長期變化研究以及其對學校的影響",
    "a very long name of a site that nobody would want to read twice in a picture of this size",
];
