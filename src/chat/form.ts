import { z } from 'zod';
import type { Context } from './context.ts';
import { fittingId } from './id.ts';
import type { Options, Values } from './option.ts';
import type { FormView, Message } from './reply.ts';
import type { Standing } from './request.ts';

/** Discord's limit; what needs more is a draft card with several small forms. */
export const FORM_FIELDS = 5;

export interface Form<S extends z.ZodObject = z.ZodObject, F extends Options = Options> {
  readonly name: string;
  /** Up to 24 characters. */
  readonly title: string;
  readonly submit: string;
  readonly state: S;
  readonly fields: F;
  readonly answer: 'private' | 'beside' | 'channel' | 'update';
  readonly audience: Standing;
  run(context: FormContext<S, F>): Promise<Message> | Message;
}

export interface FormContext<S extends z.ZodObject, F extends Options> extends Context {
  readonly state: z.output<S>;
  readonly values: Values<F>;
}

interface FormSpec<S extends z.ZodObject, F extends Options> {
  /** `command.noun`, unique among all forms. */
  readonly name: string;
  readonly title: string;
  readonly submit?: string;
  readonly state?: S;
  /** One to five. */
  readonly fields: F;
  readonly answer: 'private' | 'beside' | 'channel' | 'update';
  readonly audience?: Standing;
  run(context: FormContext<NoInfer<S>, NoInfer<F>>): Promise<Message> | Message;
}

export function defineForm<F extends Options, S extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  spec: FormSpec<S, F>,
): Form<S, F> {
  const count = Object.keys(spec.fields).length;
  if (count < 1 || count > FORM_FIELDS)
    throw new Error(`The form ${spec.name} has ${count} fields, not 1 to 5`);
  if (spec.title.length > 24) throw new Error(`The title of the form ${spec.name} is over 24 characters`);
  return {
    submit: 'Save',
    audience: 'member',
    ...spec,
    state: spec.state ?? (z.object({}) as unknown as S),
  };
}

/** A form about to open; `values` already stand in its fields. */
export function openForm<S extends z.ZodObject, F extends Options>(
  form: Form<S, F>,
  state: z.input<S>,
  values?: Readonly<Partial<Record<keyof F & string, string>>>,
): FormView {
  return {
    form: form as unknown as Form,
    id: fittingId(form.name, form.state, state),
    values: (values ?? {}) as Readonly<Record<string, string>>,
  };
}

/** What a field is called: its label, or the option's own name made readable. */
export function fieldLabel(name: string, spec: { readonly label?: string }): string {
  return spec.label ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
