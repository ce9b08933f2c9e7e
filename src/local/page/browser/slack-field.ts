/** A field of a Slack modal, with its label, its hint and what is wrong with it. */
import { h, type JSX } from 'preact';
import { useId } from 'preact/hooks';
import { fields } from '../../shared/json.ts';
import type { BlockProps } from './slack-blocks.ts';
import { entryFor, isGroup } from './slack-controls.ts';
import { plainWords } from './slack-text.ts';
import { Undrawn } from './slack-undrawn.ts';
import { kindOf } from './slack-values.ts';

interface FieldProps extends BlockProps {
  values: readonly string[];
  change(values: readonly string[]): void;
  /** What is wrong, in a sentence; '' where nothing is. */
  problem: string;
}

export function Field({ block, setting, values, change, problem }: FieldProps): JSX.Element {
  const id = useId();
  const element = fields(block.element);
  const entry = entryFor(element);
  if (!entry) return h(Undrawn, { kind: kindOf(element), value: block });
  const hint = plainWords(block.hint);
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter((each) => each);
  const isOptional = block.optional === true;
  const label = [
    plainWords(block.label),
    isOptional ? h('span', { class: 's-optional' }, ' (optional)') : null,
  ];
  const named = { class: 's-label', id: `${id}-label` };
  return h('div', { class: `s-field${problem ? ' s-wrong' : ''}` }, [
    isGroup(element) ? h('div', named, label) : h('label', { ...named, for: id }, label),
    h(entry, {
      ...{ element, setting, values, change, id, label: '', eager: true, disabled: setting.busy },
      ...{ describedBy: described.join(' '), invalid: problem !== '', required: !isOptional },
    }),
    problem ? h('div', { class: 's-problem', id: `${id}-problem` }, problem) : null,
    hint ? h('div', { class: 's-hint', id: `${id}-hint` }, hint) : null,
  ]);
}
