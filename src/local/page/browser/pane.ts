import { h, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlaceOnScreen, Screen } from '../../shared/screen.ts';
import { clockText, dateText } from '../../shared/times.ts';
import { NAMES } from '../wire.ts';
import { cityOf } from './clock-panel.ts';
import { DiscordComposer } from './discord-composer.ts';
import { DRAWINGS } from './drawings.ts';
import { Messages } from './messages.ts';
import { actsOn, fileUrl, type PaneModel } from './pane-model.ts';
import type { Inspected, Viewer } from './props.ts';
import { SlackComposer } from './slack-composer.ts';

export interface PaneProps {
  readonly model: PaneModel;
  /** Shown where there is room for one platform only. */
  readonly shown: boolean;
  inspect(what: Inspected): void;
}

/** One platform's window, as one of its members has it in front of them. */
export function Pane({ model, shown, inspect }: PaneProps): JSX.Element {
  const { side, screen } = model.state;
  const name = NAMES[side];
  const inside = screen
    ? h(Window, { key: 'window', model, screen, inspect })
    : h('p', { key: 'wait', class: 'p-wait', role: 'status' }, model.state.notice || 'Connecting…');
  return h(
    'section',
    { class: `p-pane ${side}`, 'aria-label': name, 'data-shown': shown ? '' : undefined },
    h(Head, { key: 'head', model }),
    inside,
  );
}

function Head({ model }: { model: PaneModel }): JSX.Element {
  const { side, members, member, screen } = model.state;
  const me = screen?.people.find(({ id }) => id === member);
  const time = me && `${dateText(nowOf(model), me.zone)}, ${clockText(nowOf(model), me.zone)}`;
  return h('header', { class: 'p-title-bar' }, [
    h('h2', { key: 'name' }, NAMES[side]),
    h('label', { key: 'who', class: 'p-who' }, [
      h('span', { key: 'label' }, 'You are '),
      h(
        'select',
        {
          key: 'select',
          value: member,
          onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
            void model.become(currentTarget.value),
        },
        Object.entries(members).map(([name, id]) => h('option', { key: id, value: id }, name)),
      ),
    ]),
    time && h('span', { key: 'time', class: 'p-local' }, `${time} in ${cityOf(me.zone)}`),
  ]);
}

/** The clock on the member's screen goes on between two looks. */
const nowOf = ({ state: { screen, asked } }: PaneModel): number => (screen?.now ?? 0) + (Date.now() - asked);

function viewerOf(model: PaneModel, screen: Screen): Viewer {
  const { people, roles } = screen;
  // What is said in a conversation is no part of its name: drawings hang on this.
  const places = screen.places.map(({ latest: _, ...place }) => place);
  const zone = people.find(({ id }) => id === screen.me)?.zone ?? 'UTC';
  return { me: screen.me, zone, now: nowOf(model), people, roles, places };
}

interface WindowProps {
  readonly model: PaneModel;
  readonly screen: Screen;
  inspect(what: Inspected): void;
}

function Window({ model, screen, inspect }: WindowProps): JSX.Element {
  const { side, notice } = model.state;
  const viewer = viewerOf(model, screen);
  const place = screen.places.find(({ id }) => id === screen.place);
  const hasHome = side === 'slack' && place?.kind === 'direct';
  const inside = useRef<HTMLDivElement>(null);
  useFocusBack(screen.form?.id, inside);
  return h('div', { class: 'p-window' }, [
    h(
      'div',
      { key: 'inside', ref: inside, class: 'p-inside', inert: screen.form !== null },
      h(Places, { key: 'places', model, screen }),
      h('div', { key: 'talk', class: 'p-talk' }, [
        h('div', { key: 'title', class: 'p-title' }, [
          h('h3', { key: 'name' }, place ? nameOf(place) : ''),
          hasHome && h(Tabs, { key: 'tabs', model }),
        ]),
        hasHome && model.state.tab === 'home'
          ? h(Home, { key: 'home', model, screen, viewer, inspect })
          : h(Messages, { key: `messages ${screen.place}`, model, screen, viewer, inspect }),
        !screen.connected &&
          h('p', { key: 'away', class: 'p-notice', role: 'status' }, 'The app is not connected just now.'),
        notice && h('p', { key: 'notice', class: 'p-notice', role: 'status' }, notice),
        place && h(Composer, { key: 'composer', model, viewer, place }),
      ]),
    ),
    screen.form && h(OpenForm, { key: `form ${screen.form.id}`, model, screen, viewer }),
  ]);
}

