import { h, type JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TourStep } from '../wire.ts';
import { cutAtBackticks, describeAct, doneText } from './tour-steps.ts';

/** One step of the guided tour at a time: what it is about, and what "Show me" does. */

export interface TourPanelProps {
  steps: readonly TourStep[];
  /** Index of the step that is shown. */
  at: number;
  /** The acts of this step were done. */
  done: boolean;
  busy: boolean;
  /** Why an act was not done, in a sentence; '' for nothing. */
  failure: string;
  showMe(): void;
  next(): void;
  back(): void;
  close(): void;
}

/** Stays within reach of the keyboard while it does nothing, so that focus is not lost. */
const pressable = (stopped: boolean, press: () => void) => ({
  type: 'button' as const,
  'aria-disabled': stopped,
  onClick: () => {
    if (!stopped) press();
  },
});

export function TourPanel(props: TourPanelProps): JSX.Element {
  const { steps, at } = props;
  const id = useId();
  const [open, setOpen] = useState(true);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(at);
  useEffect(() => {
    // Only a change moves focus: the tour that was just opened does not take it from the page.
    if (shown.current === at) return;
    shown.current = at;
    setOpen(true);
    heading.current?.focus();
  }, [at]);
  const step = steps[at];
  return h(
    'section',
    { class: 'p-panel p-tour', 'aria-labelledby': `${id}-title` },
    h(
      'div',
      { class: 'p-head' },
      h(
        'h2',
        { id: `${id}-title`, tabIndex: -1, ref: heading },
        step ? `${at + 1} of ${steps.length}: ${step.title}` : 'The tour',
      ),
      h(
        'button',
        {
          type: 'button',
          'aria-expanded': open,
          'aria-controls': `${id}-body`,
          onClick: () => setOpen(!open),
        },
        open ? 'Fold away' : 'Unfold',
      ),
    ),
    h(
      'div',
      { id: `${id}-body`, class: 'p-body', hidden: !open },
      step
        ? h(Step, { step, titleId: `${id}-title` })
        : h('p', { class: 'p-step' }, 'There is no step to show here.'),
      h(Progress, props),
      h(Ways, props),
    ),
  );
}

function Step({ step, titleId }: { step: TourStep; titleId: string }): JSX.Element {
  return h(
    'div',
    // On a phone it is scrolled, by keyboard too, hence focus.
    { class: 'p-step', role: 'group', tabIndex: 0, 'aria-labelledby': titleId },
    h(
      'p',
      null,
      cutAtBackticks(step.says).map(({ text, code }) => (code ? h('code', null, text) : text)),
    ),
    step.acts.length > 0 &&
      h(
        'details',
        { class: 'p-acts' },
        h('summary', null, 'What “Show me” does'),
        h(
          'ol',
          null,
          step.acts.map((act) => h('li', null, describeAct(act))),
        ),
      ),
  );
}

function Progress({ steps, at, busy, done, failure }: TourPanelProps): JSX.Element {
  const step = steps[at];
  return h(
    'div',
    null,
    h('p', { class: 'p-status', role: 'status' }, busy ? 'On the way…' : done && step ? doneText(step) : ''),
    failure && h('p', { class: 'p-problem', role: 'alert' }, failure),
  );
}

function Ways({ steps, at, busy, showMe, next, back, close }: TourPanelProps): JSX.Element {
  const acts = steps[at]?.acts ?? [];
  return h(
    'div',
    { class: 'p-row' },
    acts.length > 0 && h('button', { ...pressable(busy, showMe), class: 'p-main' }, 'Show me'),
    at < steps.length - 1 && h('button', { type: 'button', onClick: next }, 'Next'),
    at > 0 && h('button', { type: 'button', onClick: back }, 'Back'),
    h('button', { type: 'button', onClick: close }, 'End the tour'),
  );
}
