/** Small parts from which the shapes of payloads are put together. Each records what a value breaks. */
import { type Fields, isFields } from '../shared/json.ts';
import { limits, type PayloadRuleName, type RuleName } from './rules.ts';

export interface Refusal {
  rule: PayloadRuleName;
  /** As Slack words it, without the pointer. */
  message: string;
  /** A JSON pointer to the offending value. */
  path: string;
}

/** One size that a rule limits, as it was found: characters, entries, bytes. */
export interface Measure {
  rule: RuleName;
  /** A JSON pointer to what was measured. */
  path: string;
  size: number;
}

export class Findings {
  readonly refusals: Refusal[] = [];
  /** Every size that was held against a rule, in order. */
  readonly measures: Measure[] = [];

  refuse(rule: PayloadRuleName, path: string, message: string): void {
    this.refusals.push({ rule, path, message });
  }

  measure(rule: RuleName, path: string, size: number): void {
    this.measures.push({ rule, path, size });
  }

  /** Measures a size, and refuses it outside its rule's limits; `under` and `over` word that from the limit. */
  within(rule: PayloadRuleName, path: string, size: number, { under, over }: Wording): void {
    this.measure(rule, path, size);
    const { min, max } = limits(rule);
    if (size < min) this.refuse(rule, path, under(min));
    if (size > max) this.refuse(rule, path, over(max));
  }
}

interface Wording {
  under: (min: number) => string;
  over: (max: number) => string;
}

/** As Slack words the limits of a number with a unit. */
export const counted = (unit: string): Wording => ({
  under: (min) => `must be more than ${min - 1}${unit}`,
  over: (max) => `must be less than ${max + 1}${unit}`,
});

const CHARACTERS = counted(' characters');
const NUMBER = counted('');
const ITEMS: Wording = {
  under: (min) => `no fewer than ${min} items allowed`,
  over: (max) => `no more than ${max} items allowed`,
};

export type Check = (value: unknown, path: string, found: Findings) => void;

export interface Field {
  check: Check;
  required: boolean;
}

export const required = (check: Check): Field => ({ check, required: true });
export const optional = (check: Check): Field => ({ check, required: false });

export const anything: Check = () => {};

/** A string whose length stays within a rule's limits. */
export const string =
  (rule?: PayloadRuleName): Check =>
  (value, path, found) => {
    if (typeof value !== 'string') return found.refuse('value-kind', path, 'must provide a string');
    if (rule) length(value.length, rule, path, found);
  };

/** Refuses a length outside a rule's limits, in Slack's words. */
export function length(size: number, rule: PayloadRuleName, path: string, found: Findings): void {
  found.within(rule, path, size, CHARACTERS);
}

export const matching =
  (rule: PayloadRuleName, pattern: RegExp, message: string): Check =>
  (value, path, found) => {
    if (typeof value !== 'string') return found.refuse('value-kind', path, 'must provide a string');
    if (!pattern.test(value)) found.refuse(rule, path, message);
  };

export const boolean: Check = (value, path, found) => {
  if (typeof value !== 'boolean') found.refuse('value-kind', path, 'must provide a boolean');
};

/** A whole number, within a rule's limits where one is named. */
export const integer =
  (rule?: PayloadRuleName): Check =>
  (value, path, found) => {
    if (!Number.isInteger(value)) return found.refuse('value-kind', path, 'must provide an integer');
    if (rule) found.within(rule, path, value as number, NUMBER);
  };

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value, path, found) => {
    if (!values.includes(value)) found.refuse('value-allowed', path, 'must be a valid enum value');
  };

/** A list whose length stays within a rule's limits. */
export const items =
  (rule: PayloadRuleName | null, item: Check): Check =>
  (value, path, found) => {
    if (!Array.isArray(value)) return found.refuse('value-kind', path, 'must provide an array');
    if (rule) found.within(rule, path, value.length, ITEMS);
    for (const [index, each] of value.entries()) item(each, `${path}/${index}`, found);
  };

/** An object with these fields and no others; then what concerns several fields at once. */
export const object =
  (shape: Record<string, Field>, whole?: (value: Fields, path: string, found: Findings) => void): Check =>
  (value, path, found) => {
    if (!isFields(value)) return found.refuse('value-kind', path, 'must provide an object');
    for (const key of Object.keys(value))
      if (!Object.hasOwn(shape, key))
        found.refuse('field-known', path, `invalid additional property: ${key}`);
    for (const [key, field] of Object.entries(shape)) {
      const part = value[key];
      if (part !== undefined && part !== null) field.check(part, `${path}/${key}`, found);
      else if (field.required) found.refuse('field-required', path, `missing required field: ${key}`);
    }
    whole?.(value, path, found);
  };

/** An object whose `type` chooses its shape. */
export const byType =
  (table: Record<string, Check>): Check =>
  (value, path, found) => {
    if (!isFields(value)) return found.refuse('value-kind', path, 'must provide an object');
    if (value.type === undefined) return found.refuse('field-required', path, 'missing required field: type');
    const check = Object.hasOwn(table, String(value.type)) ? table[String(value.type)] : undefined;
    if (check) check(value, path, found);
    else found.refuse('type-known', `${path}/type`, `unsupported type: ${value.type}`);
  };

/** The named entries of a table. */
export const only = (table: Record<string, Check>, ...names: readonly string[]): Record<string, Check> =>
  Object.fromEntries(names.map((name) => [name, table[name]!]));
