import { type Fields, fields, list, text } from '../shared/json.ts';
import { componentsOf } from './parts.ts';
import type { Rule, Say } from './rule.ts';

/** What fields commonly have to be, as checks for rules. */

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** A text of between `min` and `max` characters; `required` when it may not be left out. */
export function wantText(field: string, min: number, max: number, required = false): Rule['check'] {
  const bad = min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`;
  return (part, say) => {
    const value = part[field];
    if (!given(value)) {
      if (required) say(field, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (typeof value !== 'string') {
      say(field, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
    } else if (required && min > 0 && value.length === 0) {
      say(field, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (length(value) < min || length(value) > max) {
      say(field, min > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH', bad);
    }
  };
}

/** A list of between `min` and `max` entries. */
export function wantList(field: string, min: number, max: number, required = false): Rule['check'] {
  const bad = min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`;
  return (part, say) => {
    const value = part[field];
    if (!given(value)) {
      if (required) say(field, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (!Array.isArray(value)) {
      say(field, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    } else if (value.length < min || value.length > max) {
      say(field, min > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH', bad);
    }
  };
}

/** A whole number between `min` and `max`. */
export function wantNumber(field: string, min: number, max: number, required = false): Rule['check'] {
  return (part, say) => {
    const value = part[field];
    if (!given(value)) {
      if (required) say(field, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (typeof value !== 'number' || !Number.isInteger(value)) {
      say(field, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    } else if (value < min) {
      say(field, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    } else if (value > max) {
      say(field, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    }
  };
}

/** Says so for each entry whose key was there before. */
export function sayDuplicates(
  keys: readonly [path: string, key: unknown][],
  report: (path: string) => void,
): void {
  const seen = new Set<unknown>();
  for (const [path, key] of keys) {
    if (!given(key)) continue;
    if (seen.has(key)) report(path);
    seen.add(key);
  }
}

/** Discord counts code points, not UTF-16 units. */
export function length(value: string): number {
  let count = 0;
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < value.length) at += 1;
    count += 1;
  }
  return count;
}

/** How long an address may be where no rule says less. */
export const URL_LENGTH = 2_048;

/** An address with one of these schemes. */
export function wantUrl(field: string, schemes: readonly string[], max = URL_LENGTH): Rule['check'] {
  return (part, say) => {
    const url = part[field];
    if (url === undefined || url === null) return;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text(url))?.[1]?.toLowerCase();
    const known = schemes.map((each) => `'${each}'`).join(', ');
    if (text(url).length > max) say(field, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else if (scheme === undefined) say(field, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    else if (!schemes.includes(scheme))
      say(
        field,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${known}).`,
      );
    else if (scheme !== 'attachment' && !URL.canParse(text(url)))
      say(field, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  };
}

/** Applies a check to an object inside the part. */
export function within(name: string, check: Rule['check']): Rule['check'] {
  return (part, say, place) =>
    check(fields(part[name]), (path, code, message) => say(`${name}.${path}`, code, message), place);
}

/** Says so where a custom_id stands a second time. */
export function sayDuplicateIds(payload: Fields, say: Say): void {
  const keys = componentsOf(payload).map(({ path, part }) => [path, part.custom_id] as [string, unknown]);
  sayDuplicates(keys, (path) =>
    say(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
  );
}

/** Whether a field holds anything: a text that is not blank, a list that is not empty, an object. */
export const filled = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : value != null;

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** A name; one of a slash command or an option has a pattern and is lower case. */
export function wantName(pattern: boolean): Rule['check'] {
  return (part, say) => {
    const names: [string, string][] = [['name', text(part.name)]];
    for (const [locale, name] of Object.entries(fields(part.name_localizations)))
      names.push([`name_localizations.${locale}`, text(name)]);
    for (const [path, name] of names) {
      if (name === '') say(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (length(name) > 32) say(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 32 in length.');
      else if (pattern && (!NAME.test(name) || name !== name.toLowerCase()))
        say(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
  };
}

/** A list that is not empty, of different numbers from `known`. */
export function wantChoices(field: string, known: readonly number[]): Rule['check'] {
  return (part, say) => {
    const value = part[field];
    if (value === undefined || value === null) return;
    const chosen = list(value);
    if (chosen.length === 0) say(field, 'BASE_TYPE_MIN_LENGTH', 'Must be 1 or more in length.');
    for (const [index, each] of chosen.entries()) {
      if (!known.includes(each as number))
        say(`${field}.${index}`, 'ENUM_TYPE_COERCE', `Value "${String(each)}" is not a valid enum value.`);
      else if (chosen.indexOf(each) !== index)
        say(field, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
    }
  };
}
