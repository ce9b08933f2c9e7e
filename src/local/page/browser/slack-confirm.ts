/** What asks whether one is sure, before the app is told. */
import { h, type JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Fields, fields, isFields, text } from '../../shared/json.ts';
import type { Viewer } from './props.ts';
import { plainWords, textObject } from './slack-text.ts';

interface ConfirmProps {
  /** Slack's `confirm` object. */
  confirm: Fields;
  viewer: Viewer;
  yes(): void;
  no(): void;
}

export function Confirm({ confirm, viewer, yes, no }: ConfirmProps): JSX.Element {
  const id = useId();
  const deny = useRef<HTMLButtonElement>(null);
  useEffect(() => deny.current?.focus(), []);
  const style = text(confirm.style) === 'danger' ? 's-danger' : 's-primary';
  return h(
    'div',
    {
      ...{ class: 's-confirm', role: 'alertdialog' },
      ...{ 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        no();
      },
    },
    [
      h('div', { class: 's-bold', id: `${id}-title` }, plainWords(confirm.title)),
      h('div', { id: `${id}-text` }, textObject(confirm.text, viewer)),
      h('div', { class: 's-row' }, [
        h(
          'button',
          { type: 'button', class: 's-button', ref: deny, onClick: no },
          plainWords(confirm.deny) || 'Cancel',
        ),
        h(
          'button',
          { type: 'button', class: `s-button ${style}`, onClick: yes },
          plainWords(confirm.confirm) || 'Yes',
        ),
      ]),
    ],
  );
}

/** Does an act of an element at once, or hands it over to be asked about first. */
export function guarded(element: Fields, act: () => void, ask: (act: () => void) => void): void {
  if (isFields(element.confirm)) ask(act);
  else act();
}

/** For an element that may want to be asked about: `act` does something or asks first; `dialog` stands below it. */
export function useConfirm(element: Fields, viewer: Viewer) {
  const [waiting, setWaiting] = useState<{ act: () => void } | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const end = (): void => {
    setWaiting(null);
    from.current?.focus();
  };
  const dialog =
    waiting === null
      ? null
      : h(Confirm, {
          confirm: fields(element.confirm),
          viewer,
          no: end,
          yes: () => {
            end();
            waiting.act();
          },
        });
  return {
    dialog,
    act: (act: () => void): void =>
      guarded(element, act, (waits) => {
        from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
        setWaiting({ act: waits });
      }),
  };
}
