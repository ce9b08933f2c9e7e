import { beforeAll, describe, expect, test } from 'vitest';
import type { PayloadKind } from '../../../src/local/discord/parts.ts';
import { refusals } from '../../../src/local/discord/rules.ts';
import { cases } from './rule-cases.ts';
import { Specification, there } from './specification.ts';

const SCHEMAS: Record<PayloadKind, string> = {
  message: 'MessageCreateRequest',
  modal: 'ModalInteractionCallbackRequestData',
  command: 'ApplicationCommandCreateRequest',
  commands: '',
  choices: 'ApplicationCommandAutocompleteCallbackRequest',
  event: 'ExternalScheduledEventCreateRequest',
};

/** What the specification describes: choices come in a callback. */
const wrapped = (kind: PayloadKind, payload: unknown): unknown => {
  const plain = JSON.parse(JSON.stringify(payload)) as unknown;
  return kind === 'choices' ? { type: 8, data: plain } : plain;
};

const single = Object.entries(cases).filter(([, { kind }]) => kind !== 'commands');

/** Every place in a payload, as a list of steps. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, each]) => [[...at, key], ...places(each, [...at, key])]);
}

function changed(payload: unknown, steps: readonly string[], value: unknown): unknown {
  const copy = structuredClone(payload);
  let at = copy as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>;
  if (value === undefined && !Array.isArray(at)) delete at[steps.at(-1)!];
  else at[steps.at(-1)!] = value;
  return copy;
}

/** Looser than the specification on purpose: the documentation's own examples number attachments. */
const looser = /attachments\/\d+\/id/;

/** What somebody might put where it does not belong. */
const WRONG = [undefined, null, '', -1, 1.5, 99, 10 ** 10, true, [], {}, 'x', ['x'], 'x'.repeat(5_000)];

/** A payload with one wrong value, for every kind of place in it and every wrong value. */
function* spoiled(payload: unknown): Iterable<unknown> {
  const known = new Set<string>();
  for (const steps of places(payload)) {
    const kind = steps.filter((step) => !/^\d+$/.test(step)).join('.');
    if (known.has(kind)) continue;
    known.add(kind);
    for (const value of WRONG) yield changed(payload, steps, value);
  }
}

describe.skipIf(!there)("against Discord's specification (needs ../shared/specs)", () => {
  let specification: Specification;
  beforeAll(() => {
    specification = new Specification();
  });

  test.each(single)('%s: the specification takes the largest payload too', (_name, { kind, passes }) => {
    expect(specification.faults(SCHEMAS[kind], wrapped(kind, passes))).toBe('');
  });

  test.each(single)(
    '%s: whatever the specification refuses of it, spoiled, is refused here',
    (_name, { kind, passes }) => {
      const taken = [...spoiled(JSON.parse(JSON.stringify(passes)))]
        .filter((payload) => refusals(payload, kind).length === 0)
        .map((payload) => specification.faults(SCHEMAS[kind], wrapped(kind, payload)))
        .filter((fault) => fault !== '' && !looser.test(fault));
      expect(taken).toEqual([]);
    },
  );
});
