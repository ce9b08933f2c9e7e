import { h, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandOnOffer } from '../../shared/screen.ts';
import type { Viewer } from './props.ts';

/** What both composers get. */
export interface ComposerProps {
  viewer: Viewer;
  /** The place as it is called there: `#general`, or who is at the other end. */
  placeName: string;
  /** Otherwise a line in words stands instead of an input. */
  writable: boolean;
  /** An act waits for its answer: one can type on, and send afterwards. */
  busy: boolean;
  /** What the member is offered there; entries of a message's menu are left alone. */
  offers: readonly CommandOnOffer[];
  /** An ordinary message. */
  say(text: string): void;
}

export const WAITING = 'Still waiting for the last answer';

/** The line where nothing can be typed. */
export const Closed = ({ placeName }: { placeName: string }): JSX.Element =>
  h('p', { class: 'c-closed' }, `You cannot send messages to ${placeName}.`);

/** Sends what stands there, for those who have no Enter at hand. */
export const SendButton = ({ label, onSend }: { label: string; onSend(): void }): JSX.Element =>
  h(
    'button',
    { class: 'c-send', type: 'button', 'aria-label': label, title: label, onClick: onSend },
    h('svg', { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': true }, [
      h('path', { d: 'M2 2.5v4.3L9 8l-7 1.2v4.3L15 8z', fill: 'currentColor' }),
    ]),
  );

/** What went wrong, or is waited for; in the document all the time, so that a change is read out. */
export const Note = ({ id, says }: { id: string; says: string }): JSX.Element =>
  h('p', { id, class: 'c-note', role: 'status' }, says);

/** Gives a function that moves the focus to an input, by id, as soon as it has been drawn. */
export function useFocus(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    const field = wanted.current === null ? null : document.getElementById(wanted.current);
    wanted.current = null;
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return (id) => {
    wanted.current = id;
  };
}
