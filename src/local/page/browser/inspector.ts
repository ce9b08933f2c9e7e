import { h, type JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Usage } from '../../shared/screen.ts';

/** A payload as the platform received it, and how near it comes to the platform's limits. */

/** Above this share of a limit it is said so. */
const NEARLY = 0.9;

/** How much of the limit is used: 0 none, 1 all of it. */
export const share = ({ used, of }: Usage): number => (of > 0 ? used / of : used > 0 ? 1 + used : 0);

/** The fullest first. */
export const fullestFirst = (usage: readonly Usage[]): Usage[] =>
  usage.toSorted((a, b) => share(b) - share(a));

/** `812 of 4,000 (20 %), at components.0` */
export function usageText(usage: Usage): string {
  const number = new Intl.NumberFormat('en-GB');
  const percent = usage.of > 0 ? ` (${Math.floor(share(usage) * 100)} %)` : '';
  const place = usage.path === '' ? '' : `, at ${usage.path}`;
  return `${number.format(usage.used)} of ${number.format(usage.of)}${percent}${place}`;
}

/** What is to be said about a limit that is nearly used up; '' where there is room. */
export function warningText(usage: Usage): string {
  const used = share(usage);
  if (used > 1) return 'over the limit';
  if (used === 1) return 'full';
  return used > NEARLY ? 'nearly full' : '';
}

export interface InspectorProps {
  /** What is inspected, in words: `Message by Parley, Slack`. */
  title: string;
  payload: unknown;
  usage: readonly Usage[];
  close(): void;
}

export function Inspector({ title, payload, usage, close }: InspectorProps): JSX.Element {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // Also when something else is inspected in the same panel.
  useEffect(() => heading.current?.focus(), [title]);
  return h(
    'div',
    {
      class: 'p-panel p-inspector',
      role: 'dialog',
      'aria-labelledby': `${id}-title`,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      },
    },
    h(
      'div',
      { class: 'p-head' },
      h('h2', { id: `${id}-title`, tabIndex: -1, ref: heading }, title),
      h('button', { type: 'button', onClick: close }, 'Close'),
    ),
    h('h3', null, 'Limits of the platform'),
    usage.length === 0
      ? h('p', { class: 'p-quiet' }, 'Nothing in it has a limit that is counted.')
      : h(
          'ul',
          { class: 'p-limits' },
          fullestFirst(usage).map((each) => h(Limit, { usage: each, key: `${each.says} ${each.path}` })),
        ),
    h(Json, { payload }),
  );
}

function Limit({ usage }: { usage: Usage }): JSX.Element {
  const id = useId();
  const warning = warningText(usage);
  return h(
    'li',
    null,
    h('label', { for: id }, usage.says, warning && h('strong', { class: 'p-bad' }, ` – ${warning}`)),
    h('meter', {
      id,
      min: 0,
      max: Math.max(usage.of, 1),
      high: usage.of * NEARLY,
      optimum: 0,
      value: Math.min(usage.used, Math.max(usage.of, 1)),
    }),
    h('span', { class: 'p-quiet p-figures' }, usageText(usage)),
  );
}

function Json({ payload }: { payload: unknown }): JSX.Element {
  const [said, say] = useState('');
  const written = JSON.stringify(payload, null, 2) ?? 'nothing';
  // What was copied is no longer what stands there.
  useEffect(() => say(''), [written]);
  const copy = async (): Promise<void> => {
    say('');
    try {
      await navigator.clipboard.writeText(written);
      say('Copied');
    } catch {
      say('The browser did not let it be copied. Mark the text and copy it yourself.');
    }
  };
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'p-head' },
      h('h3', null, 'As the platform received it'),
      h('span', { class: 'p-status', role: 'status' }, said),
      h('button', { type: 'button', onClick: copy }, 'Copy'),
    ),
    h('pre', { class: 'p-json', tabIndex: 0, role: 'region', 'aria-label': 'Payload as JSON' }, written),
  );
}
