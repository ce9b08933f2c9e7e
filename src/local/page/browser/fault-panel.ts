import { h, type JSX } from 'preact';
import { useId } from 'preact/hooks';
import { formatIn } from '../../shared/times.ts';
import { type CallLine, type FaultOnOffer, type Ledger, NAMES, SIDES, type Side } from '../wire.ts';

/** The ways to make a platform fail, and what shows that nothing was lost and nothing came twice. */

/** How many calls are listed. */
const CALLS = 30;

/** `Posted by itself on Slack: 12, twice: 0` */
export const postedText = (side: Side, { count, twice }: Ledger['posts'][Side]): string =>
  `Posted by itself on ${NAMES[side]}: ${count}, twice: ${twice}`;

/** What the app still has to send, a line for each state: `Waiting to be sent: 1`. */
export function waitingLines(waiting: Ledger['waiting']): string[] {
  const some = waiting.filter(({ count }) => count > 0);
  if (some.length === 0) return ['Nothing waits to be sent'];
  return some.map(({ says, count }) => `${says.slice(0, 1).toUpperCase()}${says.slice(1)}: ${count}`);
}

type Ended = Pick<CallLine, 'status' | 'error'>;

/** How a call ended, in words: its HTTP status, and the error of a platform that answers 200 to everything. */
export function statusText({ status, error }: Ended): string {
  if (status === 0) return 'no answer';
  if (error !== undefined) return `${status} refused: ${error}`;
  return isFine({ status }) ? String(status) : `${status} refused`;
}

const isFine = ({ status, error }: Ended): boolean => status >= 200 && status < 300 && error === undefined;

/** The calls that are listed: the newest first, thirty at most. */
export const newestCalls = (calls: readonly CallLine[]): CallLine[] =>
  calls.toSorted((a, b) => b.at - a.at).slice(0, CALLS);

/** Real time where the browser is: `19:00:05`. */
const timeOfCall = (at: number): string =>
  formatIn('', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at);

export interface FaultPanelProps {
  faults: Record<Side, readonly FaultOnOffer[]>;
  calls: readonly CallLine[];
  ledger: Ledger;
  /** Whether the app is connected to the platform. */
  connected: Record<Side, boolean>;
  busy: boolean;
  make(side: Side, id: string): void;
  clear(): void;
  /** What was done last, in words; '' for nothing. */
  said: string;
}

/** Stays within reach of the keyboard while it does nothing, so that focus is not lost. */
const pressable = (busy: boolean, press: () => void) => ({
  type: 'button' as const,
  'aria-disabled': busy,
  onClick: () => {
    if (!busy) press();
  },
});

export function FaultPanel(props: FaultPanelProps): JSX.Element {
  const { calls, ledger, busy, clear, said } = props;
  const id = useId();
  return h(
    'section',
    { class: 'p-panel p-faults', 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, 'Faults'),
    h(LedgerLines, { ledger }),
    h(
      'div',
      { class: 'p-sides' },
      SIDES.map((side) => h(SideFaults, { ...props, side, key: side })),
    ),
    h(
      'div',
      { class: 'p-row' },
      h('button', { ...pressable(busy, clear), class: 'p-main' }, 'Take all faults back'),
      h('span', { class: 'p-status', role: 'status' }, said),
    ),
    h(Calls, { calls }),
  );
}

/** A mark and the sentence that says the same. */
const marked = (good: boolean, says: string): JSX.Element =>
  h(
    'span',
    { class: good ? 'p-good' : 'p-bad' },
    h('span', { 'aria-hidden': true }, good ? '✓ ' : '✗ '),
    says,
  );

function LedgerLines({ ledger: { posts, waiting } }: { ledger: Ledger }): JSX.Element {
  const twice = SIDES.filter((side) => posts[side].twice > 0).map((side) => NAMES[side]);
  return h(
    'div',
    { class: 'p-ledger' },
    h(
      'p',
      { class: twice.length > 0 ? 'p-problem p-loud' : 'p-none', role: 'alert' },
      twice.length > 0 ? `Something stands twice on ${twice.join(' and ')}. That must never happen.` : '',
    ),
    h(
      'ul',
      null,
      SIDES.map((side) => h('li', null, marked(posts[side].twice === 0, postedText(side, posts[side])))),
      waitingLines(waiting).map((says) => h('li', null, says)),
    ),
  );
}

function SideFaults(props: FaultPanelProps & { side: Side }): JSX.Element {
  const { side, busy, make } = props;
  const faults = props.faults[side];
  const connected = props.connected[side];
  return h(
    'div',
    { class: 'p-side', role: 'group', 'aria-label': `Faults of ${NAMES[side]}` },
    h('h3', null, NAMES[side]),
    h('p', null, marked(connected, connected ? 'The app is connected.' : 'The app is not connected.')),
    faults.length === 0
      ? h('p', { class: 'p-quiet' }, 'No faults are on offer here.')
      : h(
          'ul',
          { class: 'p-offers' },
          faults.map((fault) =>
            h(
              'li',
              { key: fault.id },
              h(
                'button',
                pressable(busy, () => make(side, fault.id)),
                fault.says,
              ),
            ),
          ),
        ),
  );
}

function Calls({ calls }: { calls: readonly CallLine[] }): JSX.Element {
  const id = useId();
  if (calls.length === 0) return h('p', { class: 'p-quiet' }, 'The app has not called a platform yet.');
  return h(
    'div',
    // Scrolled by keyboard, hence focus.
    { class: 'p-calls', role: 'region', tabIndex: 0, 'aria-labelledby': `${id}-calls` },
    h(
      'table',
      null,
      h('caption', { id: `${id}-calls` }, 'Last calls by the app, the newest first'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Time', 'On', 'Call', 'Answer'].map((name) => h('th', { scope: 'col', key: name }, name)),
        ),
      ),
      h(
        'tbody',
        null,
        newestCalls(calls).map((call) =>
          h(
            'tr',
            null,
            h('td', null, timeOfCall(call.at)),
            h('td', null, NAMES[call.side]),
            h('td', { class: 'p-call' }, call.says),
            h('td', null, marked(isFine(call), statusText(call))),
          ),
        ),
      ),
    ),
  );
}
