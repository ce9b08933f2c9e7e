import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What stands for a character that the font cannot draw: a gap would hide that something is missing. */
const MISSING = '□';

const file = (name: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${name}.ttf`);

/** The only fonts that charts use; a machine may have none of its own. */
export const FONT_FILES = [file('400Regular/Inter_400Regular'), file('600SemiBold/Inter_600SemiBold')];
export const FONT = 'Inter';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Text as the font can show it, and how much room it takes. */
export interface TextMeasure {
  /** One line: no line ends or invisible characters, and a visible box for each character that the font lacks. */
  shown(text: string): string;
  /** In pixels at this size; a little generous, since kerning is left out. */
  width(text: string, size: number): number;
  /** As many lines as needed, `most` at most; what does not fit ends in an ellipsis. The text as `shown`. */
  lines(text: string, size: number, room: number, most: number): string[];
}

export async function readMeasure(): Promise<TextMeasure> {
  // The bold face is the wider one: what fits in it fits in both.
  const font = readFont(await readFile(FONT_FILES[1]!));
  const width = (text: string, size: number): number =>
    [...text].reduce((sum, letter) => sum + font.advance(letter.codePointAt(0)!), 0) * size;
  const shown = (text: string): string =>
    [...graphemes.segment(text.normalize('NFC').replace(/\s+/g, ' ').trim())]
      .map(({ segment }) => segment.replace(/[\p{Cc}\p{Cf}]/gu, ''))
      .map((letter) => ([...letter].every((each) => font.has(each.codePointAt(0)!)) ? letter : MISSING))
      .join('');
  const cut = (text: string, size: number, room: number): string => {
    if (width(text, size) <= room) return text;
    const letters = [...text];
    while (letters.length > 0 && width(`${letters.join('')}…`, size) > room) letters.pop();
    return `${letters.join('').trimEnd()}…`;
  };
  return {
    shown,
    width,
    lines(text, size, room, most) {
      const lines: string[] = [];
      let rest = shown(text);
      while (lines.length < most - 1 && width(rest, size) > room) {
        const end = breakBefore(rest, (line) => width(line, size) <= room);
        if (end <= 0) break;
        lines.push(rest.slice(0, end));
        rest = rest.slice(end + 1);
      }
      return [...lines, cut(rest, size, room)];
    },
  };
}

/** The last space before which everything fits, or 0. */
function breakBefore(text: string, fits: (line: string) => boolean): number {
  let end = 0;
  for (let space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
    if (!fits(text.slice(0, space))) break;
    end = space;
  }
  return end;
}

interface FontTables {
  has(code: number): boolean;
  /** In parts of the font size. */
  advance(code: number): number;
}

/** The two tables of a TrueType file that matter here: which characters it has, and how wide they are. */
function readFont(bytes: Buffer): FontTables {
  const tables = new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      return [bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8)] as const;
    }),
  );
  const table = (name: string): number => {
    const at = tables.get(name);
    if (at === undefined) throw new Error(`the chart font has no table ${name}`);
    return at;
  };
  const glyphs = readGlyphs(bytes, table('cmap'));
  const unit = bytes.readUInt16BE(table('head') + 18);
  const widths = table('hmtx');
  const last = bytes.readUInt16BE(table('hhea') + 34) - 1;
  return {
    has: (code) => glyphs.has(code),
    advance: (code) => bytes.readUInt16BE(widths + Math.min(glyphs.get(code) ?? 0, last) * 4) / unit,
  };
}

/** Character to glyph, from the table's subtable of format 12 (all of Unicode). */
function readGlyphs(bytes: Buffer, cmap: number): ReadonlyMap<number, number> {
  const subtables = Array.from(
    { length: bytes.readUInt16BE(cmap + 2) },
    (_, index) => cmap + bytes.readUInt32BE(cmap + 8 + index * 8),
  );
  const full = subtables.find((at) => bytes.readUInt16BE(at) === 12);
  if (full === undefined) throw new Error('the chart font has no table of all characters');
  const glyphs = new Map<number, number>();
  for (let group = 0; group < bytes.readUInt32BE(full + 12); group++) {
    const at = full + 16 + group * 12;
    const first = bytes.readUInt32BE(at);
    for (let code = first; code <= bytes.readUInt32BE(at + 4); code++) {
      glyphs.set(code, bytes.readUInt32BE(at + 8) + code - first);
    }
  }
  return glyphs;
}
