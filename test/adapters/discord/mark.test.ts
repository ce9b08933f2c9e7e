import type { APIMessage } from 'discord.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMarked, marked, markOf } from '../../../src/adapters/discord/mark.ts';
import { renderMessage } from '../../../src/adapters/discord/render.ts';
import type { Message } from '../../../src/chat/reply.ts';
import { paragraph } from '../../../src/chat/text.ts';
import { refusals } from '../../../src/local/discord/rules.ts';
import { anyMessage } from '../../arbitrary.ts';

const anyId = fc.string({ minLength: 1, maxLength: 25 });

test('any message at all can be marked with any id, and Discord takes it', () => {
  fc.assert(
    fc.property(anyMessage, anyId, (message, id) => {
      const { components, files, attachments } = renderMessage(message);
      const payload = { flags: 1 << 15, components: marked(components, markOf(id)), attachments };
      const sent = JSON.parse(JSON.stringify(payload));
      const names = files.map(({ name }) => name);
      expect(refusals(sent, 'message', names)).toEqual([]);
      expect(isMarked(sent as APIMessage, markOf(id))).toBe(true);
    }),
  );
});

test('a message is known by its own id alone', () => {
  const { components } = renderMessage({ title: 'Hello', parts: [] });
  const message = { components: marked(components, markOf('one')) } as unknown as APIMessage;
  const others = Array.from({ length: 1_000 }, (_, index) => `other-${index}`);
  expect(others.filter((id) => isMarked(message, markOf(id)))).toEqual([]);
});

test('a discreet message, whose title stands above its card, is known by its own id alone', () => {
  const message: Message = {
    title: 'Your part',
    discreet: true,
    parts: [{ kind: 'text', text: [paragraph('You are the tenant.')] }],
  };
  const components = marked(renderMessage(message).components, markOf('one'));
  expect(components).toHaveLength(2);
  const payload = JSON.parse(JSON.stringify({ flags: 1 << 15, components }));
  expect(refusals(payload, 'message', [])).toEqual([]);
  expect(isMarked(payload as APIMessage, markOf('one'))).toBe(true);
  expect(isMarked(payload as APIMessage, markOf('two'))).toBe(false);
});

test('the two numbers of an id differ, and are numbers that Discord takes', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const { container, first } = markOf(id);
      expect(container).not.toBe(first);
      for (const number of [container, first]) {
        expect(number).toBeGreaterThan(0);
        expect(number).toBeLessThan(2 ** 31);
      }
    }),
  );
});

test('a message without a mark is nobody’s', () => {
  expect(isMarked({ components: [] } as unknown as APIMessage, markOf('one'))).toBe(false);
  expect(isMarked({} as APIMessage, markOf('one'))).toBe(false);
});
