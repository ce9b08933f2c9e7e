import { h, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageOnScreen, Screen } from '../../shared/screen.ts';
import { NAMES } from '../wire.ts';
import { DRAWINGS } from './drawings.ts';
import { same } from './kept.ts';
import { actsOn, fileUrl, type PaneModel } from './pane-model.ts';
import type { Inspected, MessageProps, Viewer } from './props.ts';

interface MessagesProps {
  readonly model: PaneModel;
  readonly screen: Screen;
  readonly viewer: Viewer;
  inspect(what: Inspected): void;
}

/** What is said in the open conversation. */
export function Messages({ model, screen, viewer, inspect }: MessagesProps): JSX.Element {
  const { busy, failures, offers } = model.state;
  const list = useRef<HTMLDivElement>(null);
  const newest = screen.messages.at(-1);
  const mark = `${newest?.id} ${newest?.version} ${screen.messages.length}`;
  // The newest is what one waits for.
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [mark]);

  const messages = screen.messages.map((message) =>
    h(Row, {
      key: message.id,
      ...{ model, inspect, message, viewer, offers },
      busy: busy === message.id,
      failure: failures[message.id] ?? '',
    }),
  );
  return h(
    'div',
    { ref: list, class: 'p-messages', role: 'log', tabIndex: 0, 'aria-label': 'Messages' },
    messages.length > 0 ? messages : h('p', { class: 'p-empty' }, 'Nothing has been said here yet.'),
  );
}

interface RowProps {
  readonly model: PaneModel;
  readonly message: MessageOnScreen;
  readonly viewer: Viewer;
  readonly offers: PaneModel['state']['offers'];
  readonly busy: boolean;
  readonly failure: string;
  inspect(what: Inspected): void;
}

/** A message, drawn anew only where something that it shows has changed: most of what changes is elsewhere. */
function Row(props: RowProps): JSX.Element {
  const last = useRef<{ readonly props: RowProps; readonly drawn: JSX.Element }>(undefined);
  if (!last.current || !looksSame(last.current.props, props)) last.current = { props, drawn: drawRow(props) };
  return last.current.drawn;
}

/** "In two minutes" may stand this long, in ms: less than the page waits before it draws by itself. */
const STANDS = 20_000;

const looksSame = (before: RowProps, after: RowProps): boolean =>
  before.message === after.message &&
  before.offers === after.offers &&
  before.busy === after.busy &&
  before.failure === after.failure &&
  Math.abs(after.viewer.now - before.viewer.now) < STANDS &&
  same({ ...before.viewer, now: 0 }, { ...after.viewer, now: 0 });

function drawRow({ model, message, viewer, busy, failure, ...rest }: RowProps): JSX.Element {
  const { Message } = DRAWINGS[model.state.side];
  return h(Message, {
    ...{ message, viewer, busy, failure },
    file: fileUrl(model),
    acts: actsOn(model, message.id),
    menu: menuOf({ model, message, viewer, ...rest }),
  });
}

function menuOf({
  model,
  message,
  viewer,
  offers,
  inspect,
}: Omit<RowProps, 'busy' | 'failure'>): MessageProps['menu'] {
  const { side } = model.state;
  const own = side === 'slack' && message.private ? [] : offers.filter(({ kind }) => kind === 'message');
  const author = viewer.people.find(({ id }) => id === message.author)?.name ?? '';
  const title = `Message by ${author}, ${NAMES[side]}`;
  return [
    ...own.map(({ name }) => ({ label: name, run: () => void model.shortcut(message.id, name) })),
    {
      label: 'Inspect the payload',
      run: () => inspect({ title, kind: 'message', payload: message.payload }),
    },
    ...(message.private ? [{ label: 'Dismiss', run: () => void model.dismiss(message.id) }] : []),
  ];
}
