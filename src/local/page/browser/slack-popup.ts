/** What opens over a message and closes again: menus and lists. */
import { type ComponentChildren, h, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface MenuEntry {
  label: string;
  description?: string;
  run(): void;
}

interface MenuProps {
  /** What the button says to those who do not see it. */
  label: string;
  entries: readonly MenuEntry[];
  disabled: boolean;
  class: string;
  children: ComponentChildren;
}

const STEPS: Readonly<Record<string, (at: number, of: number) => number>> = {
  ArrowDown: (at, of) => (at + 1) % of,
  ArrowUp: (at, of) => (at - 1 + of) % of,
  Home: () => 0,
  End: (_, of) => of - 1,
};

/** Whether the focus goes from an element to somewhere outside it. */
export const leaves = (event: FocusEvent & { currentTarget: HTMLElement }): boolean =>
  !(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget));

/** A press on what opened does not take the focus away from it, which would close it before the click arrives. */
export const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** A button that opens a menu; arrows go through it, Escape closes it. */
export function Menu({ label, entries, disabled, class: face, children }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    const step = STEPS[event.key];
    if (event.key === 'Escape') close();
    else if (step) {
      const all = items();
      all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
    } else return;
    event.preventDefault();
    // A form around it stays open.
    event.stopPropagation();
  };
  return h(
    'div',
    {
      class: 's-popup',
      ref: root,
      onKeyDown,
      onFocusOut: (event: FocusEvent & { currentTarget: HTMLElement }) => {
        if (leaves(event)) setOpen(false);
      },
    },
    [
      h(
        'button',
        {
          ...{ type: 'button', class: face, disabled, 'aria-label': label },
          ...{ 'aria-haspopup': 'menu', 'aria-expanded': open, onClick: () => setOpen(!open) },
        },
        children,
      ),
      open
        ? h(
            'div',
            { class: 's-menu', role: 'menu', 'aria-label': label, onMouseDown: keepFocus },
            entries.map((entry) =>
              h(
                'button',
                {
                  ...{ type: 'button', role: 'menuitem', tabIndex: -1, class: 's-menu-entry' },
                  onClick: () => {
                    close();
                    entry.run();
                  },
                },
                [entry.label, entry.description ? h('small', null, entry.description) : null],
              ),
            ),
          )
        : null,
    ],
  );
}
