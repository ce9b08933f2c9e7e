import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { button, defineAction } from '../../src/chat/action.ts';
import { defineForm, openForm } from '../../src/chat/form.ts';
import { decodeId, decodeState, encodeId, fitInId, ID_LIMIT } from '../../src/chat/id.ts';
import { option } from '../../src/chat/option.ts';
import { anyCharacter } from '../arbitrary.ts';
import { ask, handlerOf, messageOf, wordsOf } from '../asking.ts';
import { buttons, samples, says } from './samples.ts';

const shape = z.object({ words: z.string(), page: z.int(), on: z.boolean(), maybe: z.string().optional() });
const anyState = fc.record(
  {
    words: fc.string({ unit: anyCharacter, maxLength: 200 }).filter((value) => value.isWellFormed()),
    page: fc.maxSafeInteger(),
    on: fc.boolean(),
    maybe: fc.string(),
  },
  { requiredKeys: ['words', 'page', 'on'] },
);
const anyName = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}\.[a-z][a-z0-9-]{0,10}$/);
const anyOwner = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);

describe('an id', () => {
  test('gives back its name, its owner and its state, whatever they are', () => {
    fc.assert(
      fc.property(anyName, anyState, fc.option(anyOwner, { nil: undefined }), (name, state, owner) => {
        const decoded = decodeId(encodeId(name, shape, state, owner))!;
        expect(decoded.name).toBe(name);
        expect(decoded.owner).toBe(owner);
        expect(decodeState(shape, decoded.state)).toEqual(state);
      }),
    );
  });

  test('without a state is the name alone', () => {
    expect(encodeId('help.open', z.object({}), {})).toBe('help.open');
    expect(decodeState(z.object({}), decodeId('help.open')!.state)).toEqual({});
  });

  test('never decodes to a state of another shape', () => {
    fc.assert(
      fc.property(fc.string(), (encoded) => {
        const state = decodeState(shape, encoded);
        if (state !== undefined) expect(shape.safeParse(state).success).toBe(true);
      }),
    );
  });

  test.each([
    ['truncated', '"word'],
    ['of too few values', '"words",1'],
    ['of too many values', '"words",1,true,null,5'],
    ['of another type', '"words","1",true,null'],
    ['no JSON', 'words'],
    ['with a closing bracket of its own', '"words",1,true,null],['],
  ])('is not decoded when its state is %s', (_, encoded) => {
    expect(decodeState(shape, encoded)).toBeUndefined();
  });

  test.each(['', ':', '@M1', 'Name', '1name', 'name@', 'name@M 1', 'name other', 'näme'])(
    'is not decoded when it is “%s”',
    (id) => {
      expect(decodeId(id)).toBeUndefined();
    },
  );

  test('that could not be read back is a programming error', () => {
    expect(() => encodeId('Upper.Case', z.object({}), {})).toThrow('Upper.Case');
    expect(() => encodeId('name', z.object({}), {}, 'M 1')).toThrow('owner');
  });
});

describe('the limit of 100 characters', () => {
  const keep = defineAction({
    name: 'note.keep',
    state: z.object({ words: z.string() }),
    answer: 'private',
    run: () => undefined,
  });
  const room = ID_LIMIT - 'note.keep:""'.length;

  test('takes what just fits', () => {
    expect(button(keep, { words: 'x'.repeat(room) }, 'Keep').id).toHaveLength(ID_LIMIT);
  });

  test('refuses one character more where the button is made', () => {
    expect(() => button(keep, { words: 'x'.repeat(room + 1) }, 'Keep')).toThrow('101 characters');
  });

  test('holds for a form as for a button', () => {
    const form = defineForm({
      name: 'note.form',
      title: 'Note',
      state: z.object({ words: z.string() }),
      fields: { more: option.text({ description: 'More' }) },
      answer: 'private',
      run: () => says('kept'),
    });
    expect(() => openForm(form, { words: 'x'.repeat(100) })).toThrow('over 100');
  });

  test('leaves as much of a member’s words as fits, and never half a character', () => {
    const used = 'note.keep:'.length;
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (typed) => {
        const fitting = fitInId(typed, used);
        expect(typed.startsWith(fitting)).toBe(true);
        expect(JSON.stringify(fitting).length + used).toBeLessThanOrEqual(ID_LIMIT);
        if (typed.isWellFormed()) expect(fitting.isWellFormed()).toBe(true);
      }),
    );
  });

  test('ends when there is room for nothing', () => {
    expect(fitInId('words', 200)).toBe('');
  });
});

describe('a click on an id that is not ours', () => {
  test.each([
    ['foreign', 'someone-elses-button'],
    ['of no action any more', 'session.gone:7'],
    ['forged with another type', 'session.join:"seven"'],
    ['forged without its state', 'session.join'],
    ['truncated', 'session.join:'],
    ['of no form at all', '{"action":"join"}'],
    ['empty', ''],
    ['a form’s, not a button’s', 'session.draft'],
  ])('is refused kindly when it is %s', async (_, id) => {
    const { reply } = await ask(handlerOf(undefined, samples), {
      kind: 'action',
      id,
      values: [],
      own: false,
    });
    expect(wordsOf(messageOf(reply))).toContain('no longer in use');
  });

  test('never runs without the owner that it is bound to', async () => {
    const id = buttons.leave.id.replace('@M1', '');
    const { reply } = await ask(handlerOf(undefined, samples), {
      kind: 'action',
      id,
      values: [],
      own: false,
    });
    expect(wordsOf(messageOf(reply))).toContain('belongs to the member');
  });

  test('is refused whatever the id is', async () => {
    const handler = handlerOf(undefined, samples);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 100 }), async (id) => {
        const { reply } = await ask(handler, { kind: 'action', id, values: [id], own: true });
        expect(wordsOf(messageOf(reply))).toContain('no longer in use');
      }),
    );
  });
});
