import { h, type JSX } from 'preact';
import { NAMES, type Preview, SIDES } from '../wire.ts';
import { DRAWINGS } from './drawings.ts';
import type { ControlActs, Viewer } from './props.ts';

const nobody: ControlActs = { click() {}, select() {}, suggest: async () => [] };

/** The cards of one content file on both platforms, as they would reach members; nothing is connected to them. */
export function PreviewPage({
  preview,
  zone,
  now,
}: {
  preview: Preview;
  zone: string;
  now: number;
}): JSX.Element {
  const viewer: Viewer = { me: '', zone, now, people: [], roles: [], places: [] };
  const head = h('header', { key: 'head', class: 'p-bar' }, [
    h('h1', { key: 'title' }, `Preview of ${preview.file}`),
    h(
      'span',
      { key: 'aside', class: 'p-aside' },
      'It is drawn anew whenever you save. Buttons do nothing here.',
    ),
  ]);
  if ('problem' in preview) {
    return h('div', { class: 'page' }, [
      head,
      h('main', { key: 'main', class: 'p-problem', role: 'alert' }, h('pre', {}, preview.problem)),
    ]);
  }
  const cards = preview.cards.map(({ says, payloads }, index) =>
    h('section', { key: `${index} ${says}`, class: 'p-card' }, [
      h('h2', { key: 'says' }, says),
      h(
        'div',
        { key: 'sides', class: 'p-card-sides' },
        SIDES.map((side) =>
          h('article', { key: side, class: side, 'aria-label': NAMES[side] }, [
            h('h3', { key: 'name' }, NAMES[side]),
            h(DRAWINGS[side].Body, {
              key: 'body',
              ...{ payload: payloads[side], files: [], viewer, acts: nobody, busy: false },
              file: () => '',
            }),
          ]),
        ),
      ),
    ]),
  );
  return h('div', { class: 'page' }, [head, h('main', { key: 'main', class: 'p-cards' }, cards)]);
}
