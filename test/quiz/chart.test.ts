import { renderAsync } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/chat/reply.ts';
import { type Bar, barChart, lineChart } from '../../src/quiz/chart.ts';

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** How many pixels of a part of the picture are of this kind. */
  count(is: (red: number, green: number, blue: number) => boolean, from?: number): number;
}

/** A PNG drawn once more, this time to be looked at. */
async function pixelsOf({ png }: Picture): Promise<Pixels> {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const href = `data:image/png;base64,${bytes.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`;
  const { pixels } = await renderAsync(svg);
  return {
    width,
    height,
    count(is, from = 0) {
      let found = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if ((at / 4) % width >= from && is(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)) found++;
      }
      return found;
    },
  };
}

const isInk = (red: number, green: number, blue: number): boolean => red < 90 && green < 90 && blue < 90;
const isBar = (red: number, _: number, blue: number): boolean => red < 60 && blue > 140;
const isStripe = (red: number, _: number, blue: number): boolean => red < 30 && blue > 90 && blue < 140;

const bars = (...some: readonly Partial<Bar>[]): Promise<Picture> =>
  barChart({
    name: 'chart.png',
    title: '',
    max: 30,
    alt: 'Some bars',
    bars: some.map((bar) => ({ label: '', value: 0, words: '', ...bar })),
  });
const inkOf = async (picture: Picture): Promise<number> => (await pixelsOf(picture)).count(isInk);
const LONG = 'Any third person in the room makes it mediation, whatever that person does there';

describe('a bar chart', () => {
  test('shows its words: the same chart without them has no ink', async () => {
    expect(await inkOf(await bars({ value: 12 }))).toBe(0);
    expect(await inkOf(await bars({ value: 12, label: 'Mediation' }))).toBeGreaterThan(200);
    expect(await inkOf(await bars({ value: 12, words: '12 of 30' }))).toBeGreaterThan(200);
  });

  test('carries its name and says in words what it shows', async () => {
    expect(await bars({ value: 1 })).toMatchObject({ kind: 'picture', name: 'chart.png', alt: 'Some bars' });
  });

  test('draws twice the value twice as long, and nothing for nothing', async () => {
    const [none, ten, twenty] = await Promise.all(
      [0, 10, 20].map(async (value) => (await pixelsOf(await bars({ value }))).count(isBar)),
    );
    expect(none).toBe(0);
    expect(twenty! / ten!).toBeCloseTo(2, 1);
  });

  test('marks a bar by a tick and stripes, so that colour tells nothing alone', async () => {
    const [plain, marked] = await Promise.all([
      bars({ value: 30, label: 'B' }),
      bars({ value: 30, label: 'B', marked: true }),
    ]);
    const seen = await pixelsOf(marked);
    const whole = (await pixelsOf(plain)).count(isBar);
    expect(seen.count(isBar)).toBeLessThan(whole / 10);
    expect(seen.count(isStripe)).toBeGreaterThan(whole * 0.5);
    expect(seen.count(isStripe)).toBeLessThan(whole * 0.8);
    expect(await inkOf(marked)).toBeGreaterThan(await inkOf(plain));
  });

  test.each([
    ['another script', '中', '□'],
    ['an emoji of many characters, once', '👩‍👩‍👧', '□'],
    ['invisible characters, not at all', 'a\u200b\u202eb', 'ab'],
  ])('shows in a visible way what the font lacks: %s', async (_, label, shown) => {
    expect(await bars({ label })).toEqual(await bars({ label: shown }));
    expect(await inkOf(await bars({ label }))).toBeGreaterThan(0);
  });

  test.each([
    ['words', `${LONG} and for as long as the meeting lasts. `.repeat(5)],
    ['one word', 'W'.repeat(500)],
  ])('keeps long %s inside the picture', async (_, text) => {
    const picture = await pixelsOf(await bars({ label: text, words: text, value: 30 }));
    expect(picture.width).toBe(800);
    expect(picture.count(isInk)).toBeGreaterThan(1000);
    expect(picture.count(isInk, 775)).toBe(0);
  });

  test('takes words as they are, whatever they mean elsewhere', async () => {
    expect(await inkOf(await bars({ label: '</text><rect/> & "x" \\n' }))).toBeGreaterThan(200);
  });

  test('stays below 100 kB with five long options', async () => {
    const all = Array.from({ length: 5 }, (_, value) => ({
      label: LONG,
      words: `${value} of 30`,
      value,
      marked: value === 2,
    }));
    expect((await bars(...all)).png.length).toBeLessThan(100_000);
  });
});

describe('a line chart', () => {
  const line = (values: readonly number[], label = (place: number) => `${place} Nov`) =>
    lineChart({
      name: 'line.png',
      title: 'Right answers in per cent',
      alt: 'A line',
      points: values.map((value, place) => ({ label: label(place), value })),
    });

  test('shows its words and stays below 100 kB', async () => {
    const picture = await line([10, 40, 35, 80, 90, 100]);
    expect(picture.png.length).toBeLessThan(100_000);
    expect(await inkOf(picture)).toBeGreaterThan(
      (await inkOf(await line([10, 40, 35, 80, 90, 100], () => ''))) + 200,
    );
  });

  test('leaves out labels where there is no room for all', async () => {
    const many = Array.from({ length: 60 }, (_, place) => place);
    const all = await line(many, () => '59 Nov');
    expect(all).toEqual(await line(many, (place) => ((59 - place) % 8 === 0 ? '59 Nov' : '')));
  });

  test.each([[[]], [[0]], [[50]], [[0, 0]]])('is drawn of few points too: %j', async (values) => {
    expect((await pixelsOf(await line(values))).width).toBe(800);
  });
});
