import fc from 'fast-check';
import { defineForm } from '../src/chat/form.ts';
import { type Option, option } from '../src/chat/option.ts';
import type { Button, Choice, FormView, Message, Part } from '../src/chat/reply.ts';
import type { Block, Inline, RichText } from '../src/chat/text.ts';

/** The worst that a renderer may be given, for property tests of both platforms. */

/** Pieces that mean something to a platform, to a terminal or to a parser. */
const TRAPS = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '``',
    '```',
    '```js\n',
    '|',
    '||',
    '\\',
    '<',
    '>',
    '>>> ',
    '&',
    '#',
  ],
  ...[
    '# ',
    '## ',
    '-# ',
    '- ',
    '* ',
    '+ ',
    '1. ',
    '12. ',
    '> ',
    '[',
    ']',
    '(',
    ')',
    '[x](',
    '](http://a.example)',
    '!',
  ],
  ...[
    '@everyone',
    '@here',
    '<@123456789012345678>',
    '<@!1>',
    '<@&2>',
    '<#3>',
    '<!everyone>',
    '<!here>',
    '<!channel>',
  ],
  ...[
    '<@U123ABC>',
    '<#C123ABC|general>',
    '<!subteam^S123>',
    '<!date^0^{date}|then>',
    '<t:0:R>',
    '</glossary:1>',
  ],
  ...[
    'http://a.example/x',
    'https://a.example/?q=(1)',
    'www.a.example',
    'mailto:a@b.example',
    '<https://a.example|b>',
  ],
  ...[
    'discord://x',
    'discord.gg/abc',
    ':smile:',
    '<:name:1>',
    '&amp;',
    '&lt;',
    ':',
    '//',
    '@',
    '=',
    '1.',
    '1)',
    '---',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\ufeff',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\ud800',
    '\udc00',
    '\ud83d\ude00',
    '👩‍👩‍👧',
    'é',
    'e\u0301',
    '漢字',
    'עברית',
    'İ',
    'ß',
    '“”’',
  ],
];

const WORDS = [
  'batna',
  'mediator',
  'Who',
  'a',
  'interest-based',
  'word_with_lines',
  '3.5',
  '19:30',
  'x*y*z',
  'O(n)',
];

/** Surrogates are no characters. */
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any character at all, as a unit of strings. fast-check's own, `binary`, is the same but keeps a list of the million
 * of them: two seconds and 130 MB in each worker, and in fc.webUrl too.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.nat(0x10ffff - SURROGATES.count).map(
  (place) => String.fromCodePoint(place < SURROGATES.first ? place : place + SURROGATES.count),
  (value) => {
    const code = typeof value === 'string' ? value.codePointAt(0) : undefined;
    if (code === undefined || value !== String.fromCodePoint(code) || !value.isWellFormed())
      throw new Error('this is not one character');
    return code < SURROGATES.first ? code : code - SURROGATES.count;
  },
);

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

const fragment = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TRAPS) },
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  { weight: 1, arbitrary: anyUnit },
);

const shortText = fc.array(fragment, { maxLength: 8 }).map((pieces) => pieces.join(''));

const longText = fc
  .tuple(fc.array(fragment, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 12_000 }))
  .map(([pieces, length]) => pieces.join('').repeat(Math.ceil(length / Math.max(1, pieces.join('').length))));

