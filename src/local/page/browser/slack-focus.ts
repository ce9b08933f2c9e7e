import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the keyboard's place in what is drawn anew: controls that are disabled while an act waits lose the focus, and
 * get it back; where the control is gone, the whole gets it (it must be able to).
 */
export function useKeptFocus<T extends HTMLElement>(
  busy: boolean,
): {
  ref: RefObject<T | null>;
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
} {
  const ref = useRef<T>(null);
  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const had = last.current;
    const at = document.activeElement;
    const isLost = at === null || at === document.body;
    // What has the keyboard meanwhile, such as a form that opened, keeps it.
    if (!isLost && ref.current?.contains(at) === false) last.current = null;
    if (busy || had === null || !isLost) return;
    if (had.isConnected) had.focus();
    else ref.current?.focus();
  });
  return {
    ref,
    onFocusIn: ({ target }) => {
      last.current = target as HTMLElement;
    },
    onFocusOut: ({ target, relatedTarget }) => {
      const had = target as HTMLElement;
      // A member who goes elsewhere is not fetched back. Whether the control is gone shows once all is drawn.
      if (relatedTarget !== null) last.current = null;
      else
        queueMicrotask(() => {
          if (last.current === had && had.isConnected && !had.matches(':disabled')) last.current = null;
        });
    },
  };
}
