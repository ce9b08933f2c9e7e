import { type ComponentChildren, h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Drawn } from './discord-drawn.ts';

/** Whether something hidden was opened, and where the focus goes then, since the button that opened it is gone. */
function useReveal() {
  const [open, setOpen] = useState(false);
  const shown = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (open) shown.current?.focus({ preventScroll: true });
  }, [open]);
  return { open, reveal: () => setOpen(true), shown };
}

/** `||words||`: as wide as the words, which nobody can read before they press it. */
export function Spoiler({ plain, children }: { plain: string; children?: ComponentChildren }): Drawn {
  const { open, reveal, shown } = useReveal();
  if (open) return h('span', { class: 'd-spoiler-open', tabIndex: -1, ref: shown }, children);
  const attributes = { type: 'button', class: 'd-spoiler', 'aria-label': 'Spoiler: show', onClick: reveal };
  return h('button', attributes, h('span', { class: 'd-unseen' }, plain));
}

/** A container, picture or file marked as a spoiler: blurred and out of reach until it is opened. */
export function Cover({ children }: { children?: ComponentChildren }): Drawn {
  const { open, reveal, shown } = useReveal();
  if (open) return h('div', { class: 'd-uncovered', tabIndex: -1, ref: shown }, children);
  return h('div', { class: 'd-covered' }, [
    h('div', { class: 'd-blurred', inert: true }, children),
    h(
      'button',
      { type: 'button', class: 'd-cover', 'aria-label': 'Spoiler: show', onClick: reveal },
      h('span', { class: 'd-cover-word' }, 'Spoiler'),
    ),
  ]);
}
