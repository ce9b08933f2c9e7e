import { h } from 'preact';
import type { Drawn } from './discord-drawn.ts';

/** What this drawing does not know, with all that was sent, so that nothing is lost. */
export const notDrawn = (type: unknown, payload: unknown): Drawn =>
  h('details', { class: 'd-not-drawn' }, [
    h('summary', null, `not drawn: ${String(type)}`),
    h('pre', null, h('code', null, JSON.stringify(payload, null, 2))),
  ]);
