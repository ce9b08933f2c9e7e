import { describe, expect, test } from 'vitest';
import { button, link, menu, option, picture, row, section, shown, v2 } from '../../discord/payloads.ts';
import { body, chart, notes, tag, words } from './discord-sample.ts';

const drawn = (part: object): string => body(v2(part as never), { files: [chart, notes] });

describe('components', () => {
  test('a container has its accent at the edge', () => {
    const container = { type: 17, accent_color: 0x00_65_f2, components: [shown('in it')] };
    expect(tag(drawn(container), 'd-container')).toContain('border-left-color:#0065f2');
  });

  test('a covered container is out of reach until it is opened', () => {
    const container = { type: 17, spoiler: true, components: [shown('in it')] };
    expect(drawn(container)).toMatch(/inert.*in it.*<button[^>]*aria-label="Spoiler: show"/);
  });

  test('a section has a button beside its words', () => {
    expect(words(drawn(section()))).toBe('aGo');
  });

  test('a section has a picture beside its words', () => {
    const accessory = { type: 11, media: { url: 'attachment://chart.png' }, description: 'Own words' };
    expect(tag(drawn(section({ accessory })), '<img')).toContain('alt="Own words"');
  });

  test('a picture elsewhere is a link, since the page loads nothing from there', () => {
    const gallery = { type: 12, items: [picture({ description: 'A tree' })] };
    expect([drawn(gallery).includes('<img'), words(drawn(gallery))]).toEqual([
      false,
      'Picture elsewhere: A tree',
    ]);
  });

  test('a picture that did not come is told in words', () => {
    const gallery = { type: 12, items: [{ media: { url: 'attachment://lost.png' } }] };
    expect(words(drawn(gallery))).toContain('did not come with the message: attachment://lost.png');
  });

  test('a covered picture is out of reach until it is opened', () => {
    const gallery = { type: 12, items: [{ media: { url: 'attachment://chart.png' }, spoiler: true }] };
    expect(drawn(gallery)).toMatch(/inert.*<img.*<button[^>]*aria-label="Spoiler: show"/);
  });

  test('a file can be opened by its name', () => {
    const file = { type: 13, file: { url: 'attachment://notes.txt' } };
    expect(drawn(file)).toMatch(/<a [^>]*href="\/files[^>]*>notes.txt<\/a>/);
  });

  test.each([
    [{}, '<hr class="d-separator"/>'],
    [{ divider: false, spacing: 2 }, '<div class="d-separator d-separator-large"></div>'],
  ])('a separator %j has the line and room that it asks for', (more, expected) => {
    expect(drawn({ type: 14, ...more })).toContain(expected);
  });

  test.each([
    ['of an unknown type', { type: 99, odd: 'thing' }, 'not drawn: 99'],
    ['of an unknown type in a row', row({ type: 99, odd: 'thing' }), 'not drawn: 99'],
    ['that sells something', row({ type: 2, style: 6, odd: 'thing' }), 'not drawn: 2'],
  ])('a component %s is shown as not drawn, with its JSON', (_what, part, says) => {
    expect(words(drawn(part))).toMatch(new RegExp(`${says}.*"odd": "thing"`, 's'));
  });
});

describe('buttons', () => {
  test.each([1, 2, 3, 4])('a button of style %i looks its own way', (style) => {
    expect(tag(drawn(row(button({ style }))), '<button')).toContain(`d-button-${style}`);
  });

  test('a button shows its emoji', () => {
    expect(words(drawn(row(button({ emoji: { name: '🙂' } }))))).toBe('🙂 Go');
  });

  test('a button that is switched off cannot be pressed', () => {
    expect(tag(drawn(row(button({ disabled: true }))), '<button')).toContain(' disabled');
  });

  test('a link button opens beside the page, and says so', () => {
    expect(drawn(row(link()))).toMatch(
      /<a [^>]*target="_blank" rel="noopener noreferrer".*opens in a new tab/,
    );
  });

  test('a link button of another scheme is not a link', () => {
    expect(drawn(row(link({ url: 'discord://settings' })))).not.toContain('<a ');
  });
});

describe('selects', () => {
  const options = [option(0), option(1, { description: 'More' }), option(2, { default: true })];

  test('a select shows what is chosen', () => {
    expect(tag(drawn(row(menu({ options }))), 'value="v2"')).toContain('selected');
  });

  test('a select where nothing is chosen shows its placeholder, which cannot be picked', () => {
    const select = drawn(row(menu({ placeholder: 'Topic' })));
    expect(select).toMatch(/<option value disabled selected>Topic<\/option>/);
  });

  test('a select that may stay empty can be emptied', () => {
    expect(tag(drawn(row(menu({ options, min_values: 0 }))), '<option')).not.toContain('disabled');
  });

  test('an option has its description behind its label', () => {
    expect(words(drawn(row(menu({ options }))))).toContain('L1 — More');
  });

  test.each([
    [5, 'MemberSecond memberParley — app'],
    [6, '@Facilitators'],
    [7, 'MemberSecond memberParley — app@Facilitators'],
    [8, '#general#cell-1 — private'],
  ])('a select of type %i offers what the viewer knows', (type, offered) => {
    expect(words(drawn(row({ type, custom_id: 'who' })))).toBe(`Make a selection${offered}`);
  });

  test('a channel select that takes no text channels offers none', () => {
    expect(words(drawn(row({ type: 8, custom_id: 'where', channel_types: [2] })))).toBe('Make a selection');
  });

  test('where several can be picked there are boxes and a button, with what is chosen above them', () => {
    const select = drawn(row(menu({ options, max_values: 2 })));
    expect([words(select), select.match(/type="checkbox"/g)]).toEqual([
      'L2Make a selectionL0L1MoreL2Choose 1 to 2Done',
      expect.objectContaining({ length: 3 }),
    ]);
  });

  test('when as many as may be are ticked, the others cannot be', () => {
    const full = [option(0, { default: true }), option(1, { default: true }), option(2)];
    const boxes = drawn(row(menu({ options: full, max_values: 2 }))).match(/<input[^>]*>/g) ?? [];
    expect(boxes.map((box) => box.includes(' disabled'))).toEqual([false, false, true]);
  });
});

describe('embeds', () => {
  const embed = (more: object): string => body({ embeds: [more] });

  test('has its colour at the edge', () => {
    expect(tag(embed({ color: 255 }), 'd-embed')).toContain('border-left-color:#0000ff');
  });

  test('shows all its words in order', () => {
    const field = { name: 'Name', value: 'Value' };
    const all = { author: { name: 'Author' }, title: 'Title', description: 'Text', fields: [field] };
    expect(words(embed({ ...all, footer: { text: 'Foot' }, timestamp: '2026-11-23T18:00:00Z' }))).toBe(
      'AuthorTitleTextNameValueFoot • 13:00',
    );
  });

  test('a title with an address is one link, whatever stands in it', () => {
    const title = 'See https://example.com';
    expect(embed({ title, url: 'https://example.org' }).match(/<a /g)).toHaveLength(1);
  });

  test('are left out where the message says so', () => {
    expect(words(body({ content: 'a', flags: 4, embeds: [{ title: 'b' }] }))).toBe('a');
  });
});
