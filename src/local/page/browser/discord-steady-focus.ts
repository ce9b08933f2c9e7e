import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Control {
  id: string;
  words: string;
}

const CONTROL = '[data-control]';
const controlOf = (element: HTMLElement): Control => ({
  id: element.dataset.control!,
  words: element.textContent,
});

/**
 * Gives the focus back after an edit, where the control that had it was replaced by one with the same words
 * or id, or was switched off while the app answered. Gives the reference for the element around the controls.
 */
export function useSteadyFocus(busy: boolean): RefObject<HTMLDivElement | null> {
  const whole = useRef<HTMLDivElement>(null);
  const held = useRef<Control | undefined>(undefined);
  const wasBusy = useRef(false);
  // Nothing of the new state is on the page yet while it is being drawn.
  if (whole.current) {
    const active = document.activeElement;
    const control = whole.current.contains(active) ? active?.closest<HTMLElement>(CONTROL) : undefined;
    if (control) held.current = controlOf(control);
    else if (active !== document.body || !wasBusy.current) held.current = undefined;
  }
  wasBusy.current = busy;
  useLayoutEffect(() => {
    const before = held.current;
    if (before === undefined || whole.current === null || document.activeElement !== document.body) return;
    const all = [...whole.current.querySelectorAll<HTMLElement>(`${CONTROL}:not(:disabled)`)];
    const same = (fits: (now: Control) => boolean) => all.find((each) => fits(controlOf(each)));
    const next =
      same(({ id, words }) => id === before.id && words === before.words) ??
      same(({ words }) => words === before.words) ??
      same(({ id }) => id === before.id);
    next?.focus({ preventScroll: true });
  });
  return whole;
}
