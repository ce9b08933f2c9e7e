// The YAML parser needs half a millisecond for a term's fields and two for a question, which would be most of the
// start-up. Nearly all of them use the plain forms read here; whatever is written otherwise is left to the parser.

/** Data of a plain text: every value is a text. */
export type Plain = string | readonly Plain[] | { readonly [name: string]: Plain };

const FIELD = /^ *([A-Za-z][A-Za-z0-9-]{0,60}):(?: (.*))?$/;
const NOTE = /^( *)#/;
// No character in here means anything to YAML in this place; a comma does in a list on one line.
const WORDS = /^[A-Za-z0-9](?:[\w .()/;!?'’"“”–-]*[\w.)!?])?$/;
const WORDS_AND_COMMAS = /^[A-Za-z0-9](?:[\w ,.()/;!?'’"“”–-]*[\w.)!?])?$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/;
const LIST = /^\[([^[\]]*)\]$/;
const GROUP = /^\{ ([^{}]*[^{} ]) \}$/;
const GROUP_FIELD = /([a-z]+): (\[[^[\]]*\]|"[^"\\]*"|[^,[\]"]*)(?:, |$)/y;
const FOLDED = '>-';
const INDENTED = /^( +)(\S(?:.*\S)?)$/;

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

/** How far the next line is indented, past empty lines and notes; -1 at the end. */
function nextIndent(rest: Rest, indent: number): number {
  for (; rest.at < rest.lines.length; rest.at++) {
    const line = rest.lines[rest.at]!;
    const note = NOTE.exec(line);
    // A note further in might belong to a paragraph above.
    if (line !== '' && !(note && note[1]!.length <= indent)) return line.search(/[^ ]|$/);
  }
  return -1;
}

function readFields(rest: Rest, indent: number): Plain {
  const fields = new Map<string, Plain>();
  while (nextIndent(rest, indent) === indent) {
    const [, name, written = ''] = FIELD.exec(rest.lines[rest.at]!) ?? [];
    if (name === undefined || fields.has(name)) throw NOT_PLAIN;
    rest.at++;
    if (written === FOLDED) fields.set(name, readParagraph(rest, indent));
    else if (written === '') fields.set(name, readBlock(rest, indent));
    else fields.set(name, readInline(written));
  }
  if (fields.size === 0) throw NOT_PLAIN;
  return Object.fromEntries(fields);
}

/** The fields or the list below the name of a field. */
function readBlock(rest: Rest, outer: number): Plain {
  const indent = rest.lines[rest.at]?.search(/[^ ]|$/) ?? -1;
  if (indent <= outer) throw NOT_PLAIN;
  const isItem = () => rest.lines[rest.at]!.startsWith('- ', indent);
  if (!isItem()) return readFields(rest, indent);
  const items: Plain[] = [];
  while (nextIndent(rest, indent) === indent && isItem()) {
    const written = rest.lines[rest.at]!.slice(indent + 2);
    if (FIELD.test(written) && !written.startsWith(' ')) {
      // The item's other fields stand below its first one.
      rest.lines[rest.at] = ' '.repeat(indent + 2) + written;
      items.push(readFields(rest, indent + 2));
    } else {
      rest.at++;
      items.push(readInline(written));
    }
  }
  return items;
}

function readParagraph(rest: Rest, outer: number): string {
  const paragraph: string[] = [];
  let margin: string | undefined;
  for (; rest.at < rest.lines.length; rest.at++) {
    const line = rest.lines[rest.at]!;
    if (line === '' || line.search(/[^ ]|$/) <= outer) break;
    const [, indent, words] = INDENTED.exec(line) ?? [];
    margin ??= indent;
    if (words === undefined || indent !== margin) throw NOT_PLAIN;
    paragraph.push(words);
  }
  if (paragraph.length === 0) throw NOT_PLAIN;
  return paragraph.join(' ');
}

function readInline(written: string): Plain {
  const group = GROUP.exec(written)?.[1];
  if (group === undefined) return readText(written, WORDS_AND_COMMAS);
  const fields = new Map<string, Plain>();
  GROUP_FIELD.lastIndex = 0;
  while (GROUP_FIELD.lastIndex < group.length) {
    const [, name, value] = GROUP_FIELD.exec(group) ?? [];
    if (name === undefined || fields.has(name)) throw NOT_PLAIN;
    fields.set(name, readText(value!, WORDS));
  }
  return Object.fromEntries(fields);
}

function readText(written: string, words: RegExp): Plain {
  const list = LIST.exec(written)?.[1];
  if (list !== undefined) {
    const items = list.trim() === '' ? [] : list.split(',').map((item) => item.trim());
    if (!items.every((item) => WORDS.test(item))) throw NOT_PLAIN;
    return items;
  }
  const quoted = QUOTED.exec(written);
  if (quoted) return quoted[1] ?? quoted[2]!;
  if (!words.test(written)) throw NOT_PLAIN;
  return written;
}
