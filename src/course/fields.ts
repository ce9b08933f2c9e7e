import { z } from 'zod';
import { didYouMean } from './nearest.ts';
import { lengthOf } from './text.ts';

// What a field of a content file may hold. The messages finish a sentence that starts with the field's name.

// Two ids must fit into a button of both platforms, 100 characters, beside its name.
const ID = /^[a-z0-9-]{1,36}$/;

/** The rule for ids and file names, in words. */
export const ID_RULE = 'may hold 1 to 36 of a-z, 0-9 and hyphens only';

export function isId(name: string): boolean {
  return ID.test(name);
}

const EMPTY = 'is empty; write it, or leave the whole line out if the field is optional';

/** A text of one paragraph: line ends and tabs in it count as spaces. */
export const text = (most: number) =>
  z.string().check((read) => {
    const value = read.value.trim();
    read.value = UNEVEN.test(value) ? value.replace(/\s+/g, ' ') : value;
    const length = read.value.length > most ? lengthOf(read.value) : 0;
    const tell = (message: string) => read.issues.push({ code: 'custom', message, input: read.value });
    if (read.value === '') tell(EMPTY);
    if (length > most) tell(`is ${length} characters long; shorten it to ${most} or fewer`);
  });

/** Any white space but single spaces. */
const UNEVEN = /[^\S ]| {2}/;

export const id = z.string().regex(ID, { error: ID_RULE });

export const list = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).superRefine((values, check) => {
    values.forEach((value, index) => {
      if (values.indexOf(value) < index) {
        check.addIssue({
          code: 'custom',
          path: [index],
          message: `"${value}" is listed twice; keep one of the two`,
        });
      }
    });
  });

/** For `superRefine`: how many a list may hold. Unlike the bounds of zod it is silent on what is no list at all. */
export const size =
  (least: number, most: number, message: string) =>
  (values: readonly unknown[], check: z.core.$RefinementCtx<unknown>) => {
    if (values.length < least || values.length > most) check.addIssue(message);
  };

export const someOf = (what: string) => list(id).min(1, { error: `is empty; name at least one ${what}` });

/** An object that tells an unknown field apart from a mistyped one; a message line for each unknown field. */
export function entry<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const fields = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownField(key, fields)).join('\n')
        : undefined,
  });
}

function unknownField(key: string, fields: readonly string[]): string {
  return `"${key}" is not a field here;${didYouMean(key, fields) || ` the fields are ${fields.join(', ')}`}`;
}

/** What sources say, and which. */
export const cell = entry({ text: text(400), sources: someOf('source of sources.yaml') });

/** A zod issue in words, for whoever does not know what a string or an array is. */
export function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    const { expected, input } = issue;
    if (input === undefined) return 'is missing; write it';
    if (input === '' || input === null) return EMPTY;
    if (expected === 'array' && typeof input === 'string') return `should be a list; write [${input}]`;
    if (expected === 'string') return 'should be a text; if it holds a colon, put all of it in double quotes';
    return `should be ${KINDS[expected] ?? expected}`;
  }
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? ID_RULE;
  // Only the pair of terms has a fixed length; other lists bring their own words.
  if (issue.code === 'too_small' || issue.code === 'too_big') return `should be ${KINDS.tuple}`;
  return undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  tuple: 'a list of two ids, as in [mediation, negotiation]',
  object: 'a group of fields',
  record: 'a group of fields',
};