/** Text as the worst member types it: markup, mentions, links, controls, broken characters, nothing, far too much. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: shortText },
  { weight: 1, arbitrary: longText },
);

const urlPart = (signs: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 10, arbitrary: fc.constantFrom(...'abcxyzABCXYZ0189', ...signs) },
        { weight: 1, arbitrary: anyCharacter.map(encodeURIComponent) },
      ),
    )
    .map((pieces) => pieces.join(''));

const webUrl = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    authority: fc.webAuthority(),
    path: fc.array(urlPart("-._~!$&'()*+,;=:@")),
    query: fc.option(urlPart("-._~!$&'()*+,;=:@/?")),
    fragment: fc.option(urlPart("-._~!$&'()*+,;=:@/?")),
  })
  .map(({ scheme, authority, path, query, fragment }) => {
    const whole = [`${scheme}://${authority}`, ...path].join('/');
    return `${whole}${query === null ? '' : `?${query}`}${fragment === null ? '' : `#${fragment}`}`;
  });

const nastyUrl = fc.oneof(
  webUrl,
  fc.constantFrom(
    'javascript:alert(1)',
    'http://',
    'https://a.example/)*_|>`',
    'https://me:pw@a.example',
    'ftp://a.example',
  ),
  nastyText,
);

const platformId = fc.oneof(
  fc.stringMatching(/^\d{17,19}$/),
  fc.stringMatching(/^[UC][0-9A-Z]{8}$/),
  nastyText,
);

const moment = fc.oneof(
  fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }),
  fc.constantFrom(0, 0.5, -1, 1e18, Number.NaN, Number.POSITIVE_INFINITY),
);

const tree = fc.letrec<{ inline: Inline; block: Block; rich: RichText }>((tie) => {
  const inlineNodes = fc.array(tie('inline'), { maxLength: 4, depthIdentifier: 'inline' });
  const richNodes = fc.array(tie('block'), { maxLength: 3, depthIdentifier: 'block' });
  const inline = fc.oneof(
    { depthSize: 'small', depthIdentifier: 'inline', withCrossShrink: true },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text: nastyText }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('code' as const), text: nastyText }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'break' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('time' as const),
        at: moment,
        style: fc.constantFrom('full' as const, 'date' as const, 'time' as const, 'relative' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('member' as const), id: platformId, name: nastyText }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('channel' as const), id: platformId }) },
    {
      weight: 1,
      arbitrary: fc.record(
        {
          kind: fc.constant('usage' as const),
          command: fc.oneof(fc.constantFrom('glossary', 'session open'), nastyText),
          values: fc.dictionary(fc.constantFrom('term', 'when', 'count'), nastyText, {
            maxKeys: 3,
            noNullPrototype: true,
          }),
          typed: nastyText,
        },
        { requiredKeys: ['kind', 'command', 'values'] },
      ),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'strike' as const),
        children: inlineNodes,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('link' as const), url: nastyUrl, children: inlineNodes }),
    },
  );
  const block = fc.oneof(
    { depthSize: 'small', depthIdentifier: 'block', withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('paragraph' as const), children: inlineNodes }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('heading' as const), children: inlineNodes }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('code' as const), text: nastyText }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(richNodes, { maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('quote' as const), children: richNodes }) },
  );
  return { inline, block, rich: richNodes } as never;
});

export const anyInline: fc.Arbitrary<Inline> = tree.inline;
export const anyRichText: fc.Arbitrary<RichText> = tree.rich;

const anyId = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z]{3,8}\.[a-z]{3,8}(:[0-9]{1,6})?$/) },
  { weight: 1, arbitrary: fc.constantFrom('', 'same.id', 'same.id', `long.${'x'.repeat(200)}`) },
  { weight: 1, arbitrary: nastyText },
);

const anyButton: fc.Arbitrary<Button> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('action' as const),
      label: nastyText,
      style: fc.constantFrom('primary' as const, 'plain' as const, 'danger' as const),
      id: anyId,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('link' as const), label: nastyText, url: nastyUrl }),
  },
);

const anyChoice: fc.Arbitrary<Choice> = fc.record(
  { label: nastyText, value: fc.oneof(anyId, nastyText), description: nastyText },
  { requiredKeys: ['label', 'value'] },
);

const anyChoices = fc.array(anyChoice, { maxLength: 30 });

export const anyPart: fc.Arbitrary<Part> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('text' as const), text: anyRichText }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ name: nastyText, value: anyRichText }), { maxLength: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('note' as const), text: fc.array(anyInline, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'divider' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('picture' as const),
      name: nastyText,
      png: fc.uint8Array({ maxLength: 32 }),
      alt: nastyText,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('file' as const),
      name: nastyText,
      content: fc.uint8Array({ maxLength: 32 }),
      says: nastyText,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('buttons' as const),
      buttons: fc.oneof(fc.array(anyButton, { maxLength: 6 }), fc.array(anyButton, { maxLength: 32 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('select' as const),
        id: anyId,
        placeholder: nastyText,
        choices: anyChoices,
        selected: anyId,
      },
      { requiredKeys: ['kind', 'id', 'placeholder', 'choices'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('search' as const),
      id: anyId,
      placeholder: nastyText,
      first: anyChoices,
    }),
  },
);

/** Any message at all: empty, far too long, forty parts, thirty buttons, the same id twice. */
export const anyMessage: fc.Arbitrary<Message> = fc.record(
  {
    title: nastyText,
    discreet: fc.boolean(),
    parts: fc.oneof(
      { weight: 6, arbitrary: fc.array(anyPart, { maxLength: 6 }) },
      { weight: 1, arbitrary: fc.array(anyPart, { maxLength: 40 }) },
    ),
  },
  { requiredKeys: ['parts'] },
);

const optionName = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const described = nastyText.map((value) => value.slice(0, 100) || 'What to fill in');
const base = { description: described, label: nastyText, required: fc.boolean() };
const requiredKeys: ('description' | 'required')[] = ['description', 'required'];

const anyOption: fc.Arbitrary<Option> = fc.oneof(
  fc
    .record(
      {
        ...base,
        max: fc.constantFrom(1, 200, 6_000),
        lines: fc.constantFrom('one' as const, 'many' as const),
      },
      { requiredKeys: [...requiredKeys, 'max', 'lines'] },
    )
    .map((spec) => option.text(spec)),
  fc.record({ ...base }, { requiredKeys }).map((spec) => option.integer({ ...spec, min: -5, max: 99 })),
  fc
    .record(
      {
        ...base,
        choices: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), nastyText, {
          minKeys: 1,
          maxKeys: 25,
          noNullPrototype: true,
        }),
      },
      { requiredKeys: [...requiredKeys, 'choices'] },
    )
    .map((spec) => option.choice(spec)),
  fc.record({ ...base }, { requiredKeys }).map((spec) => option.member(spec)),
  fc.record({ ...base }, { requiredKeys }).map((spec) => option.mentionable(spec)),
  fc.record({ ...base }, { requiredKeys }).map((spec) => option.channel(spec)),
  fc.record({ ...base }, { requiredKeys }).map((spec) => option.dateTime(spec)),
);

/** A form of one to five fields, with anything at all standing in them. */
export const anyFormView: fc.Arbitrary<FormView> = fc
  .record({
    title: nastyText.map((value) => value.slice(0, 24)),
    submit: nastyText,
    fields: fc.dictionary(optionName, anyOption, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    id: anyId,
    value: nastyText,
  })
  .map(({ title, submit, fields, id, value }) => ({
    form: defineForm({
      name: 'test.form',
      title,
      submit,
      fields,
      answer: 'private',
      run: () => ({ parts: [] }),
    }) as never,
    id,
    values: Object.fromEntries(Object.keys(fields).map((name) => [name, value])),
  }));
