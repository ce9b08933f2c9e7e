import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine } from '../../../src/chat/clean.ts';
import type { Message } from '../../../src/chat/reply.ts';
import { paragraph, text } from '../../../src/chat/text.ts';
import { anyMessage } from '../../arbitrary.ts';
import { shown, visible } from './shown.ts';

const part = (value: string) => ({ kind: 'text' as const, text: [paragraph(value)] });
const action = (label: string, id: string) => ({
  kind: 'action' as const,
  label,
  style: 'plain' as const,
  id,
});
const container = (message: Message) => shown(message).payload.components[0].components;

describe('any message at all', () => {
  test('is taken by Discord', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(shown(message).refusals).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  test('pings nobody', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(shown(message).effects.pings).toEqual([]);
      }),
    );
  }, 60_000);

  test('begins with its title, word for word', () => {
    const titled = fc.tuple(anyMessage, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }));
    fc.assert(
      fc.property(titled, ([message, title]) => {
        fc.pre(cleanLine(title) !== '');
        const [first] = shown({ ...message, title }).text.split('\n');
        expect(first).toBe(visible(cleanLine(title)));
      }),
    );
  }, 60_000);
});

describe('a message with more components than Discord takes', () => {
  const sizes = Array.from({ length: 12 }, (_, index) => 36 + index);

  test.each(sizes)('is cut to what it takes: a picture each, %i of them', (count) => {
    const pictures = Array.from({ length: count }, (_, index) => ({
      kind: 'picture' as const,
      name: `${index}.png`,
      png: new Uint8Array([1]),
      alt: 'A bar',
    }));
    expect(shown({ parts: pictures.slice(0, 10) }).refusals).toEqual([]);
    expect(shown({ parts: pictures }).refusals).toEqual([]);
  });

  test.each(sizes)('is cut to what it takes: a button each, %i of them', (count) => {
    const buttons = Array.from({ length: count }, (_, index) =>
      action(`Button ${index}`, `test.button:${index}`),
    );
    expect(
      shown({ title: 'Buttons', parts: [part('Words'), { kind: 'buttons', buttons }] }).refusals,
    ).toEqual([]);
  });
});

describe('a discreet card', () => {
  const message: Message = {
    title: 'Your part in Shuttle',
    discreet: true,
    parts: [
      part('You are the tenant.'),
      { kind: 'note', text: [text('Keep it.')] },
      { kind: 'buttons', buttons: [action('Show me my facts', 'practice.facts')] },
    ],
  };

  test('shows its title, and covers everything else', () => {
    const [title, cover, ...more] = shown(message).payload.components;
    expect(more).toEqual([]);
    expect(title).toEqual({ type: 10, content: '## Your part in Shuttle' });
    expect(cover).toMatchObject({ type: 17, spoiler: true });
    expect(cover.components.map(({ type }: { type: number }) => type)).toEqual([10, 10, 1]);
    expect(shown(message).refusals).toEqual([]);
  });

  test('of a title alone has nothing to cover, and any other card covers nothing', () => {
    expect(JSON.stringify(shown({ ...message, parts: [] }).payload)).not.toContain('spoiler');
    expect(JSON.stringify(shown({ ...message, discreet: false }).payload)).not.toContain('spoiler');
  });

  test('leaves none of its parts uncovered, with a title or without', () => {
    fc.assert(
      fc.property(anyMessage, fc.constantFrom('Part', undefined), ({ parts }, title) => {
        const message: Message = { ...(title === undefined ? {} : { title }), discreet: true, parts };
        for (const { type, content, spoiler, components } of shown(message).payload.components) {
          if (type === 10) expect(content).toBe('## Part');
          else if (components.length > 1 || components[0].content !== '## Part') expect(spoiler).toBe(true);
        }
      }),
    );
  }, 60_000);
});

describe('a card', () => {
  test('stands in one container, each part in its place', () => {
    const message: Message = {
      title: 'BATNA',
      parts: [
        part('What you do without an agreement.'),
        { kind: 'fields', fields: [{ name: 'Source', value: [paragraph('Getting to Yes')] }] },
        { kind: 'divider' },
        { kind: 'note', text: [text('Reviewed')] },
        { kind: 'buttons', buttons: [action('Related', 'glossary.related')] },
      ],
    };
    expect(container(message)).toEqual([
      { type: 10, content: '## BATNA' },
      { type: 10, content: 'What you do without an agreement.' },
      { type: 10, content: '**Source**\nGetting to Yes' },
      { type: 14 },
      { type: 10, content: '-# Reviewed' },
      { type: 1, components: [{ type: 2, style: 2, label: 'Related', custom_id: 'glossary.related' }] },
    ]);
  });

  test('with nothing in it says so', () => {
    expect(shown({ parts: [{ kind: 'divider' }, { kind: 'buttons', buttons: [] }] }).text).toBe(
      '(nothing to show)',
    );
  });

  test('shows its buttons in rows of five', () => {
    const buttons = Array.from({ length: 12 }, (_, index) => action(`B${index}`, `b.${index}`));
    const rows = container({ parts: [{ kind: 'buttons', buttons }] });
    expect(rows.map((row: { components: unknown[] }) => row.components.length)).toEqual([5, 5, 2]);
  });

  test('shows a button once where two carry the same id', () => {
    const [row] = container({
      parts: [{ kind: 'buttons', buttons: [action('A', 'x.y'), action('B', 'x.y')] }],
    });
    expect(row.components).toHaveLength(1);
  });

  test('keeps title, first text and buttons where there is room for no more', () => {
    const buttons = Array.from({ length: 30 }, (_, index) => action(`B${index}`, `b.${index}`));
    const parts = [part('first'), { kind: 'divider' as const }];
    const pictures = Array.from({ length: 8 }, () => picture('a chart'));
    const { text: reading } = shown({
      title: 'T',
      parts: [...parts, ...pictures, { kind: 'buttons', buttons }],
    });
    expect(reading).toMatch(/^T\nfirst\n…\n.*\[B0\].*\[B29\]$/s);
  });

  test('cuts the longest text and leaves the short ones whole', () => {
    const parts = [part('short beginning'), part('long '.repeat(2_000)), part('short end')];
    const { text: reading, refusals } = shown({ title: 'T', parts });
    expect(refusals).toEqual([]);
    expect(reading).toMatch(/^T\nshort beginning\n(long )+lo?n?g?…\nshort end$/);
  });

  test('uses nearly all of the room that there is', () => {
    const [display] = container({ parts: [part('word '.repeat(2_000))] });
    expect(display.content.length).toBeGreaterThan(3_980);
  });

  test('stays within the bytes that Discord takes', () => {
    expect(shown({ parts: [part('漢'.repeat(4_000))] }).refusals).toEqual([]);
  });

  test('never ends within a style that it opened', () => {
    const value = [paragraph({ kind: 'strong', children: [text('bold '.repeat(1_500))] }, 'after')];
    const { effects } = shown({ parts: [{ kind: 'text', text: value }] });
    expect(effects.formatted).toEqual([expect.stringMatching(/^(bold )+bold…$/)]);
  });
});

