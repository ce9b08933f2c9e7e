import { isFields } from '../shared/json.ts';
import { type Part, type Rule, Source } from './rule.ts';

type Kind = 'text' | 'flag' | 'number' | 'list' | 'object' | 'objects';

/** What kind of value each field takes; null counts as left out. */
const SHAPES: Partial<Record<Part, Record<string, Kind>>> = {
  message: {
    content: 'text',
    tts: 'flag',
    enforce_nonce: 'flag',
    flags: 'number',
    embeds: 'objects',
    components: 'objects',
    attachments: 'objects',
    allowed_mentions: 'object',
    poll: 'object',
  },
  'allowed-mentions': { parse: 'list', users: 'list', roles: 'list', replied_user: 'flag' },
  attachment: { description: 'text', filename: 'text', title: 'text' },
  embed: {
    title: 'text',
    type: 'text',
    description: 'text',
    url: 'text',
    timestamp: 'text',
    color: 'number',
    fields: 'objects',
    author: 'object',
    footer: 'object',
    image: 'object',
    thumbnail: 'object',
  },
  'embed-field': { name: 'text', value: 'text', inline: 'flag' },
  component: { type: 'number', custom_id: 'text', disabled: 'flag', required: 'flag', spoiler: 'flag' },
  row: { components: 'objects' },
  button: { label: 'text', url: 'text', emoji: 'object' },
  select: { placeholder: 'text', options: 'objects', default_values: 'objects' },
  option: { label: 'text', value: 'text', description: 'text', default: 'flag', emoji: 'object' },
  'text-display': { content: 'text' },
  section: { components: 'objects', accessory: 'object' },
  media: { media: 'object', description: 'text' },
  gallery: { items: 'objects' },
  file: { file: 'object' },
  separator: { divider: 'flag' },
  container: { components: 'objects' },
  emoji: { name: 'text', id: 'text', animated: 'flag' },
  modal: { components: 'objects' },
  label: { component: 'object' },
  group: { options: 'objects' },
  checkbox: { default: 'flag' },
  command: {
    name_localizations: 'object',
    description_localizations: 'object',
    options: 'objects',
    contexts: 'list',
    integration_types: 'list',
    nsfw: 'flag',
    dm_permission: 'flag',
  },
  'command-option': {
    required: 'flag',
    autocomplete: 'flag',
    options: 'objects',
    choices: 'objects',
    name_localizations: 'object',
    description_localizations: 'object',
    channel_types: 'list',
  },
  choices: { choices: 'objects' },
  event: {
    scheduled_start_time: 'text',
    scheduled_end_time: 'text',
    description: 'text',
    entity_metadata: 'object',
  },
};

const FITS: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number' && Number.isInteger(value),
  list: Array.isArray,
  object: isFields,
  objects: (value) => Array.isArray(value) && value.every(isFields),
};

/** One rule a part: its fields are of the kinds that Discord reads. */
export const shapeRules: readonly Rule[] = Object.entries(SHAPES).map(([part, shape]) => ({
  name: `${part}-shape`,
  says: `The fields of this part are of the right kind: ${Object.keys(shape).join(', ')}.`,
  source: Source.openapi,
  on: part as Part,
  check(given, say) {
    for (const [field, kind] of Object.entries(shape)) {
      const value = given[field];
      if (value === undefined || value === null || FITS[kind](value)) continue;
      say(
        field,
        'BASE_TYPE_CONVERT',
        `Could not interpret ${JSON.stringify(value).slice(0, 40)} as ${kind}.`,
      );
    }
  },
}));
