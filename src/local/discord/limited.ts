import { type Fields, fields, list, text } from '../shared/json.ts';
import type { Limit, Rule } from './rule.ts';
import { length, URL_LENGTH, wantList, wantText, wantUrl, within } from './want.ts';

/**
 * The checks of want.ts together with the limits that they set: each number is told once, and both refuse and
 * measure by it. `counts` says what is counted, in a few words.
 */
export type Limited = Pick<Rule, 'check'> & { limit: Limit };

/** A text of between `min` and `max` characters; `required` when it may not be left out. */
export const limitedText = (
  counts: string,
  field: string,
  min: number,
  max: number,
  required = false,
): Limited => ({
  check: wantText(field, min, max, required),
  limit: { counts, path: field, of: max, used: (part) => length(text(part[field])) },
});

/** A list of between `min` and `max` entries. */
export const limitedList = (
  counts: string,
  field: string,
  min: number,
  max: number,
  required = false,
): Limited => ({
  check: wantList(field, min, max, required),
  limit: { counts, path: field, of: max, used: (part) => list(part[field]).length },
});

/** An address with one of these schemes. */
export const limitedUrl = (
  counts: string,
  field: string,
  schemes: readonly string[],
  max: number = URL_LENGTH,
): Limited => ({
  check: wantUrl(field, schemes, max),
  limit: { counts, path: field, of: max, used: (part) => text(part[field]).length },
});

/** The same about an object inside the part. */
export const limitedWithin = (name: string, { check, limit }: Limited): Limited => ({
  check: within(name, check),
  limit: {
    ...limit,
    path: `${name}.${limit.path}`,
    used: (part) => limit.used(fields(part[name])),
  },
});

/** The same where it concerns the part at all; another part neither breaks the rule nor uses anything. */
export const limitedWhere = (concerns: (part: Fields) => boolean, { check, limit }: Limited): Limited => ({
  check(part, say, place) {
    if (concerns(part)) check(part, say, place);
  },
  limit: { ...limit, used: (part) => (concerns(part) ? limit.used(part) : 0) },
});

/** A sum over all components of a payload, with the error's code and sentence when it is too great. */
export const limitedSum = (
  limit: Omit<Limit, 'path'>,
  code: string,
  message: (of: number) => string,
): Limited => ({
  check(whole, say) {
    if (limit.used(whole) > limit.of) say('components', code, message(limit.of));
  },
  limit: { ...limit, path: '' },
});