function picture(alt: string, png = new Uint8Array([1])) {
  return { kind: 'picture' as const, name: 'Chart', png, alt };
}

describe('a picture', () => {
  test('is uploaded with its words', () => {
    const { payload, text: reading } = shown({ parts: [picture('Two bars')] });
    expect(payload.attachments).toEqual([{ id: 0, filename: '1-chart.png', description: 'Two bars' }]);
    expect(reading).toBe('[picture: Two bars]');
  });

  test('stands in words where there is nothing to show', () => {
    expect(shown({ parts: [picture('Two bars', new Uint8Array())] }).text).toBe('Picture: Two bars');
  });

  test('stands in words from the eleventh on', () => {
    const { text: reading } = shown({ parts: Array.from({ length: 11 }, () => picture('Bars')) });
    expect(reading.split('\n').at(-1)).toBe('Picture: Bars');
  });
});

describe('a file', () => {
  const file = (name: string, content = new Uint8Array([1])) => ({
    kind: 'file' as const,
    name,
    content,
    says: 'What is kept of you',
  });

  test('is uploaded, and its words stand above it', () => {
    const { payload, text: reading } = shown({ parts: [file('data.json')] });
    expect(payload.components[0].components).toEqual([
      { type: 10, content: 'What is kept of you' },
      { type: 13, file: { url: 'attachment://data.json' } },
    ]);
    expect(payload.attachments).toEqual([
      { id: 0, filename: 'data.json', description: 'What is kept of you' },
    ]);
    expect(reading).toBe('What is kept of you\n[file: data.json]');
  });

  test.each([
    ['my data.json', 'my-data.json'],
    ['../../étude (1).tar.gz', 'tude-1-tar.gz'],
    ['.json', 'file.json'],
    ['', 'file'],
  ])('called “%s” is %s, since Discord changes other letters', (name, filename) => {
    expect(shown({ parts: [file(name)] }).payload.attachments[0].filename).toBe(filename);
  });

  test('is told from another of the same name', () => {
    const names = ['3-a.txt', 'a.txt', 'a.txt', 'A.txt'].map((name) => file(name));
    const { payload, refusals } = shown({ parts: names });
    const given = payload.attachments.map(({ filename }: { filename: string }) => filename.toLowerCase());
    expect([new Set(given).size, refusals]).toEqual([4, []]);
  });

  test('stands in words where there is nothing in it, or too much', () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    for (const content of [new Uint8Array(), large])
      expect(shown({ parts: [file('a.txt', content)] }).text).toBe('File: What is kept of you');
  });

  test('stays where there is room for little more', () => {
    const pictures = Array.from({ length: 9 }, () => picture('a chart'));
    const dividers = Array.from({ length: 40 }, (_, index) => [
      part(`${index}`),
      picture('x', new Uint8Array()),
    ]);
    const { refusals, text: reading } = shown({ parts: [...pictures, ...dividers.flat(), file('a.txt')] });
    expect([refusals, reading.includes('[file: a.txt]')]).toEqual([[], true]);
  });
});

describe('a select', () => {
  const choice = (value: string) => ({ label: `Label ${value}`, value });

  test('shows at most 25 choices, the selected one marked', () => {
    const choices = Array.from({ length: 30 }, (_, index) => choice(`v${index}`));
    const [row] = container({
      parts: [{ kind: 'select', id: 'x.y', placeholder: 'Pick', choices, selected: 'v3' }],
    });
    expect(row.components[0].options).toHaveLength(25);
    expect(row.components[0].options[3]).toEqual({ label: 'Label v3', value: 'v3', default: true });
  });

  test('leaves out a choice whose value would not come back whole', () => {
    const choices = [choice('x'.repeat(101)), choice('ok')];
    const [row] = container({ parts: [{ kind: 'search', id: 'x.y', placeholder: '', first: choices }] });
    expect(row.components[0].options).toEqual([{ label: 'Label ok', value: 'ok' }]);
  });

  test('without choices is not shown', () => {
    expect(shown({ parts: [{ kind: 'select', id: 'x.y', placeholder: 'Pick', choices: [] }] }).text).toBe(
      '(nothing to show)',
    );
  });
});
