import type { SeenField, SeenForm } from '../shared/human.ts';
import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { Resolved } from './command-use.ts';
import { SELECTS, Type } from './parts.ts';
import { VALUE_LENGTH } from './rules-modal.ts';
import type { Channel, Message, User, World } from './world.ts';

/** A form in front of one member. */
export interface OpenForm {
  id: string;
  modal: Fields;
  user: User;
  channel: Channel;
  /** The message whose button opened it. */
  source: Message | undefined;
  /** The interaction that opened it, as messages describe it. */
  trigger: Fields;
}

interface Field {
  /** The component that takes the value. */
  part: Fields;
  label: string;
  required: boolean;
}

const KIND: Record<number, string> = {
  [Type.stringSelect]: 'select',
  [Type.userSelect]: 'user',
  [Type.roleSelect]: 'role',
  [Type.mentionableSelect]: 'mentionable',
  [Type.channelSelect]: 'channel',
  [Type.upload]: 'file',
  [Type.radioGroup]: 'radio',
  [Type.checkboxGroup]: 'checkboxes',
  [Type.checkbox]: 'checkbox',
};

function fieldsOf(modal: Fields): Field[] {
  return rows(modal.components).flatMap((top): Field[] => {
    const type = Number(top.type);
    const inside = type === Type.label ? [fields(top.component)] : rows(top.components);
    return inside.map((part) => ({
      part,
      label: text(type === Type.label ? top.label : part.label),
      required: Number(part.type) !== Type.checkbox && part.required !== false,
    }));
  });
}

const optionsOf = (part: Fields) =>
  rows(part.options).map((each) => ({ label: text(each.label), value: text(each.value) }));

/** A form as the member sees it. */
export function seenForm(form: OpenForm): SeenForm {
  const seen = fieldsOf(form.modal).map(({ part, label, required }): SeenField => {
    const type = Number(part.type);
    const kind =
      type === Type.textInput ? (part.style === 2 ? 'paragraph' : 'text') : (KIND[type] ?? 'unknown');
    const field: SeenField = { id: text(part.custom_id), label, kind, required };
    if (text(part.value) !== '') field.value = text(part.value);
    if (part.options) field.options = optionsOf(part);
    return field;
  });
  return { id: form.id, title: text(form.modal.title), fields: seen, submitLabel: 'Submit' };
}

const most = (part: Fields): number =>
  Number(part.max_values ?? (Number(part.type) === Type.checkboxGroup ? 10 : 1));

function pickedValues(field: Field, given: readonly string[], resolved: Resolved, user: User): Fields {
  const { part, label, required } = field;
  const type = Number(part.type);
  const options = optionsOf(part);
  const values = given.map(
    (each) => options.find(({ value, label: name }) => each === value || each === name)?.value ?? each,
  );
  const least = required ? Number(part.min_values ?? 1) : 0;
  const atMost = type === Type.radioGroup ? 1 : most(part);
  if (values.length < least || values.length > atMost)
    throw new Error(`"${label}" takes ${least} to ${atMost} values`);
  for (const value of values) {
    const offered =
      options.length > 0
        ? options.some((each) => each.value === value)
        : resolves(type, value, resolved, user);
    if (!offered) throw new Error(`"${label}" does not offer "${value}"`);
  }
  return type === Type.radioGroup ? { value: values[0] ?? null } : { values };
}

/** Whether a select of people, roles or channels has this id to offer. */
export function resolves(type: number, id: string, resolved: Resolved, user: User): boolean {
  if (type === Type.userSelect) return resolved.user(id);
  if (type === Type.roleSelect) return resolved.role(id);
  if (type === Type.channelSelect) return resolved.place(id, user);
  return type === Type.mentionableSelect && (resolved.user(id) || resolved.role(id));
}

function typedValue({ part, label, required }: Field, given: string): Fields {
  const [least, greatest] = [Number(part.min_length ?? 0), Number(part.max_length ?? VALUE_LENGTH)];
  if (given === '' && required) throw new Error(`"${label}" is required`);
  if (given !== '' && (given.length < least || given.length > greatest))
    throw new Error(`"${label}" takes ${least} to ${greatest} characters`);
  return { value: given };
}

type Given = Readonly<Record<string, string | readonly string[]>>;

/** What was there before the member touched it. */
function untouched(part: Fields): readonly string[] {
  if (Number(part.type) === Type.textInput) return [text(part.value)];
  if (Number(part.type) === Type.checkbox) return part.default === true ? ['true'] : [];
  const marked = rows(part.options).filter((option) => option.default === true);
  return SELECTS.has(Number(part.type)) && part.default_values
    ? rows(part.default_values).map((each) => text(each.id))
    : marked.map((option) => text(option.value));
}

/** The data of a modal submit; throws what the client would show beside a field. */
export function submitData(world: World, form: OpenForm, given: Given): Fields {
  const resolved = new Resolved(world, form.channel);
  const known = fieldsOf(form.modal);
  for (const name of Object.keys(given))
    if (!known.some(({ part, label }) => part.custom_id === name || label === name))
      throw new Error(`the form has no field "${name}"`);
  const filled = new Map<Fields, Fields>();
  for (const field of known) {
    const { part, label } = field;
    const value = given[text(part.custom_id)] ?? given[label] ?? untouched(part);
    const values = typeof value === 'string' ? [value] : list(value).map(String);
    const type = Number(part.type);
    if (type === Type.textInput) filled.set(part, typedValue(field, values[0] ?? ''));
    else if (type === Type.checkbox) filled.set(part, { value: values[0] === 'true' });
    else filled.set(part, pickedValues(field, values, resolved, form.user));
  }
  let id = 0;
  const answered = (part: Fields): Fields => {
    id += 1;
    const common = { type: part.type, id: part.id || id };
    if (part.component) return { ...common, component: answered(fields(part.component)) };
    if (part.components) return { ...common, components: rows(part.components).map(answered) };
    return { ...common, ...(part.custom_id ? { custom_id: part.custom_id } : {}), ...filled.get(part) };
  };
  return {
    custom_id: form.modal.custom_id,
    components: rows(form.modal.components).map(answered),
    ...resolved.wire(),
  };
}
