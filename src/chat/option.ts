import { z } from 'zod';
import { clean, cleanLine, shorten } from './clean.ts';
import type { Context } from './context.ts';
import { UserError } from './errors.ts';
import type { Choice } from './reply.ts';
import { text as textNode } from './text.ts';
import { type Reading, readWhen } from './when.ts';

/** What a platform hands over for one option: text as typed, a number, the id of a member or channel, or `role:ID`. */
export type Raw = string | number;

interface OptionBase<Required extends boolean> {
  /** What to fill in, up to 100 characters; shown by both platforms and in forms. */
  readonly description: string;
  readonly required: Required;
  /** The field's name in a form; the option's own name unless given. */
  readonly label?: string;
}

export type Complete = (
  context: Context & { readonly text: string },
) => Promise<readonly Choice[]> | readonly Choice[];

export interface TextOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'text';
  /** In UTF-16 units. */
  readonly max: number;
  readonly lines: 'one' | 'many';
  readonly complete?: Complete;
}
export interface IntegerOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}
export interface ChoiceOption<R extends boolean = boolean, V extends string = string> extends OptionBase<R> {
  readonly kind: 'choice';
  /** Value to label, at most 25. */
  readonly choices: Readonly<Record<V, string>>;
}
export interface MemberOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'member';
}
/** A member or a role. */
export interface MentionableOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'mentionable';
}
export interface ChannelOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'channel';
}
export interface DateTimeOption<R extends boolean = boolean> extends OptionBase<R> {
  readonly kind: 'date-time';
}

export type Option<R extends boolean = boolean> =
  | TextOption<R>
  | IntegerOption<R>
  | ChoiceOption<R>
  | MemberOption<R>
  | MentionableOption<R>
  | ChannelOption<R>
  | DateTimeOption<R>;

/** Who was named; as it stands in a form, a role is `role:ID` and a member the id alone. */
export interface Mentionable {
  readonly kind: 'member' | 'role';
  readonly id: string;
}

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends IntegerOption
  ? number
  : O extends DateTimeOption
    ? Temporal.ZonedDateTime
    : O extends MentionableOption
      ? Mentionable
      : O extends ChoiceOption<boolean, infer V>
        ? V
        : string;

/** The values of a definition's options, typed from it: text, ids and choices as strings. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true }
    ? ValueOf<O[K]>
    : ValueOf<O[K]> | undefined;
};

type Spec<O, R extends boolean> = Omit<O, 'kind' | 'required'> & { readonly required?: R };

const required = <R extends boolean>(spec: { readonly required?: R }): R => (spec.required ?? false) as R;

export const option = {
  /** Words; `max` 200 unless given. */
  text: <R extends boolean = false>(
    spec: Omit<Spec<TextOption<R>, R>, 'max' | 'lines'> & { max?: number; lines?: 'one' | 'many' },
  ): TextOption<NoInfer<R>> => ({ max: 200, lines: 'one', ...spec, kind: 'text', required: required(spec) }),
  integer: <R extends boolean = false>(spec: Spec<IntegerOption<R>, R>): IntegerOption<NoInfer<R>> => ({
    ...spec,
    kind: 'integer',
    required: required(spec),
  }),
  choice: <const V extends string, R extends boolean = false>(
    spec: Spec<ChoiceOption<R, V>, R>,
  ): ChoiceOption<NoInfer<R>, NoInfer<V>> => ({ ...spec, kind: 'choice', required: required(spec) }),
  member: <R extends boolean = false>(spec: Spec<MemberOption<R>, R>): MemberOption<NoInfer<R>> => ({
    ...spec,
    kind: 'member',
    required: required(spec),
  }),
  mentionable: <R extends boolean = false>(
    spec: Spec<MentionableOption<R>, R>,
  ): MentionableOption<NoInfer<R>> => ({
    ...spec,
    kind: 'mentionable',
    required: required(spec),
  }),
  channel: <R extends boolean = false>(spec: Spec<ChannelOption<R>, R>): ChannelOption<NoInfer<R>> => ({
    ...spec,
    kind: 'channel',
    required: required(spec),
  }),
  /** A date and time as people say it, in the member's zone. */
  dateTime: <R extends boolean = false>(spec: Spec<DateTimeOption<R>, R>): DateTimeOption<NoInfer<R>> => ({
    ...spec,
    kind: 'date-time',
    required: required(spec),
  }),
};

const integerText = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^[+-]?\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.int());

/**
 * Reads one value as it was typed or picked; what cannot be taken is a UserError that says what to type.
 * Only a date-time is read `at` a moment.
 */
export function readOption(name: string, spec: Option, raw: Raw, at?: Reading): unknown {
  switch (spec.kind) {
    case 'text': {
      const value = spec.lines === 'many' ? clean(String(raw)).trim() : cleanLine(String(raw));
      if (value.length > spec.max) {
        throw new UserError(
          `“${name}” can be ${spec.max} characters long, and this has ${value.length}. Please shorten it.`,
        );
      }
      return value === '' ? undefined : value;
    }
    case 'integer': {
      const parsed = integerText.safeParse(raw);
      if (!parsed.success || parsed.data < spec.min || parsed.data > spec.max) {
        throw new UserError(
          `“${name}” is a whole number from ${spec.min} to ${spec.max}, not “`,
          textNode(shown(raw)),
          '”.',
        );
      }
      return parsed.data;
    }
    case 'choice': {
      const typed = fold(String(raw));
      const found = Object.entries(spec.choices).find(
        ([value, label]) => fold(value) === typed || fold(label) === typed,
      );
      if (!found) {
        const all = Object.values(spec.choices).join(', ');
        throw new UserError(`“${name}” is one of: ${all}. “`, textNode(shown(raw)), '” is none of them.');
      }
      return found[0];
    }
    case 'date-time':
      if (!at) throw new Error('a date is read at a moment and in a zone');
      return readWhen(cleanLine(String(raw)), at);
    case 'member':
    case 'channel': {
      if (!/^[A-Za-z0-9]{1,32}$/.test(String(raw))) {
        throw new UserError(
          `“${name}” is a ${spec.kind}: type ${spec.kind === 'member' ? '@' : '#'} and choose from the list.`,
        );
      }
      return String(raw);
    }
    case 'mentionable': {
      const [, role, id] = /^(role:)?([A-Za-z0-9]{1,32})$/.exec(String(raw)) ?? [];
      if (id === undefined)
        throw new UserError(`“${name}” is a member or a role: type @ and choose from the list.`);
      return { kind: role === undefined ? 'member' : 'role', id } satisfies Mentionable;
    }
  }
}

const fold = (value: string): string =>
  cleanLine(value)
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
const shown = (raw: Raw): string => shorten(cleanLine(String(raw)), 60);
