//! Draws an SVG file as PNG: `png PICTURE.svg PICTURE.png SCALE FONT...`.

use std::{env, fs, io};

use themata_png::{Fonts, png};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(from), Some(to), Some(scale)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err(io::Error::other("say a picture, where it goes, a scale and fonts"));
    };
    let fonts = Fonts::new(arguments.map(fs::read).collect::<io::Result<Vec<_>>>()?);
    let scale = scale.parse().map_err(io::Error::other)?;
    let drawn = png(&fs::read_to_string(from)?, &fonts, scale).map_err(io::Error::other)?;
    fs::write(to, &drawn.bytes)
}
