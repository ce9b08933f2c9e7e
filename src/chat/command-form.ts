import type { Command, Leaf } from './command.ts';
import { defineForm, FORM_FIELDS, type Form } from './form.ts';

/**
 * The form that a command opens where something required is missing: its own options, the required ones first,
 * as many as a form takes. What was given already stands in the fields.
 */
export function commandForm(command: Command, leaf: Leaf): Form {
  const fields = Object.entries(leaf.options)
    .sort(([, a], [, b]) => Number(b.required) - Number(a.required))
    .slice(0, FORM_FIELDS);
  const path = leaf.name === undefined ? command.name : `${command.name}.${leaf.name}`;
  const title = `/${path.replace('.', ' ')}`;
  return defineForm({
    name: `form.${path}`,
    title: title.length <= 24 ? title : 'Parley',
    submit: 'Send',
    fields: Object.fromEntries(fields),
    answer: leaf.visibility,
    audience: leaf.audience,
    run: async (context) => {
      const message = await leaf.run({ ...context, options: context.values });
      if ('form' in message) throw new Error(`${path} cannot open a form after a form`);
      return message;
    },
  }) as unknown as Form;
}
