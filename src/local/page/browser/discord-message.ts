import { h } from 'preact';
import { pinged } from '../../discord/pings.ts';
import { fields } from '../../shared/json.ts';
import type { PersonOnScreen } from '../../shared/screen.ts';
import type { Drawn } from './discord-drawn.ts';
import { MessageMenu } from './discord-menu.ts';
import { Payload } from './discord-payload.ts';
import type { Scene } from './discord-scene.ts';
import { drawTime, sentText } from './discord-time.ts';
import type { BodyProps, MessageProps, Viewer } from './props.ts';

/** A whole message as Discord's client shows it. */
export function MessageView(props: MessageProps): Drawn {
  const { message, viewer, busy, failure, menu } = props;
  const author = personOf(message.author, viewer);
  const pings = pinged(fields(message.payload), message.origin ? 'interaction' : 'message');
  const scene: Scene = { ...props, ...message, callsEveryone: pings.everyone };
  const called = pings.everyone || pings.users.includes(viewer.me);
  const sent = sentText(message.at, viewer);
  return h(
    'article',
    {
      class: ['discord d-message', called ? 'd-called' : '', message.private ? 'd-private' : '']
        .join(' ')
        .trim(),
      'aria-label': `${author.name}, ${sent}`,
      'aria-busy': busy ? 'true' : undefined,
    },
    [
      message.origin ? drawOrigin(message.origin, viewer) : null,
      drawAvatar(author, 'd-avatar'),
      h('div', { class: 'd-main' }, [
        h('header', { class: 'd-head' }, [
          h('span', { class: 'd-author' }, author.name),
          author.app ? h('span', { class: 'd-app' }, 'APP') : null,
          drawTime(message.at, sent, viewer, 'd-when'),
        ]),
        message.loading ? drawThinking(author) : h(Payload, { payload: message.payload, scene }),
        message.edited && !message.loading ? h('span', { class: 'd-edited' }, '(edited)') : null,
        message.private ? drawPrivate() : null,
        // It stands there while the app is asked, so that a screen reader tells what appears in it.
        busy || failure !== '' ? h('div', { class: 'd-failure', role: 'status' }, failure) : null,
      ]),
      menu.length > 0 ? h(MessageMenu, { entries: menu }) : null,
    ],
  );
}

/** A card without a message around it. */
export function BodyView(props: BodyProps): Drawn {
  const { payload } = props;
  const callsEveryone = pinged(fields(payload), 'interaction').everyone;
  return h(
    'div',
    { class: 'discord d-body' },
    h(Payload, { payload, scene: { ...props, version: 0, callsEveryone } }),
  );
}

type Named = Pick<PersonOnScreen, 'id' | 'name' | 'app'>;

const personOf = (id: string, { people }: Viewer): Named =>
  people.find((each) => each.id === id) ?? { id, name: 'Unknown member', app: false };

/** How many colours the stylesheet has for avatars. */
const COLOURS = 6;

function drawAvatar({ id, name }: Named, size: string): Drawn {
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? '');
  const colour = [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 997, 7) % COLOURS;
  return h(
    'span',
    { class: `${size} d-avatar-${colour}`, 'aria-hidden': 'true' },
    initials.slice(0, 2).join('').toUpperCase(),
  );
}

function drawOrigin({ by, says }: { by: string; says: string }, viewer: Viewer): Drawn {
  const member = personOf(by, viewer);
  return h('div', { class: 'd-origin' }, [
    drawAvatar(member, 'd-avatar-small'),
    h('span', { class: 'd-origin-name' }, member.name),
    ' used ',
    h('span', { class: 'd-mention' }, says),
  ]);
}

const drawThinking = ({ name }: Named): Drawn =>
  h('div', { class: 'd-thinking' }, [
    h('span', { class: 'd-dots', 'aria-hidden': 'true' }, [h('i', null), h('i', null), h('i', null)]),
    `${name} is thinking…`,
  ]);

const EYE = 'M1 8c2-4 5-5.5 7-5.5S13 4 15 8c-2 4-5 5.5-7 5.5S3 12 1 8z';

const drawPrivate = (): Drawn =>
  h('div', { class: 'd-only-you' }, [
    h('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' }, [
      h('path', { d: EYE, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }),
      h('circle', { cx: 8, cy: 8, r: 2.2, fill: 'currentColor' }),
    ]),
    'Only you can see this',
  ]);
