import { h } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fields } from '../../shared/json.ts';
import type { Drawn } from './discord-drawn.ts';
import { Field } from './discord-form-field.ts';
import {
  type FormField,
  type FormPart,
  fieldsOf,
  formParts,
  mistakesIn,
  titleOf,
  valuesAtFirst,
  valuesToSend,
} from './discord-form-fields.ts';
import { drawMarkdown } from './discord-markdown.ts';
import { notDrawn } from './discord-not-drawn.ts';
import { type Scene, withoutSeams } from './discord-scene.ts';
import type { FormProps } from './props.ts';

type Errors = FormProps['errors'];

const INPUT = 'input, textarea, select';

/** A modal form; what lies behind it is the page's. */
export function FormView(props: FormProps): Drawn {
  const { form, errors, busy, submit, close } = props;
  const parts = formParts(fields(form.payload));
  const all = fieldsOf(parts);
  const [values, setValues] = useState(() => valuesAtFirst(all));
  const [mistakes, setMistakes] = useState<Errors>({});
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const focus = (selector: string): void => panel.current?.querySelector<HTMLElement>(selector)?.focus();

  useLayoutEffect(() => focus(`:is(${INPUT}), .d-cancel`), []);
  // What is wrong was just told, by the app or here.
  useLayoutEffect(() => focus(`[data-wrong] :is(${INPUT})`), [errors, mistakes]);

  const send = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    const found = mistakesIn(all, values);
    setMistakes(found);
    if (Object.keys(found).length === 0) submit(valuesToSend(all, values));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const change = (field: FormField) => (given: readonly string[]) => {
    setValues((before) => ({ ...before, [field.id]: given }));
    setMistakes(({ [field.id]: _mended, ...rest }) => rest);
  };
  const drawPart = (part: FormPart, index: number): Drawn | null => {
    if ('words' in part) return drawMarkdown(part.words, sceneOf(props));
    if ('unknown' in part) return notDrawn(part.unknown, part.whole);
    const { field } = part;
    return h(Field, {
      key: field.id,
      field,
      id: `${id}-${index}`,
      given: values[field.id] ?? [],
      error: mistakes[field.id] ?? errors[field.id] ?? errors[field.label] ?? '',
      viewer: props.viewer,
      change: change(field),
    });
  };
  const general = generalErrors(errors, all);
  const attributes = {
    class: 'discord d-form',
    ref: panel,
    role: 'dialog',
    'aria-modal': 'true' as const,
    'aria-labelledby': `${id}-title`,
    onKeyDown,
  };
  return h('div', attributes, [
    h('div', { class: 'd-form-head' }, h('h3', { id: `${id}-title` }, withoutSeams(titleOf(form.payload)))),
    h('form', { noValidate: true, onSubmit: send, 'aria-busy': busy ? 'true' : undefined }, [
      h('div', { class: 'd-form-fields' }, [
        h(
          'div',
          { role: 'alert', class: 'd-form-error' },
          general.map((says) => h('p', null, says)),
        ),
        ...parts.map(drawPart),
      ]),
      h('div', { class: 'd-form-end' }, [
        h(
          'button',
          { type: 'button', class: 'd-button d-button-2 d-cancel', onClick: () => close() },
          'Cancel',
        ),
        h(
          'button',
          { type: 'submit', class: 'd-button d-button-1', 'aria-disabled': busy ? 'true' : undefined },
          busy ? 'Sending…' : 'Submit',
        ),
      ]),
    ]),
  ]);
}

/** Errors of the whole form, and of what it has no field for. */
const generalErrors = (errors: Errors, all: readonly FormField[]): string[] =>
  Object.entries(errors)
    .filter(([name]) => !all.some(({ id, label }) => name === id || name === label))
    .map(([name, says]) => (name === '' ? says : `${name}: ${says}`));

/** Words in a form have no files and nothing to press. */
const sceneOf = ({ viewer, busy }: FormProps): Scene => ({
  viewer,
  busy,
  files: [],
  file: (path) => path,
  acts: { click() {}, select() {}, suggest: async () => [] },
  version: 0,
  callsEveryone: false,
});
