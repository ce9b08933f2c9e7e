// The YAML parser needs half a millisecond for a term's fields and two for a question, which would be most of the
// start-up. Nearly all of them use the plain forms read here; whatever is written otherwise is left to the parser.

/** Data of a plain text: every value is a text. */
export type Plain = string | readonly Plain[] | { readonly [name: string]: Plain };

const NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
// No character in here means anything to YAML in this place: less in a list on one line than where a text ends its line.
const WORDS = /^[A-Za-z0-9](?:[\w .()/;!?'’"“”–-]*[\w.)!?])?$/;
const WORDS_TO_THE_END = /^[A-Za-z0-9](?:(?:[\w ,.()[\]/;!?&@'’"“”–À-ɏ-]|:(?=\S))*[\w.)\]/!?À-ɏ])?$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/;
const LIST = /^\[([^[\]]*)\]$/;
const GROUP = /^\{ ([^{}]*[^{} ]) \}$/;
const GROUP_FIELD = /([a-z]+): (\[[^[\]]*\]|"[^"\\]*"|[^,[\]"]*)(?:, |$)/y;
const FOLDED = '>-';
const SPACE = 32;

/** Thrown at the first thing that is not plain. */
const NOT_PLAIN = new Error('not plain');

/**
 * What the YAML parser would read, or nothing if there is anything in the text but groups of fields and lists, one to
 * a line and indented by spaces, of plain texts, quoted texts without escapes, lists and groups on one line, and `>-`
 * with one indented paragraph.
 */
export function readPlain(text: string): Plain | undefined {
  const rest = { lines: text.replace(/\n$/, '').split('\n'), at: 0 };
  try {
    const fields = readFields(rest, 0);
    return rest.at === rest.lines.length ? fields : undefined;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** The lines of a text and the first that has not been read. */
interface Rest {
  lines: string[];
  at: number;
}

function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === SPACE) indent++;
  return indent;
}

/** How far the next line is indented, past empty lines and notes; -1 at the end. */
function nextIndent(rest: Rest, outer: number): number {
  for (; rest.at < rest.lines.length; rest.at++) {
    const line = rest.lines[rest.at]!;
    const indent = indentOf(line);
    // A note further in might belong to a paragraph above.
    if (line !== '' && !(line[indent] === '#' && indent <= outer)) return indent;
  }
  return -1;
}

/** Where the name of a field ends that starts at `indent`; -1 where no field does. */
function colonOf(line: string, indent: number): number {
  const colon = line.indexOf(':', indent);
  if (colon < 0 || (colon + 1 < line.length && line.charCodeAt(colon + 1) !== SPACE)) return -1;
  return NAME.test(line.slice(indent, colon)) ? colon : -1;
}

function readFields(rest: Rest, indent: number): Plain {
  const fields: Record<string, Plain> = {};
  let any = false;
  while (nextIndent(rest, indent) === indent) {
    const line = rest.lines[rest.at]!;
    const colon = colonOf(line, indent);
    const name = line.slice(indent, colon);
    if (colon < 0 || Object.hasOwn(fields, name)) throw NOT_PLAIN;
    const written = line.slice(colon + 2);
    rest.at++;
    if (written === FOLDED) fields[name] = readParagraph(rest, indent);
    else if (written === '') fields[name] = readBlock(rest, indent);
    else fields[name] = readInline(written);
    any = true;
  }
  if (!any) throw NOT_PLAIN;
  return fields;
}

/** The fields or the list below the name of a field. */
function readBlock(rest: Rest, outer: number): Plain {
  const indent = rest.at < rest.lines.length ? indentOf(rest.lines[rest.at]!) : -1;
  if (indent <= outer) throw NOT_PLAIN;
  const isItem = () => rest.lines[rest.at]!.startsWith('- ', indent);
  if (!isItem()) return readFields(rest, indent);
  const items: Plain[] = [];
  while (nextIndent(rest, indent) === indent && isItem()) {
    const line = rest.lines[rest.at]!;
    if (colonOf(line, indent + 2) >= 0) {
      // The item's other fields stand below its first one.
      rest.lines[rest.at] = ' '.repeat(indent + 2) + line.slice(indent + 2);
      items.push(readFields(rest, indent + 2));
    } else {
      rest.at++;
      items.push(readInline(line.slice(indent + 2)));
    }
  }
  return items;
}

function readParagraph(rest: Rest, outer: number): string {
  let paragraph = '';
  let margin: number | undefined;
  for (; rest.at < rest.lines.length; rest.at++) {
    const line = rest.lines[rest.at]!;
    const indent = indentOf(line);
    if (line === '' || indent <= outer) break;
    margin ??= indent;
    const words = line.slice(indent);
    if (indent !== margin || words === '' || words !== words.trim()) throw NOT_PLAIN;
    paragraph += paragraph === '' ? words : ` ${words}`;
  }
  if (paragraph === '') throw NOT_PLAIN;
  return paragraph;
}

function readInline(written: string): Plain {
  if (!written.startsWith('{')) return readText(written, WORDS_TO_THE_END);
  const group = GROUP.exec(written)?.[1];
  if (group === undefined) throw NOT_PLAIN;
  const fields: Record<string, Plain> = {};
  GROUP_FIELD.lastIndex = 0;
  while (GROUP_FIELD.lastIndex < group.length) {
    const [, name, value] = GROUP_FIELD.exec(group) ?? [];
    if (name === undefined || Object.hasOwn(fields, name)) throw NOT_PLAIN;
    fields[name] = readText(value!, WORDS);
  }
  return fields;
}

function readText(written: string, words: RegExp): Plain {
  if (words.test(written)) return written;
  const list = LIST.exec(written)?.[1];
  if (list !== undefined) {
    const items = list.trim() === '' ? [] : list.split(',').map((item) => item.trim());
    if (!items.every((item) => WORDS.test(item))) throw NOT_PLAIN;
    return items;
  }
  const quoted = QUOTED.exec(written);
  if (!quoted) throw NOT_PLAIN;
  return quoted[1] ?? quoted[2]!;
}
