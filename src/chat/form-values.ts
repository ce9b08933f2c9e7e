import { cleanLine, shorten } from './clean.ts';
import { UserError } from './errors.ts';
import { type Form, fieldLabel } from './form.ts';
import { type Options, type Raw, readOption, type Values } from './option.ts';
import type { Part, Reply } from './reply.ts';
import { bullets, paragraph, strong, text } from './text.ts';
import type { Reading } from './when.ts';

type Read =
  | { readonly kind: 'values'; readonly values: Values<Options> }
  | Extract<Reply, { kind: 'errors' }>;

/** A form's fields as they were typed; where some cannot be taken, all of their errors at once. */
export function readFields(form: Form, typed: Readonly<Record<string, Raw>>, at?: Reading): Read {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, spec] of Object.entries(form.fields)) {
    const raw = typed[name];
    const label = fieldLabel(name, spec);
    try {
      if (raw !== undefined && String(raw).trim() !== '') values[name] = readOption(label, spec, raw, at);
      if (spec.required && values[name] === undefined) errors[name] = 'Please fill this in.';
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors[name] = error.message;
    }
  }
  if (Object.keys(errors).length === 0) return { kind: 'values', values: values as Values<Options> };
  return { kind: 'errors', errors, message: { parts: explain(form, typed, errors) } };
}

/** Says what to mend, and gives back what was typed, so that nothing has to be written twice. */
function explain(
  form: Form,
  typed: Readonly<Record<string, Raw>>,
  errors: Readonly<Record<string, string>>,
): Part[] {
  const fields = Object.entries(form.fields);
  const wrong = fields.flatMap(([name, spec]) =>
    errors[name] === undefined ? [] : [[strong(fieldLabel(name, spec)), `: ${errors[name]}`]],
  );
  const given = fields.flatMap(([name, spec]) => {
    const value = shorten(cleanLine(String(typed[name] ?? '')), 300);
    return value === '' ? [] : [[`${fieldLabel(name, spec)}: `, text(value)]];
  });
  const kept = given.length > 0 ? [paragraph('This is what you typed:'), bullets(given)] : [];
  return [
    {
      kind: 'text',
      text: [
        paragraph('Nothing was saved yet. Please mend this and send it again:'),
        bullets(wrong),
        ...kept,
      ],
    },
  ];
}
