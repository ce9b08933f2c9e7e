import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import { FORM_FIELDS, fieldLabel } from '../../chat/form.ts';
import type { Option } from '../../chat/option.ts';
import type { FormView } from '../../chat/reply.ts';
import { MESSAGE_CHANNELS } from './definitions.ts';
import { selectOptions } from './render-controls.ts';

/** https://discord.com/developers/docs/components/reference#label */
const TITLE = 45;
const LABEL = 45;
const DESCRIPTION = 100;
const ID = 100;
const INPUT = 4_000;
/** Room for a number or a date as it is typed. */
const SHORT_INPUT = 100;

type Field = APILabelComponent['component'];

/** A form as a modal. Never throws, and never makes what Discord would refuse. */
export function renderModal(view: FormView): APIModalInteractionResponseCallbackData {
  const fields = Object.entries(view.form.fields).slice(0, FORM_FIELDS);
  return {
    custom_id: shorten(view.id.toWellFormed(), ID).trim() || 'form',
    title: shorten(cleanLine(view.form.title), TITLE) || 'Form',
    components: fields.map(([name, spec]): APILabelComponent => {
      const description = shorten(cleanLine(spec.description), DESCRIPTION);
      return {
        type: ComponentType.Label,
        label: shorten(cleanLine(fieldLabel(name, spec)), LABEL) || name,
        ...(description === '' ? {} : { description }),
        component: fieldOf(name, spec, view.values[name] ?? ''),
      };
    }),
  };
}

function fieldOf(name: string, spec: Option, value: string): Field {
  switch (spec.kind) {
    case 'text':
      return textInput(
        name,
        spec,
        value,
        spec.lines === 'many' ? TextInputStyle.Paragraph : TextInputStyle.Short,
        spec.max,
      );
    case 'choice': {
      const options = selectOptions(
        Object.entries(spec.choices).map(([key, label]) => ({ label, value: key })),
        value,
      );
      return options.length === 0
        ? textInput(name, spec, value, TextInputStyle.Short, SHORT_INPUT)
        : stringSelect(name, spec, options);
    }
    case 'member':
      return {
        type: ComponentType.UserSelect,
        ...asked(name, spec),
        ...preset(value, SelectMenuDefaultValueType.User),
      };
    case 'mentionable':
      return {
        type: ComponentType.MentionableSelect,
        ...asked(name, spec),
        ...(value.startsWith('role:')
          ? preset(value.slice('role:'.length), SelectMenuDefaultValueType.Role)
          : preset(value, SelectMenuDefaultValueType.User)),
      };
    case 'channel':
      return {
        type: ComponentType.ChannelSelect,
        ...asked(name, spec),
        channel_types: [...MESSAGE_CHANNELS],
        ...preset(value, SelectMenuDefaultValueType.Channel),
      };
    default:
      return textInput(name, spec, value, TextInputStyle.Short, SHORT_INPUT);
  }
}

/** What may be left out must say so twice: `required` for the form, `min_values` for the select. */
const asked = (name: string, spec: Option) => ({
  custom_id: name,
  required: spec.required,
  min_values: spec.required ? 1 : 0,
});

const stringSelect = (name: string, spec: Option, options: APISelectMenuOption[]): Field => ({
  type: ComponentType.StringSelect,
  ...asked(name, spec),
  options,
});

function preset<T extends SelectMenuDefaultValueType>(id: string, type: T) {
  return /^\d{17,20}$/.test(id) ? { default_values: [{ id, type }] } : {};
}

function textInput(name: string, spec: Option, value: string, style: TextInputStyle, max: number): Field {
  const most = Math.min(Math.max(Math.trunc(max), 1), INPUT);
  const typed = shorten(style === TextInputStyle.Short ? cleanLine(value) : clean(value).trim(), most);
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style,
    required: spec.required,
    max_length: most,
    ...(typed === '' ? {} : { value: typed }),
  };
}
