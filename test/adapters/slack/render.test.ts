import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHome, renderMessage } from '../../../src/adapters/slack/render.ts';
import { renderForm } from '../../../src/adapters/slack/render-form.ts';
import type { Message, Part } from '../../../src/chat/reply.ts';
import {
  bullets,
  type Inline,
  paragraph,
  type RichText,
  strong,
  text,
  usage,
} from '../../../src/chat/text.ts';
import { effects } from '../../../src/local/slack/effects.ts';
import { readingText } from '../../../src/local/slack/reading.ts';
import { refusals } from '../../../src/local/slack/refusals.ts';
import { anyFormView, anyMessage, nastyText } from '../../arbitrary.ts';

const words = (...parts: readonly (string | Inline)[]): Part => ({
  kind: 'text',
  text: [paragraph(...parts)],
});
const rich = (...blocks: RichText): Part => ({ kind: 'text', text: blocks });
const reader = {
  timeZone: 'America/Toronto',
  now: Date.UTC(2026, 10, 23, 12),
  names: { C0123ABC: 'general' },
};
const read = (message: Message): string => readingText(renderMessage(message, ''), reader);
const one = (...parts: Part[]): Message => ({ parts });
const sizeOfText = (block: object): number =>
  [...JSON.stringify(block).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].reduce(
    (sum, [, value]) => sum + (JSON.parse(value ?? '""') as string).length,
    0,
  );

