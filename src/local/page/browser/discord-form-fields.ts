import { SELECTS, Type } from '../../discord/parts.ts';
import { type Fields, fields, isFields, rows, text } from '../../shared/json.ts';
import { pickedAtFirst } from './discord-offers.ts';

/** Something in a form that takes a value. */
export interface FormField {
  id: string;
  kind: 'text' | 'menu' | 'radio' | 'ticks' | 'tick';
  /** The component that takes the value. */
  part: Fields;
  label: string;
  description: string;
  required: boolean;
  /** Of a text the characters, of the others the values: at least, if anything is given, and at most. */
  least: number;
  most: number;
}

/** What a form is made of, in order. */
export type FormPart = { field: FormField } | { words: unknown } | { unknown: unknown; whole: Fields };

/** What was filled in, by field id; a text and a tick are lists of one. */
export type Values = Readonly<Record<string, readonly string[]>>;

export function formParts(modal: Fields): FormPart[] {
  return rows(modal.components).flatMap((top): FormPart[] => {
    const type = Number(top.type);
    if (type === Type.textDisplay) return [{ words: top.content }];
    if (type === Type.label && isFields(top.component))
      return [partOf(top.component, text(top.label), text(top.description), top)];
    if (type === Type.row)
      return rows(top.components).map((part) => partOf(part, text(part.label), '', part));
    return [{ unknown: top.type, whole: top }];
  });
}

function partOf(part: Fields, label: string, description: string, whole: Fields): FormPart {
  const kind = kindOf(Number(part.type));
  if (kind === undefined || text(part.custom_id) === '') return { unknown: part.type, whole };
  const required = kind !== 'tick' && part.required !== false;
  return {
    field: { id: text(part.custom_id), kind, part, label, description, required, ...range(part, kind) },
  };
}

function kindOf(type: number): FormField['kind'] | undefined {
  if (SELECTS.has(type)) return 'menu';
  if (type === Type.textInput) return 'text';
  if (type === Type.radioGroup) return 'radio';
  if (type === Type.checkboxGroup) return 'ticks';
  return type === Type.checkbox ? 'tick' : undefined;
}

function range(part: Fields, kind: FormField['kind']): Pick<FormField, 'least' | 'most'> {
  if (kind === 'text') return { least: Number(part.min_length ?? 0), most: Number(part.max_length ?? 4_000) };
  if (kind === 'radio' || kind === 'tick') return { least: 1, most: 1 };
  const most = Number(part.max_values ?? (kind === 'ticks' ? 10 : 1));
  return { least: Number(part.min_values ?? 1), most };
}

export const fieldsOf = (parts: readonly FormPart[]): FormField[] =>
  parts.flatMap((part) => ('field' in part ? [part.field] : []));

/** What stands in the form when it opens. */
export const valuesAtFirst = (all: readonly FormField[]): Values =>
  Object.fromEntries(
    all.map(({ id, kind, part }) => {
      if (kind === 'text') return [id, [text(part.value)]];
      if (kind === 'tick') return [id, part.default === true ? ['true'] : []];
      return [id, pickedAtFirst(part)];
    }),
  );

/** Why the form cannot be sent yet, by field id, in words for the member. */
export function mistakesIn(all: readonly FormField[], values: Values): Record<string, string> {
  const found = all.map((field): [string, string] => [field.id, mistake(field, values[field.id] ?? [])]);
  return Object.fromEntries(found.filter(([, says]) => says !== ''));
}

function mistake({ kind, required, least, most }: FormField, given: readonly string[]): string {
  if (kind === 'tick') return '';
  if (kind === 'text') {
    const count = given[0]?.length ?? 0;
    if (count === 0) return required ? 'This is required.' : '';
    if (count < least) return `At least ${least} characters are needed; there are ${count}.`;
    return count > most ? `At most ${most} characters fit; there are ${count}.` : '';
  }
  if (given.length < (required ? least : 0))
    return least === 1 ? 'This is required.' : `At least ${least} are needed.`;
  return given.length > most ? `At most ${most} can be chosen.` : '';
}

/** What is sent: a text as it is, everything else as a list. */
export const valuesToSend = (
  all: readonly FormField[],
  values: Values,
): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    all.map(({ id, kind }) => [id, kind === 'text' ? (values[id]?.[0] ?? '') : (values[id] ?? [])]),
  );

/** A form's title. */
export const titleOf = (modal: unknown): string => text(fields(modal).title) || 'Form';
