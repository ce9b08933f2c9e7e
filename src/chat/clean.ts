const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
// Controls (but line feed), the bidirectional marks, embeddings, overrides and isolates, and the byte-order mark:
// they hide or reorder what a reader sees.
const INVISIBLE =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

// Nearly all text has nothing to clean, and every word of every card passes here.
const UNCLEAN =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uD800-\uDFFF\uFEFF]/;

/** Text that shows what it says: no controls, no direction marks, no broken characters; line ends are `\n`. */
export function clean(value: string): string {
  if (!UNCLEAN.test(value)) return value;
  return value
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\uFFFD');
}

/** The same on one line, trimmed, with single spaces: for titles, labels and anything typed into an option. */
export const cleanLine = (value: string): string => clean(value).replace(/\s+/g, ' ').trim();

/** At most `max` UTF-16 units, an ellipsis in place of the rest; never half a character. */
export function shorten(value: string, max: number): string {
  if (value.length <= max) return value;
  if (max < 1) return '';
  const cut = value.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

const NONE = /^(?:none|no|off|never|nothing|-|–|—)$/i;

/** Whether what was typed takes a setting back, rather than giving one. */
export const saysNone = (typed: string): boolean => NONE.test(cleanLine(typed));
