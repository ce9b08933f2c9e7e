import { clean } from '../../chat/clean.ts';

/** Between two characters that would otherwise mean something together; it takes no room on the screen. */
export const SEAM = '\u200b';

// A backslash takes the meaning from any character that is neither letter, digit nor space.
const MARKUP = /[\\*_~`|<>#[\]()]/g;
// Addresses become links by themselves, and names between colons become pictures.
const COLON = /:(?=\/\/|[^\s:]+:)/g;
const EVERYONE = /@(?=everyone|here)/gi;

// Most words need nothing done, and each of the steps below costs more than this one look.
const SPECIAL = /[\\*_~`|<>#[\]():@]|[^\x20-\x7e]/;
const SPECIAL_START = /^(?:[ \u00a0+-]|\d+\.)/m;

/** Words that show exactly what they say: nothing in them formats, links, pings or becomes an emoji. */
export function escapeText(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return clean(value).replace(MARKUP, '\\$&').replace(COLON, '\\:').replace(EVERYONE, `@${SEAM}`);
}

/** The same for the start of lines, in text that is escaped already: no list begins there. */
export function escapeLineStarts(escaped: string): string {
  if (!SPECIAL_START.test(escaped)) return escaped;
  return escaped
    .replace(/^[ \u00a0]+/gm, '')
    .replace(/^(?=[-+])/gm, '\\')
    .replace(/^(\d+)(?=\.)/gm, '$1\\');
}

/** What stands between backticks: everything in it is literal, but a backtick would end it. */
export const literal = (value: string): string =>
  clean(value)
    .replaceAll('`', 'ˋ')
    .replace(/\s*\n\s*/g, ' ')
    .replace(EVERYONE, `@${SEAM}`);

/** What stands in a code block: only a fence within it would end it. */
export const fenced = (value: string): string =>
  clean(value)
    .replace(/`(?=`)/g, `\`${SEAM}`)
    .replace(EVERYONE, `@${SEAM}`)
    .replace(/^\s*\n|\s+$/g, '');
