/** A message as Slack's client shows it. */
import { h, type JSX } from 'preact';
import { fields } from '../../shared/json.ts';
import type { MessageOnScreen } from '../../shared/screen.ts';
import { clockText, fullText } from '../../shared/times.ts';
import type { MessageProps, Viewer } from './props.ts';
import { Content } from './slack-body.ts';
import { useKeptFocus } from './slack-focus.ts';
import { Menu } from './slack-popup.ts';
import type { Setting } from './slack-setting.ts';

/** How many colours the avatars have; the drawing's styles hold them. */
const COLOURS = 6;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word)
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('');

/** The same for the same person, whoever looks. */
const colourOf = (id: string): number =>
  [...id].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9973, 7) % COLOURS;

function Head({ message, viewer }: { message: MessageOnScreen; viewer: Viewer }): JSX.Element {
  const author = viewer.people.find(({ id }) => id === message.author);
  const at = new Date(message.at);
  return h('div', { class: 's-head' }, [
    h('span', { class: 's-author' }, author?.name ?? message.author),
    author?.app ? h('span', { class: 's-app' }, 'APP') : null,
    h(
      'time',
      { class: 's-time', datetime: at.toISOString(), title: fullText(message.at, viewer.zone) },
      clockText(message.at, viewer.zone),
    ),
  ]);
}

export function Message({ message, viewer, file, acts, busy, failure, menu }: MessageProps): JSX.Element {
  const kept = useKeptFocus<HTMLElement>(busy);
  const author = viewer.people.find(({ id }) => id === message.author);
  const name = author?.name ?? message.author;
  const setting: Setting = { viewer, file, files: message.files, busy, ...acts };
  const label = `${name}, ${clockText(message.at, viewer.zone)}`;
  return h(
    'article',
    {
      class: `slack s-message${message.private ? ' s-private' : ''}`,
      ...{ 'aria-label': label, 'aria-busy': busy, tabIndex: -1, ...kept },
    },
    [
      message.private ? h('div', { class: 's-only' }, 'Only visible to you') : null,
      h(
        'div',
        { class: `s-avatar s-colour-${colourOf(message.author)}`, 'aria-hidden': true },
        initials(name),
      ),
      h('div', { class: 's-main' }, [
        h(Head, { message, viewer }),
        message.loading
          ? h('div', { class: 's-loading' }, 'Waiting for the answer…')
          : h(Content, { payload: fields(message.payload), setting }),
        message.edited ? h('span', { class: 's-edited' }, '(edited)') : null,
        failure ? h('div', { class: 's-failure', role: 'status' }, failure) : null,
      ]),
      menu.length === 0
        ? null
        : h(
            'div',
            { class: 's-tools' },
            h(Menu, {
              ...{ label: 'More actions for this message', entries: menu, disabled: false },
              ...{ class: 's-more', children: h('span', { 'aria-hidden': true }, '⋮') },
            }),
          ),
    ],
  );
}
