import type { TopLevelSpec } from 'vega-lite';
import type { Picture } from '../chat/reply.ts';
import { FONT, FONT_FILES, readMeasure, type TextMeasure } from './chart-font.ts';

/** Charts as PNG, 800 pixels wide, for a phone: large words, one column, nothing told by colour alone. */

export interface Bar {
  readonly label: string;
  /** 0 or more. */
  readonly value: number;
  /** What stands beside the bar, such as “12 of 30”. */
  readonly words: string;
  /** Carries a tick and stripes: the right answer, or what is looked at. */
  readonly marked?: boolean;
}

export interface BarChart {
  readonly name: string;
  readonly title: string;
  /** From the top; at least one. */
  readonly bars: readonly Bar[];
  /** The value of a bar that fills the row; otherwise the largest one does. */
  readonly max?: number;
  /** What the picture shows, in words. */
  readonly alt: string;
}

export interface LineChart {
  readonly name: string;
  readonly title: string;
  /** From left to right; at least one. Labels that would touch each other are left out. */
  readonly points: readonly { readonly label: string; readonly value: number }[];
  /** The top of the scale, which starts at 0; otherwise the largest value is near it. */
  readonly max?: number;
  readonly alt: string;
}

const WIDTH = 800;
const PADDING = 28;
const ROOM = WIDTH - 2 * PADDING;
const SIZE = 21;
const LINE = SIZE * 1.35;
const TITLE_SIZE = 26;
/** Between a bar and its words. */
const BESIDE = 14;
const INK = '#1f2328';
const FAINT = '#e6e9ed';
const BLUE = '#2563a8';
/** Stripes; the name of a pattern that `STRIPES` puts into the picture. */
const STRIPED = 'url(#stripes)';
const STRIPES = `<defs><pattern id="stripes" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="10" height="10" fill="#0b3d73"/><rect width="3" height="10" fill="#fff"/></pattern></defs>`;