describe('whatever a message holds', () => {
  it('Slack takes it as a message', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(refusals(renderMessage(message, 'p-'), 'response')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('Slack takes it as a post with its pictures', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const files = new Map(message.parts.map((part, index) => [part, `F0LOCAL00${index}`]));
        const metadata = { event_type: 'parley_delivery', event_payload: { id: 'one' } };
        const payload = { ...renderMessage(message, 'p-', files), metadata };
        expect(refusals(payload, 'message')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('Slack takes it as a Home tab', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(refusals(renderHome(message, ''), 'view')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('it tells the reader something', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(read(message)).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it('it pings nobody', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(effects(renderMessage(message, '')).pings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('its rich text stays within 12,000 characters, and each block of it within 3,000', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const sizes = renderMessage(message, '')
          .blocks.filter(({ type }) => type === 'rich_text')
          .map(sizeOfText);
        expect(Math.max(0, ...sizes)).toBeLessThan(3_000);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000);
      }),
      { numRuns: 100 },
    );
  });

  it('every action_id in it is used once and has at most 255 characters', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const ids = renderMessage(message, '').blocks.flatMap((block) =>
          block.type === 'actions' ? block.elements.map((each) => each.action_id ?? '') : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => id.length > 0 && id.length <= 255)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a member wrote', () => {
  const quoting = (value: string): Message => ({
    title: value,
    parts: [
      words('You wrote: ', value),
      rich(bullets([[value]])),
      { kind: 'fields', fields: [{ name: value, value: [paragraph(value)] }] },
      { kind: 'note', text: [text(value)] },
      {
        kind: 'note',
        text: [text(value), { kind: 'link', url: 'https://example.org/', children: [text(value)] }],
      },
      words({ kind: 'member', id: 'U1', name: value }),
    ],
  });

  it('links nowhere', () => {
    fc.assert(
      fc.property(nastyText, (value) => {
        expect(new Set(effects(renderMessage(quoting(value), '')).links)).toEqual(
          new Set(['https://example.org/']),
        );
      }),
    );
  });

  it('formats nothing', () => {
    fc.assert(
      fc.property(nastyText, (value) => {
        const message = one(
          words('You wrote: ', value),
          { kind: 'note', text: [text(value)] },
          {
            kind: 'note',
            text: [text(value), { kind: 'link', url: 'https://example.org/', children: [text(value)] }],
          },
        );
        expect(effects(renderMessage(message, '')).formatted).toEqual([]);
      }),
    );
  });

  it('cannot ping from the text of a notification', () => {
    const { text: said } = renderMessage({ title: 'Hello @everyone <!here> & <@U123>', parts: [] }, '');
    expect(said).toBe('Hello @\u2060everyone &lt;!here&gt; &amp; &lt;@\u2060U123&gt;');
  });
});

describe('a form', () => {
  it('is taken by Slack, whatever stands in it', () => {
    fc.assert(
      fc.property(anyFormView, (view) => {
        expect(refusals(renderForm(view, '{}'), 'view')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a card is read', () => {
  it('with its title as the first line', () => {
    expect(read({ title: 'BATNA', parts: [words('The best alternative.')] })).toBe(
      'BATNA\nThe best alternative.',
    );
  });

  it('with lists, nested ones indented and ordered ones counted on', () => {
    const inner = bullets([['inside']]);
    const list = {
      kind: 'list' as const,
      ordered: true,
      items: [[paragraph('one'), inner], [paragraph('two')]],
    };
    expect(read(one(rich(list)))).toBe('1. one\n  • inside\n2. two');
  });

  it('with quotes, code and links', () => {
    const link: Inline = { kind: 'link', url: 'https://example.org/a', children: [text('a source')] };
    const message = one(
      rich(
        { kind: 'quote', children: [paragraph('quoted')] },
        { kind: 'code', text: 'a < b' },
        paragraph(link),
      ),
    );
    expect(read(message)).toBe('> quoted\na < b\na source (https://example.org/a)');
  });

  it('with times in the reader’s own zone', () => {
    const at = Date.UTC(2026, 10, 27, 0) / 1000;
    const message = one(words({ kind: 'time', at, style: 'full' }), {
      kind: 'note',
      text: [text('Until '), { kind: 'time', at, style: 'time' }],
    });
    expect(read(message)).toBe('Thu 26 Nov 2026, 19:00\nUntil 19:00');
  });

  it('with channels by name and members without a ping', () => {
    const message = one(
      words({ kind: 'channel', id: 'C0123ABC' }, ' ', { kind: 'member', id: 'U1', name: 'Member' }),
    );
    expect(read(message)).toBe('#general @Member');
  });

  it('with the name of a field above its value', () => {
    expect(read(one({ kind: 'fields', fields: [{ name: 'When', value: [paragraph('Soon')] }] }))).toBe(
      'When\nSoon',
    );
  });

  it('with a picture that can be shown, whose words are the notification where there are no others', () => {
    const picture: Part = { kind: 'picture', name: 'a.png', png: new Uint8Array(), alt: 'Two bars' };
    const { text: notified, blocks } = renderMessage(one(picture), '', new Map([[picture, 'F0LOCAL001']]));
    expect([notified, blocks]).toEqual([
      'Two bars',
      [{ type: 'image', slack_file: { id: 'F0LOCAL001' }, alt_text: 'Two bars' }],
    ]);
  });

  it('with the words of a picture that cannot be shown', () => {
    expect(read(one({ kind: 'picture', name: 'a.png', png: new Uint8Array(), alt: 'Two bars' }))).toBe(
      'Picture: Two bars',
    );
  });

  it('with rows of at most five buttons', () => {
    const buttons = [1, 2, 3, 4, 5, 6].map((n) => ({
      kind: 'action' as const,
      label: `B${n}`,
      style: 'plain' as const,
      id: `a.b:${n}`,
    }));
    expect(read(one(words('Choose'), { kind: 'buttons', buttons }))).toBe(
      'Choose\n[B1] [B2] [B3] [B4] [B5]\n[B6]',
    );
  });

  it('as a neutral line where there is nothing in it', () => {
    expect(read(one())).toBe('(nothing to show)');
  });
});

describe('a discreet message', () => {
  const message: Message = {
    title: 'Your part in Shuttle',
    discreet: true,
    parts: [words('You are the tenant.'), words('You owe three months.')],
  };

  it('says no more than its title in notifications, and everything in itself', () => {
    expect(renderMessage(message, '').text).toBe('Your part in Shuttle');
    expect(read(message)).toContain('You are the tenant.\nYou owe three months.');
    expect(renderMessage({ ...message, discreet: false }, '').text).toContain('the tenant');
  });

  it('whatever it holds says nothing but its title in notifications', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        expect(renderMessage({ ...any, title: 'Your part', discreet: true }, '').text).toBe('Your part');
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is too long', () => {
  it('is shortened with an ellipsis, the longest text first', () => {
    const shown = read(one(words('short'), words('word '.repeat(5_000)), words('also short')));
    expect(shown).toMatch(/^short\n[\s\S]{11000,}…\nalso short$/);
  });

  it('leaves the title and the buttons in place', () => {
    const parts = Array.from({ length: 60 }, (_, n) => words(`part ${n}`));
    const button = { kind: 'action' as const, label: 'Go', style: 'primary' as const, id: 'a.b' };
    const shown = read({ title: 'T', parts: [...parts, { kind: 'buttons', buttons: [button] }] });
    expect(shown).toMatch(/^T\npart 0\n[\s\S]*\n\[Go\]\n…$/);
  });
});

describe('how a command is typed', () => {
  const typed = (node: Inline, prefix = ''): string =>
    readingText(renderMessage(one(words(node)), prefix), reader);

  it('is the first value bare, and further ones by name', () => {
    const values = { term: 'shuttle diplomacy', versus: 'caucus talk', page: '2' };
    expect(typed(usage('glossary', values))).toBe('/glossary shuttle diplomacy versus:"caucus talk" page:2');
  });
  it('is the line’s own way where it has one', () => {
    expect(typed(usage('glossary', { term: 'a', versus: 'b' }, 'a vs b'))).toBe('/glossary a vs b');
  });
  it('carries the prefix', () => {
    expect(typed(usage('session open', {}), 'p-')).toBe('/p-session open');
  });
  it('goes by /parley where Slack keeps the name for itself', () => {
    expect(typed(usage('status', { of: 'all' }))).toBe('/parley status all');
  });
});

it('bold text is bold and nothing else is', () => {
  expect(effects(renderMessage(one(words('a ', strong('b'), ' c')), '')).formatted).toEqual(['b']);
});
