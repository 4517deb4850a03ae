use super::*;

/// A font with one letter, `a`: a square that fills its whole field.
///
/// Written from the description of the tables in the OpenType specification (ISO/IEC
/// 14496-22), as small as a reader accepts.
fn font(family: &str) -> Vec<u8> {
    let words = |values: &[u16]| {
        values.iter().flat_map(|value| value.to_be_bytes()).collect::<Vec<u8>>()
    };
    let head = [
        words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000]),
        vec![0; 16],
        words(&[0, 0, 1000, 1000, 0, 8, 2, 0, 0]),
    ]
    .concat();
    let hhea = words(&[1, 0, 1000, 0, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    let maxp = words(&[1, 0, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    let hmtx = words(&[1000, 0, 1000, 0]);
    // One outline of four points, each a corner: flags, then steps across, then steps up.
    let mut glyph = words(&[1, 0, 0, 1000, 1000, 3, 0]);
    glyph.extend([1, 1, 1, 1]);
    glyph.extend(words(&[0, 0, 1000, 0, 0, 1000, 0, (-1000i16) as u16]));
    let loca = words(&[0, 0, glyph.len() as u16 / 2]);
    let cmap = words(&[
        0,
        1,
        3,
        1,
        0,
        12,
        4,
        32,
        0,
        4,
        4,
        1,
        0,
        97,
        0xffff,
        0,
        97,
        0xffff,
        (1i16 - 97) as u16,
        1,
        0,
        0,
    ]);
    let name: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut names = words(&[
        0,
        2,
        30,
        3,
        1,
        0x409,
        1,
        name.len() as u16,
        0,
        3,
        1,
        0x409,
        6,
        name.len() as u16,
        0,
    ]);
    names.extend(&name);
    let post = [words(&[3, 0]), vec![0; 28]].concat();
    let mut os2 = words(&[4, 1000, 400, 5, 0]);
    os2.resize(96, 0);
    let tables: [(&[u8; 4], Vec<u8>); 10] = [
        (b"OS/2", os2),
        (b"cmap", cmap),
        (b"glyf", glyph),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
        (b"name", names),
        (b"post", post),
    ];
    let mut file = words(&[1, 0, tables.len() as u16, 128, 3, 32]);
    let mut body = Vec::new();
    for (name, table) in &tables {
        let at = 12 + 16 * tables.len() + body.len();
        file.extend(*name);
        for value in [0, at as u32, table.len() as u32] {
            file.extend(value.to_be_bytes());
        }
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    [file, body].concat()
}

fn svg(inside: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">{inside}</svg>"#)
}

/// Whether the picture is dark at a point.
fn is_dark(png: &Png, x: u32, y: u32) -> bool {
    let points = Pixmap::decode_png(&png.bytes).expect("a sound file");
    points.pixel(x, y).expect("a point of the picture").red() < 128
}

#[test]
fn words_are_set_with_the_fonts_that_are_given() {
    let fonts = Fonts::new([font("Squares")]);
    assert_eq!((fonts.len(), fonts.family()), (1, "Squares"));
    for family in ["Squares", "Segoe UI, sans-serif", "serif"] {
        let words = svg(&format!(
            r#"<text x="5" y="15" font-family="{family}" font-size="10">a</text>"#
        ));
        let drawn = png(&words, &fonts, 1.0).unwrap();
        assert!(
            is_dark(&drawn, 10, 10),
            "{family}: the letter is a square from 5, 5 to 15, 15"
        );
        assert!(!is_dark(&drawn, 20, 10) && !is_dark(&drawn, 10, 3));
        assert_eq!(drawn.without_glyph, []);
    }
}

#[test]
fn characters_without_a_glyph_are_told() {
    let words = svg(r#"<text x="5" y="15" font-size="5">za zé</text>"#);
    let drawn = png(&words, &Fonts::new([font("Squares")]), 1.0).unwrap();
    assert_eq!(drawn.without_glyph, ['z', 'é']);
}

#[test]
fn the_scale_counts_points() {
    let square = svg(r##"<rect x="10" y="0" width="10" height="20" fill="#000000"/>"##);
    let drawn = png(&square, &Fonts::default(), 3.0).unwrap();
    assert_eq!((drawn.width, drawn.height), (90, 60));
    assert!(is_dark(&drawn, 45, 30) && !is_dark(&drawn, 15, 30));
    assert_eq!(png(&square, &Fonts::default(), 3.0).unwrap(), drawn, "the same bytes");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let none = Fonts::new([b"no font at all".to_vec()]);
    assert!(none.is_empty());
    let words = svg(r#"<text x="5" y="15">a</text>"#);
    for (picture, scale, expect) in [
        (words.as_str(), 1.0, "no font was found to set the words"),
        ("<svg", 1.0, "the picture is not sound SVG at line 1, column"),
        ("", 1.0, "the picture is not sound SVG"),
        (words.as_str(), 0.0, "the scale of a picture has to be above zero"),
        (words.as_str(), f32::NAN, "the scale"),
        (&svg(""), 1e6, "a picture of 30000000 by 20000000 points is too large"),
        (&svg(""), 1e30, "is too large"),
    ] {
        let error = png(picture, &none, scale).unwrap_err().to_string();
        assert!(error.contains(expect), "{error}");
    }
}

#[test]
fn nothing_is_opened() {
    let dark = "data:image/svg+xml;utf8,&lt;svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'>&lt;rect width='30' height='20'/>&lt;/svg>";
    for reference in [dark, "Cargo.toml", "file.svg", "https://example.org/a.png"] {
        let picture = svg(&format!(r#"<image width="30" height="20" href="{reference}"/>"#));
        let drawn = png(&picture, &Fonts::default(), 1.0).unwrap();
        assert!(!is_dark(&drawn, 15, 10), "{reference}");
    }
}
