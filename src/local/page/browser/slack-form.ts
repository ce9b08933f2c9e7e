/** A Slack modal: what it asks, what is wrong with the answers, and sending them. */
import { h, type JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Fields, fields, rows, text } from '../../shared/json.ts';
import type { FormProps } from './props.ts';
import { Blocks } from './slack-blocks.ts';
import { Field } from './slack-field.ts';
import type { Setting } from './slack-setting.ts';
import { plainWords } from './slack-text.ts';
import { initialOf, isSeveral, problemOf } from './slack-values.ts';

const USABLE = ':is(input, select, textarea, button):not(:disabled)';

type Values = Readonly<Record<string, readonly string[]>>;

/** A field is the same field in a later view of the form where both ids are. */
const keyOf = (block: Fields): string => `${text(block.block_id)} ${text(fields(block.element).action_id)}`;

/** What was changed, by block_id; the platform knows with what the others began. */
export const changedValues = (
  inputs: readonly Fields[],
  changed: Values,
): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    inputs.flatMap((block) => {
      const values = changed[keyOf(block)];
      if (values === undefined) return [];
      return [[text(block.block_id), isSeveral(fields(block.element)) ? values : (values[0] ?? '')]];
    }),
  );

/** What is wrong with the answers as they stand, by block_id; nothing where they can be sent. */
export const problemsOf = (inputs: readonly Fields[], changed: Values): Record<string, string> =>
  Object.fromEntries(
    inputs
      .map((block) => [
        text(block.block_id),
        problemOf(block, changed[keyOf(block)] ?? initialOf(fields(block.element))),
      ])
      .filter(([, problem]) => problem),
  );

/** A problem of a block: by its id, or by its label. */
const problemAt = (problems: Readonly<Record<string, string>>, block: Fields): string =>
  problems[text(block.block_id)] ?? problems[plainWords(block.label)] ?? '';

/** What is wrong with the whole, or with something that the form does not show. */
function wholeProblems(problems: Readonly<Record<string, string>>, inputs: readonly Fields[]): string[] {
  const beside = new Set(inputs.flatMap((block) => [text(block.block_id), plainWords(block.label)]));
  return Object.entries(problems).flatMap(([key, problem]) => (beside.has(key) ? [] : [problem]));
}

/** Brings the keyboard into the form when it opens, and to what is wrong when it is sent or told so. */
function useFormFocus(formId: string, tries: number, errors: string) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = root.current?.querySelector<HTMLElement>(`.s-field ${USABLE}`);
    (first ?? root.current)?.focus();
  }, [formId]);
  useEffect(() => {
    root.current?.querySelector<HTMLElement>(`.s-wrong ${USABLE}`)?.focus();
  }, [tries, errors]);
  return root;
}

export function Form({ form, viewer, errors, busy, submit, close, click, suggest }: FormProps): JSX.Element {
  const id = useId();
  const [changed, setChanged] = useState<Values>({});
  const [found, setFound] = useState<Readonly<Record<string, string>>>({});
  const [tries, setTries] = useState(0);
  const problems = { ...errors, ...found };
  const root = useFormFocus(form.id, tries, Object.values(errors).join(' '));
  const view = fields(form.payload);
  const blocks = rows(view.blocks);
  const inputs = blocks.filter(({ type }) => type === 'input');
  const setting: Setting = { viewer, file: (path) => path, files: [], busy, click, suggest, select: null };
  const send = (event: Event): void => {
    event.preventDefault();
    const wrong = problemsOf(inputs, changed);
    setFound(wrong);
    setTries(tries + 1);
    if (Object.keys(wrong).length === 0 && !busy) submit(changedValues(inputs, changed));
  };
  const input = (block: Fields, key: string): JSX.Element =>
    h(Field, {
      ...{ key, block, setting, problem: problemAt(problems, block) },
      values: changed[keyOf(block)] ?? initialOf(fields(block.element)),
      change: (values) => {
        setChanged((before) => ({ ...before, [keyOf(block)]: values }));
        setFound(({ [text(block.block_id)]: _mended, ...others }) => others);
      },
    });
  return h(
    'div',
    {
      ...{ class: 'slack s-form', ref: root, tabIndex: -1 },
      ...{ role: 'dialog', 'aria-modal': true, 'aria-labelledby': `${id}-title`, 'aria-busy': busy },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') close();
      },
    },
    h('form', { noValidate: true, onSubmit: send }, [
      h('div', { class: 's-form-head' }, [
        h('h2', { id: `${id}-title` }, plainWords(view.title)),
        h('button', { type: 'button', class: 's-more', 'aria-label': 'Close the form', onClick: close }, '×'),
      ]),
      h('div', { class: 's-form-body' }, [
        wholeProblems(problems, inputs).map((each) =>
          h('div', { class: 's-problem s-whole', role: 'alert' }, each),
        ),
        h(Blocks, { blocks, setting, input }),
      ]),
      h('div', { class: 's-form-foot' }, [
        h(
          'button',
          { type: 'button', class: 's-button', onClick: close },
          plainWords(view.close) || (view.submit ? 'Cancel' : 'Close'),
        ),
        view.submit
          ? h(
              'button',
              { type: 'submit', class: 's-button s-primary', disabled: busy },
              plainWords(view.submit),
            )
          : null,
      ]),
    ]),
  );
}
