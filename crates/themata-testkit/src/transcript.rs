use std::collections::BTreeMap;

use themata_codebook::Codebook;
use themata_model::{
    Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings, Document,
    DocumentId, Kind, Source, Speaker, Study, Transcript, Turn, Valence, Value, Version,
    Weight,
};
use themata_text::{CharSpan, Text, words};

use crate::Fixture;

pub(crate) fn read(codebook: Codebook, notation: &str) -> Fixture {
    let mut reader = Reader {
        codebook,
        coders: Vec::new(),
        attributes: Vec::new(),
        drafts: Vec::new(),
        codings: Vec::new(),
    };
    for line in notation.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(header) = line.strip_prefix("//-") {
            reader.begin(header);
        } else if line.trim_start().starts_with('^') {
            reader.code(line);
        } else {
            reader.say(line);
        }
    }
    reader.finish()
}

struct Reader {
    codebook: Codebook,
    coders: Vec<Coder>,
    attributes: Vec<Attribute>,
    drafts: Vec<Draft>,
    codings: Vec<Coding>,
}

#[derive(Default)]
struct Draft {
    name: String,
    values: BTreeMap<AttributeId, Value>,
    text: String,
    len: u32,
    speakers: Vec<Speaker>,
    turns: Vec<Turn>,
    /// Where the words of the last line begin in the text, and how far they are indented.
    last: (u32, usize),
}

impl Reader {
    fn begin(&mut self, header: &str) {
        let mut words = header.split_whitespace();
        let name = words.next().expect("a document has a name").to_owned();
        let mut draft = Draft { name, ..Draft::default() };
        for word in words {
            let (name, value) = word.split_once(':').expect("attributes are name:value");
            let id = self.attribute(name);
            draft.values.insert(id, Value::Text(value.to_owned()));
        }
        self.drafts.push(draft);
    }

    fn say(&mut self, line: &str) {
        if self.drafts.is_empty() {
            self.begin("P01");
        }
        let draft = self.drafts.last_mut().expect("a document was begun");
        let labelled = line
            .split_once(": ")
            .filter(|(label, _)| !label.is_empty() && label.chars().all(|c| !c.is_lowercase()));
        let (label, words) = match labelled {
            Some((label, words)) => (Some(label), words),
            None => (None, line),
        };
        if !draft.text.is_empty() {
            draft.text.push('\n');
            draft.len += 1;
        }
        let start = draft.len;
        draft.text.push_str(words);
        draft.len += words.chars().count() as u32;
        draft.last = (start, line.chars().count() - words.chars().count());
        if let Some(label) = label {
            let known = draft.speakers.iter().position(|speaker| speaker.name == label);
            let speaker = known.unwrap_or_else(|| {
                draft.speakers.push(Speaker::heard(label));
                draft.speakers.len() - 1
            });
            draft.turns.push(Turn {
                span: CharSpan::new(start, draft.len),
                speaker: Some(speaker as u32),
                start_ms: None,
                end_ms: None,
            });
        }
    }

    fn code(&mut self, line: &str) {
        let indent = line.chars().take_while(|&c| c == ' ').count();
        let carets = line.trim_start().chars().take_while(|&c| c == '^').count();
        let said = line.trim_start().trim_start_matches('^').trim();
        let (code, coder) = said.split_once('@').unwrap_or((said, "ana"));
        let mut words = coder.split_whitespace();
        let coder = words.next().unwrap_or("ana");
        let (mut valence, mut weight) = (None, None);
        for word in words {
            match Weight::from_word(word) {
                Ok(said) => weight = Some(said),
                Err(_) => valence = valence.or(Valence::from_word(word)),
            }
        }
        let code = self
            .codebook
            .find(code.trim())
            .unwrap_or_else(|| panic!("the outline has no code `{}`", code.trim()));
        let coder = self.coder(coder.trim());
        let draft = self.drafts.last().expect("codings stand under words");
        let (start, label) = draft.last;
        let from = start + (indent - label) as u32;
        self.codings.push(Coding {
            id: CodingId(self.codings.len() as u32 + 1),
            document: DocumentId(self.drafts.len() as u32),
            span: CharSpan::new(from, from + carets as u32),
            code,
            coder,
            valence,
            weight,
        });
    }

    fn coder(&mut self, name: &str) -> CoderId {
        if let Some(coder) = self.coders.iter().find(|coder| coder.name == name) {
            return coder.id;
        }
        let id = CoderId(self.coders.len() as u32 + 1);
        self.coders.push(Coder { id, name: name.to_owned(), kind: CoderKind::Human });
        id
    }

    fn attribute(&mut self, name: &str) -> AttributeId {
        if let Some(attribute) = self.attributes.iter().find(|a| a.name == name) {
            return attribute.id;
        }
        let id = AttributeId(self.attributes.len() as u32 + 1);
        self.attributes.push(Attribute { id, name: name.to_owned(), kind: Kind::Text });
        id
    }

    fn finish(self) -> Fixture {
        let mut documents = Vec::new();
        let mut transcripts = BTreeMap::new();
        for (number, draft) in (1u32..).zip(self.drafts) {
            let text = Text::new(draft.text);
            let source = Source {
                name: format!("{}.txt", draft.name),
                hash: format!("{number:064x}"),
                format: "txt".to_owned(),
                ..Source::default()
            };
            let version = Version {
                number: 1,
                source,
                len: text.len(),
                words: words(&text).len() as u32,
                turns: draft.turns.len() as u32,
                speakers: draft.speakers,
                sections: Vec::new(),
            };
            let id = DocumentId(number);
            documents.push(Document { id, name: draft.name, version, values: draft.values });
            transcripts.insert(id, Transcript { text, turns: draft.turns, pages: Vec::new() });
        }
        let study = Study {
            title: "test".to_owned(),
            coders: self.coders,
            codebook: self.codebook,
            attributes: self.attributes,
            documents,
            rounds: Vec::new(),
            assignments: Vec::new(),
            queries: Vec::new(),
            themes: Vec::new(),
            summaries: Vec::new(),
            rejections: Vec::new(),
            codings: Codings::new(self.codings),
        };
        Fixture { study, transcripts }
    }
}
