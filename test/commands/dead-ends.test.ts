import { describe, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/reply.ts';
import { ask, handlerOf, KeptLog, line, realServices, requestOf, wordsOf } from '../asking.ts';

const services = await realServices();
const { course } = services.glossary;

/** Every id that a message carries, with each value that can be chosen. */
const waysOn = ({ parts }: Message): { readonly id: string; readonly values: readonly string[] }[] =>
  parts.flatMap((part) => {
    switch (part.kind) {
      case 'buttons':
        return part.buttons.flatMap((button) =>
          button.kind === 'action' ? [{ id: button.id, values: [] }] : [],
        );
      case 'select':
        return part.choices.map(({ value }) => ({ id: part.id, values: [value] }));
      case 'search':
        return part.first.map(({ value }) => ({ id: part.id, values: [value] }));
      default:
        return [];
    }
  });

/** How many different ways there are to go on; the course has to grow a lot before it is reached. */
const BOUND = 5_000;

const log = new KeptLog();
const handler = handlerOf(services, undefined, log);
const starts: Incoming[] = [
  ...course.terms.map(({ term }) => line('glossary', term)),
  ...course.terms.flatMap((a, index) =>
    course.terms.slice(index + 1, index + 3).map((b) => line('glossary', `${a.term} vs ${b.term}`)),
  ),
  ...['', 'mediated', 'qwertyuiop', 'caucus vs qwertyuiop'].map((typed) => line('glossary', typed)),
  line('help'),
  { kind: 'shortcut', name: 'glossary.in-message', text: course.terms.map(({ term }) => term).join('. ') },
];

const dead: string[] = [];
const long: string[] = [];
const seen = new Set<string>();
const waiting: Incoming[] = [...starts];
const note = (message: Message): void => {
  for (const { id, values } of waysOn(message)) {
    const key = JSON.stringify([id, values]);
    if (seen.has(key)) continue;
    seen.add(key);
    if (id.length > ID_LIMIT) long.push(id);
    // Both in a message of one's own and in one that all can see, as the same button can stand in either.
    for (const own of [true, false]) waiting.push({ kind: 'action', id, values, own });
  }
};

note(await handler.home(requestOf()));
for (let next = waiting.shift(); next && seen.size < BOUND; next = waiting.shift()) {
  const { reply } = await ask(handler, next);
  const refused =
    reply.kind === 'message' &&
    /no longer in (?:use|the glossary)|went wrong on our side|button belongs to/.test(wordsOf(reply.message));
  if (reply.kind === 'errors' || refused) dead.push(JSON.stringify(next));
  if (reply.kind === 'message') note(reply.message);
}

describe('every button, list and search of every card, followed to the end', () => {
  test('leads somewhere', () => {
    expect(dead).toEqual([]);
  });

  test('has an id within the limit', () => {
    expect(long).toEqual([]);
  });

  test('was followed: the walk came to its own end, by way of every term', () => {
    expect(seen.size).toBeLessThan(BOUND);
    for (const { id } of course.terms)
      expect(seen).toContain(JSON.stringify([`glossary.open:"${id}",0`, []]));
  });

  test('leaves nothing in the log', () => {
    expect(log.lines).toEqual([]);
  });
});
