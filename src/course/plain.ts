// The YAML parser needs about half a millisecond for a term's fields, which 200 terms turn into most of the start-up.
// Nearly all of them use three plain forms, read here; whatever is written otherwise is left to the parser.

const FIELD = /^([a-z]+):(?: (.*))?$/;
// No character in here means anything to YAML in this place.
const PLAIN = /^[A-Za-z0-9](?:[\w .()/;!?'’“”–-]*[\w.)!?])?$/;
const LIST = /^\[(.*)\]$/;
const FOLDED = '>-';
const INDENTED = /^( +)(\S(?:.*\S)?)$/;

/**
 * The fields of a text that consists of `name: plain text`, `name: [plain, plain]` and `name: >-` with one indented
 * paragraph, as the YAML parser would read them, or nothing if there is anything else in it.
 */
export function readPlain(text: string): Record<string, string | string[]> | undefined {
  const lines = text.replace(/\n$/, '').split('\n');
  const fields = new Map<string, string | string[]>();
  for (let at = 0; at < lines.length; ) {
    const [, name, written = ''] = FIELD.exec(lines[at++]!) ?? [];
    if (name === undefined || fields.has(name)) return undefined;
    const list = LIST.exec(written)?.[1];
    if (written === FOLDED) {
      const paragraph: string[] = [];
      let margin: string | undefined;
      for (; lines[at]?.startsWith(' '); at++) {
        const [, indent, words] = INDENTED.exec(lines[at]!) ?? [];
        margin ??= indent;
        if (words === undefined || indent !== margin) return undefined;
        paragraph.push(words);
      }
      if (paragraph.length === 0) return undefined;
      fields.set(name, paragraph.join(' '));
    } else if (list !== undefined) {
      const items = list.trim() === '' ? [] : list.split(',').map((item) => item.trim());
      if (!items.every((item) => PLAIN.test(item))) return undefined;
      fields.set(name, items);
    } else if (PLAIN.test(written)) fields.set(name, written);
    else return undefined;
  }
  return fields.size === 0 ? undefined : Object.fromEntries(fields);
}
