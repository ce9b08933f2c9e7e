import { h, type JSX } from 'preact';

/** Stands for what this drawing does not know, so that nothing is left out in silence. */
export const Undrawn = ({ kind, value }: { kind: string; value: unknown }): JSX.Element =>
  h('div', { class: 's-undrawn' }, [
    h('span', null, `not drawn: ${kind || 'something without a type'}`),
    h('details', null, [h('summary', null, 'JSON'), h('pre', null, JSON.stringify(value, null, 2))]),
  ]);