/** Horizontal bars, each under its label. */
export async function barChart({ name, title, bars, max, alt }: BarChart): Promise<Picture> {
  const measure = await loadMeasure();
  const labels = bars.map(({ label, marked }) => measure.lines(marked ? `✓ ${label}` : label, SIZE, ROOM, 2));
  const beside = bars.map(({ words }) => measure.lines(words, SIZE, ROOM * 0.4, 1)[0] ?? '');
  const widest = Math.max(...beside.map((words) => measure.width(words, SIZE)));
  const full = max ?? (Math.max(...bars.map(({ value }) => value)) || 1);
  let height = 0;
  const values = bars.map(({ value, marked = false }, row) => {
    const label = labels[row] ?? [];
    const top = height + label.length * LINE;
    const bottom = top + 28;
    const begin = height;
    height = bottom + 22;
    const drawn = Math.min(Math.max(value, 0), full);
    return { begin, top, bottom, label, words: beside[row], value: drawn, full, marked };
  });
  const x = {
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, full] as number[], nice: false },
  } as const;
  const pixels = { type: 'quantitative', scale: null, axis: null } as const;
  const y = { ...pixels, field: 'top' } as const;
  const x2 = { value: 0 } as const;
  const y2 = { field: 'bottom' } as const;
  return draw(name, alt, measure, {
    ...frame(measure, title),
    width: ROOM - widest - BESIDE,
    height,
    data: { values },
    layer: [
      { mark: { type: 'rect', color: FAINT }, encoding: { y, y2, x2, x: { ...x, field: 'full' } } },
      {
        mark: { type: 'rect' },
        encoding: {
          y,
          y2,
          x2,
          x: { ...x, field: 'value' },
          color: {
            field: 'marked',
            type: 'nominal',
            legend: null,
            scale: { domain: [false, true], range: [BLUE, STRIPED] },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', baseline: 'top', lineHeight: LINE },
        encoding: { x: { value: 0 }, y: { ...pixels, field: 'begin' }, text: { field: 'label' } },
      },
      {
        mark: { type: 'text', align: 'left', baseline: 'middle', xOffset: BESIDE, yOffset: 14 },
        encoding: { y, x: { ...x, field: 'full' }, text: { field: 'words' } },
      },
    ],
  });
}

/** One line over equal steps, with its values where they fit. */
export async function lineChart({ name, title, points, max, alt }: LineChart): Promise<Picture> {
  const measure = await loadMeasure();
  const room = ROOM - 70;
  const each = room / Math.max(points.length, 1);
  const labels = points.map(({ label }) => measure.lines(label, SIZE, room / 2, 1)[0] ?? '');
  const widest = Math.max(...labels.map((label) => measure.width(label, SIZE)));
  const every = Math.max(1, Math.ceil((widest + 12) / each));
  const values = points.map(({ value }, place) => ({
    place,
    value,
    // Counted from the last one, which is the one that people look for.
    label: (points.length - 1 - place) % every === 0 ? labels[place] : '',
    words: each >= 56 ? String(Math.round(value * 10) / 10) : '',
  }));
  const top = max ?? (Math.max(...points.map(({ value }) => value)) || 1);
  return draw(name, alt, measure, {
    ...frame(measure, title),
    width: room,
    height: 320,
    data: { values },
    encoding: {
      x: {
        field: 'place',
        type: 'ordinal',
        scale: { type: 'point', padding: 0.5 },
        axis: {
          title: null,
          labelAngle: 0,
          labelOverlap: false,
          labelPadding: 12,
          ticks: false,
          labelExpr: `${JSON.stringify(values.map(({ label }) => label))}[datum.value]`,
        },
      },
      y: {
        field: 'value',
        type: 'quantitative',
        scale: { domain: [0, top], nice: max === undefined },
        axis: { title: null, tickCount: 4, labelPadding: 10, domain: false, ticks: false },
      },
    },
    layer: [
      { mark: { type: 'line', color: BLUE, strokeWidth: 4 } },
      { mark: { type: 'point', color: BLUE, filled: true, size: 140, opacity: 1 } },
      { mark: { type: 'text', dy: -20, clip: false }, encoding: { text: { field: 'words' } } },
    ],
  });
}

let measuring: Promise<TextMeasure> | undefined;
/** Read with the first chart, once. */
function loadMeasure(): Promise<TextMeasure> {
  measuring ??= readMeasure();
  return measuring;
}

/** What all charts share: a light ground of its own, so that dark modes do not swallow the words. */
function frame(measure: TextMeasure, title: string) {
  return {
    background: '#ffffff',
    padding: PADDING,
    autosize: { type: 'pad', contains: 'padding' },
    title: {
      text: measure.lines(title, TITLE_SIZE, ROOM, 2),
      anchor: 'start',
      frame: 'group',
      fontSize: TITLE_SIZE,
      fontWeight: 600,
      color: INK,
      offset: 22,
    },
    config: {
      font: FONT,
      view: { stroke: null },
      text: { fontSize: SIZE, color: INK },
      axis: {
        labelFontSize: SIZE,
        labelColor: INK,
        labelLimit: 0,
        gridColor: FAINT,
        domainColor: INK,
      },
    },
  } as const;
}

interface Measuring {
  readonly textMetrics: { width: (item: { readonly fontSize: number }, text: string) => number };
}

// Both libraries take a quarter of a second to load: most members never ask for a picture.
async function draw(name: string, alt: string, measure: TextMeasure, spec: TopLevelSpec): Promise<Picture> {
  const [vega, { compile }, { renderAsync }] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('@resvg/resvg-js'),
  ]);
  // Without a browser it only guesses how wide words are; its types leave this way to tell it out.
  (vega as unknown as Measuring).textMetrics.width = ({ fontSize }, text) => measure.width(text, fontSize);
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  const svg = (await view.toSVG()).replace(/(<svg[^>]*>)/, `$1${STRIPES}`);
  view.finalize();
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: FONT },
    fitTo: { mode: 'width', value: WIDTH },
  });
  return { kind: 'picture', name, png: image.asPng(), alt };
}