/** When a form closes, the focus goes back to what it came from, or to the composer. */
function useFocusBack(form: string | undefined, inside: { current: HTMLDivElement | null }): void {
  const from = useRef<Element | null>(null);
  const open = form !== undefined;
  if (!open) from.current = document.activeElement;
  useLayoutEffect(() => {
    if (!open) return undefined;
    const before = from.current;
    return () => {
      // Once the page has drawn: until then what it goes back to cannot take it.
      setTimeout(() => {
        const within =
          before instanceof HTMLElement && before.isConnected && inside.current?.contains(before);
        const composer = inside.current?.querySelector<HTMLElement>(
          '.p-composer input, .p-composer textarea',
        );
        (within && before.matches(':enabled, [tabindex]') ? before : composer)?.focus();
      });
    };
  }, [open]);
}

const SIGN = { channel: '#', private: '#', direct: '@' } as const;
const nameOf = ({ kind, name }: PlaceOnScreen): string => `${kind === 'direct' ? '' : '#'}${name}`;

function Places({ model, screen }: { model: PaneModel; screen: Screen }): JSX.Element {
  const { seen, member } = model.state;
  const items = screen.places.map((place) => {
    const open = place.id === screen.place;
    const unread = !open && place.latest !== '' && seen[`${member} ${place.id}`] !== place.latest;
    return h('li', { key: place.id }, [
      h(
        'button',
        {
          key: 'open',
          type: 'button',
          'aria-current': open ? 'page' : undefined,
          class: unread ? 'p-unread' : undefined,
          onClick: () => void model.open(place.id),
        },
        h('span', { key: 'sign', 'aria-hidden': 'true' }, SIGN[place.kind]),
        ` ${place.name}`,
        place.kind === 'private' && h('span', { key: 'private', class: 'p-private' }, ' private'),
        unread && h('span', { key: 'new', class: 'p-new' }, ' new'),
      ),
    ]);
  });
  return h(
    'nav',
    { class: 'p-places', 'aria-label': `Conversations on ${NAMES[model.state.side]}` },
    h('ul', {}, items),
  );
}

function Tabs({ model }: { model: PaneModel }): JSX.Element {
  const { tab } = model.state;
  const button = (name: typeof tab, words: string, run: () => unknown): JSX.Element =>
    h('button', { key: name, type: 'button', 'aria-pressed': tab === name, onClick: run }, words);
  return h('div', { class: 'p-tabs', role: 'group', 'aria-label': 'Pages of the app' }, [
    button('home', 'Home', () => void model.openHome()),
    button('messages', 'Messages', () => model.set({ tab: 'messages' })),
  ]);
}

interface InsideProps extends WindowProps {
  readonly viewer: Viewer;
}

function Home({ model, screen, viewer, inspect }: InsideProps): JSX.Element {
  const { home } = screen;
  const { Body } = DRAWINGS[model.state.side];
  const inside = home
    ? [
        h(Body, {
          key: home.id,
          payload: home.payload,
          files: [],
          viewer,
          file: fileUrl(model),
          acts: actsOn(model, home.id),
          busy: model.state.busy === home.id,
        }),
        h(
          'p',
          { key: 'inspect' },
          h(
            'button',
            {
              type: 'button',
              onClick: () => inspect({ title: 'Home tab, Slack', kind: 'view', payload: home.payload }),
            },
            'Inspect the payload',
          ),
        ),
      ]
    : h('p', { class: 'p-empty' }, 'The app has not shown anything here yet.');
  return h('div', { class: 'p-home', tabIndex: 0, role: 'region', 'aria-label': 'Home' }, inside);
}

interface ComposerProps {
  readonly model: PaneModel;
  readonly viewer: Viewer;
  readonly place: PlaceOnScreen;
}

function Composer({ model, viewer, place }: ComposerProps): JSX.Element {
  const { side, offers, busy } = model.state;
  const common = {
    ...{ viewer, offers, placeName: nameOf(place), writable: place.writable, busy: busy === 'composer' },
    say: (text: string) => void model.say(text),
  };
  return h(
    'div',
    { class: 'p-composer' },
    side === 'slack'
      ? h(SlackComposer, { key: place.id, ...common, run: (typed: string) => void model.run(typed) })
      : h(DiscordComposer, {
          key: place.id,
          ...common,
          run: (command, options) => void model.run(command, options),
          complete: (command, options, focused) => model.complete(command, options, focused),
        }),
  );
}

function OpenForm({
  model,
  screen,
  viewer,
}: {
  model: PaneModel;
  screen: Screen;
  viewer: Viewer;
}): JSX.Element {
  const form = screen.form!;
  const { side, errors, busy } = model.state;
  const { Form } = DRAWINGS[side];
  return h(
    'div',
    { class: 'p-over' },
    h(Form, {
      form,
      viewer,
      errors,
      busy: busy === form.id,
      submit: (values) => void model.submit(form.id, values),
      close: () => void model.close(form.id),
      click: (control) => void model.click(form.id, control),
      suggest: (control, typed) => model.suggest(form.id, control, typed),
    }),
  );
}
