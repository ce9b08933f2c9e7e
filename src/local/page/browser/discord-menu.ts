import { h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Drawn } from './discord-drawn.ts';
import type { MessageProps } from './props.ts';

type Entries = MessageProps['menu'];

const STEP: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** What else can be done with a message: a button, and the list that it opens. */
export function MessageMenu({ entries }: { entries: Entries }): Drawn {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = (): HTMLElement[] => [
    ...(whole.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];
  useLayoutEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const to = STEP[event.key]?.(all.indexOf(document.activeElement as HTMLElement), all.length);
    if (event.key === 'Escape') close();
    else if (to === undefined) return;
    else all[to]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (!whole.current?.contains(relatedTarget as Node | null)) setOpen(false);
  };
  return h('div', { class: 'd-menu', ref: whole, onFocusOut }, [
    h(
      'button',
      {
        type: 'button',
        class: 'd-menu-button',
        ref: button,
        'aria-label': 'More actions for this message',
        'aria-haspopup': 'menu',
        'aria-expanded': open ? 'true' : 'false',
        onClick: () => setOpen(!open),
      },
      h('span', { 'aria-hidden': 'true' }, '•••'),
    ),
    open
      ? h(
          'div',
          { class: 'd-menu-list', role: 'menu', 'aria-label': 'Actions', onKeyDown },
          entries.map(({ label, run }) => {
            const onClick = (): void => {
              close();
              run();
            };
            return h(
              'button',
              { key: label, type: 'button', role: 'menuitem', tabIndex: -1, onClick },
              label,
            );
          }),
        )
      : null,
  ]);
}
