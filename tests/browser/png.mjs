// Small PNG files of pictures of pages: few colours, each point a number in a list of them
// (PNG specification, third edition, W3C 2025: colour type 3).

import assert from "node:assert/strict";
import zlib from "node:zlib";

/** How many colours a picture has, the more the better while it stays small. */
const PALETTES = [96, 64, 48, 32, 24, 16];

/**
 * The same picture with as many colours as leave it below so many bytes. The points are read by
 * a browser, on a page of its own.
 */
export async function small(page, png, most) {
  const { width, height, points } = await page.evaluate(async (source) => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    let points = "";
    for (let at = 0; at < data.length; at += 32768) points += String.fromCharCode(...data.subarray(at, at + 32768));
    return { width: picture.width, height: picture.height, points: btoa(points) };
  }, `data:image/png;base64,${png.toString("base64")}`);
  const colours = Buffer.from(points, "base64");
  for (const count of PALETTES) {
    const file = written(width, height, colours, palette(colours, count));
    if (file.length <= most) return file;
  }
  return assert.fail(`a picture of ${width} by ${height} stays above ${most} bytes`);
}

/** The colours that stand for all: boxes of colours halved at their middle, the fullest first. */
function palette(points, count) {
  const known = new Map();
  for (let at = 0; at < points.length; at += 4) {
    const colour = (points[at] << 16) | (points[at + 1] << 8) | points[at + 2];
    known.set(colour, (known.get(colour) ?? 0) + 1);
  }
  const part = (colour, channel) => (colour >> (16 - 8 * channel)) & 255;
  const measured = (colours) => {
    const spans = [0, 1, 2].map((channel) => {
      const parts = colours.map((colour) => part(colour, channel));
      return Math.max(...parts) - Math.min(...parts);
    });
    const widest = spans.indexOf(Math.max(...spans));
    // Large grounds weigh more than rare colours, but not by all of their points.
    const weight = colours.reduce((sum, colour) => sum + Math.sqrt(known.get(colour)), 0);
    return { colours, widest, want: spans[widest] * weight };
  };
  const boxes = [measured([...known.keys()])];
  while (boxes.length < count) {
    boxes.sort((a, b) => b.want - a.want);
    const { colours, widest, want } = boxes[0];
    if (want === 0) break;
    colours.sort((a, b) => part(a, widest) - part(b, widest) || a - b);
    const middle = (part(colours[0], widest) + part(colours[colours.length - 1], widest)) / 2;
    const cut = Math.max(1, colours.findIndex((colour) => part(colour, widest) > middle));
    boxes.splice(0, 1, measured(colours.slice(0, cut)), measured(colours.slice(cut)));
  }
  const numbers = new Map();
  const chosen = boxes.map(({ colours }, number) => {
    for (const colour of colours) numbers.set(colour, number);
    // The most frequent stands for its box, so that grounds keep their very colour.
    return colours.reduce((best, colour) => (known.get(colour) > known.get(best) ? colour : best));
  });
  return { chosen, numbers };
}

function written(width, height, points, { chosen, numbers }) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      rows[y * (width + 1) + x + 1] = numbers.get((points[at] << 16) | (points[at + 1] << 8) | points[at + 2]);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(chosen.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const chunks = [chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", zlib.deflateSync(rows, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

const TABLE = Array.from({ length: 256 }, (_, number) => {
  let rest = number;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

/** The check of a chunk (ISO 3309). `zlib.crc32` is in later versions of Node only. */
function crc(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = TABLE[(rest ^ byte) & 255] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
