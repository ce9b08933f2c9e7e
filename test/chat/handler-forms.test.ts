import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineCommand } from '../../src/chat/command.ts';
import { openForm } from '../../src/chat/form.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Raw } from '../../src/chat/option.ts';
import type { FormView, Reply } from '../../src/chat/reply.ts';
import { ask, handlerOf, line, messageOf, requestOf, wordsOf } from '../asking.ts';
import { buttons, samples, session } from './samples.ts';

const send = (values: Record<string, Raw>, id = 'session.draft'): Incoming => ({
  kind: 'form',
  id,
  values,
  own: false,
});
const answer = async (incoming: Incoming): Promise<Reply> =>
  (await ask(handlerOf(undefined, samples), incoming)).reply;
const opened = async (incoming: Incoming): Promise<FormView> => {
  const reply = await answer(incoming);
  if (reply.kind !== 'form') throw new Error(`no form but a ${reply.kind}`);
  return reply.view;
};
const errorsOf = async (values: Record<string, Raw>) => {
  const reply = await answer(send(values));
  if (reply.kind !== 'errors') throw new Error(`no errors but a ${reply.kind}`);
  return reply;
};

describe('a command that lacks something required', () => {
  test('opens a form with what was given', async () => {
    const { form, values } = await opened(line('session', 'open caucus 6'));
    expect([form.title, values]).toEqual(['/session open', { topic: 'caucus', seats: '6' }]);
  });

  test('opens it where what was given shows nothing', async () => {
    const values = { topic: ' \u200e ', when: 'Thursday 7pm' };
    const view = await opened({ kind: 'command', command: 'session', subcommand: 'open', values });
    expect(view.values).toEqual({ when: 'Thursday 7pm' });
  });

  test('asks for what is required first, in at most five fields', async () => {
    const { form } = await opened(line('session', 'open x'));
    const fields = Object.values(form.fields);
    expect(fields.map(({ required }) => required)).toEqual([true, true, false, false, false]);
  });

  test('runs when its form is sent', async () => {
    const { id } = await opened(line('session', 'open caucus'));
    const reply = await answer(send({ topic: 'caucus', when: 'Thursday 7pm', seats: '6' }, id));
    expect(wordsOf(messageOf(reply))).toContain('"seats":6');
  });

  test('asks who may before it opens', async () => {
    const closed = {
      ...session,
      leaves: session.leaves.map((leaf) => ({ ...leaf, audience: 'facilitator' as const })),
    };
    const { reply } = await ask(handlerOf(undefined, [closed]), line('session', 'open caucus'));
    expect(wordsOf(messageOf(reply))).toContain('Only facilitators');
  });
});

describe('a form that was sent', () => {
  test('runs with its values, typed', async () => {
    expect(wordsOf(messageOf(await answer(send({ title: ' Caucus ', seats: '6' }))))).toBe(
      '{"title":"Caucus","seats":6}',
    );
  });

  test('names all its errors at once, a field each', async () => {
    const { errors } = await errorsOf({ title: 'far too long a name', seats: 'six' });
    expect(Object.keys(errors)).toEqual(['title', 'seats']);
  });

  test('names what is missing, or shows nothing', async () => {
    const { errors } = await errorsOf({ seats: ' \u200e' });
    expect(errors).toEqual({ title: 'Please fill this in.', seats: expect.stringContaining('whole number') });
  });

  test('says the same in words, and gives back what was typed', async () => {
    const words = wordsOf((await errorsOf({ title: 'far too long a name', seats: 'six' })).message);
    expect(words).toMatch(
      /Nothing was saved[\s\S]*Title: .*shorten[\s\S]*Seats: .*2 to 12[\s\S]*typed:[\s\S]*far too long a name[\s\S]*six/,
    );
  });

  test('leaves out fields that are not its own', async () => {
    expect(wordsOf(messageOf(await answer(send({ title: 'a', seats: 2, owner: 'me' }))))).toBe(
      '{"title":"a","seats":2}',
    );
  });

  test('calls a field by its label', async () => {
    const reply = await answer(send({ topic: 'a', when: 'soon' }, 'form.session.open'));
    expect(wordsOf(messageOf(reply))).toContain('Day and time: I could not read');
  });
});

describe('a form that is late', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const slow = (ms: number) =>
    handlerOf(undefined, [
      ...samples,
      defineCommand({
        name: 'slow',
        description: 'Opens a form late',
        options: {},
        visibility: 'private',
        answer: 'form',
        run: () =>
          new Promise((resolve) => {
            setTimeout(() => resolve(openForm(session.forms[0]!, {})), ms);
          }),
      }),
    ]);

  test('says so before the platform’s 3 seconds have passed', async () => {
    const { reply } = slow(10_000).plan(line('slow'), requestOf());
    await vi.advanceTimersByTimeAsync(2_900);
    expect(wordsOf(messageOf(await reply))).toContain('Nothing was changed; please try again.');
  });

  test('opens where it is just in time, and leaves no timer behind', async () => {
    const { reply } = slow(2_000).plan(line('slow'), requestOf());
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await reply).kind).toBe('form');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('says so where who may is not known in time', async () => {
    const request = { ...requestOf(), standing: () => new Promise<never>(() => {}) };
    const closed = {
      ...session.actions.find(({ name }) => name === 'session.rename')!,
      audience: 'facilitator' as const,
    };
    const { reply } = handlerOf(undefined, [{ ...session, actions: [closed] }]).plan(
      { kind: 'action', id: buttons.rename.id, values: [], own: false },
      request,
    );
    await vi.advanceTimersByTimeAsync(2_900);
    expect(wordsOf(messageOf(await reply))).toContain('please try again');
  });
});
