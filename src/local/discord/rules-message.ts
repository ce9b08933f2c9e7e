import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { limitedList, limitedSum, limitedText, limitedWhere } from './limited.ts';
import { componentsOf, isV2, Type, V2_ONLY_TYPES } from './parts.ts';
import { type Rule, Source } from './rule.ts';
import { filled, length, sayDuplicateIds, sayDuplicates } from './want.ts';

const sum = <Item>(items: readonly Item[], size: (item: Item) => number): number =>
  items.reduce((total, item) => total + size(item), 0);

/** Characters of an embed that count towards the 6,000 of a message. */
function embedSize(embed: Fields): number {
  const own = [embed.title, embed.description, fields(embed.footer).text, fields(embed.author).name];
  const inFields = rows(embed.fields).flatMap((field) => [field.name, field.value]);
  return sum([...own, ...inFields], (each) => length(text(each)));
}

/** Characters of a message's content. */
export const CONTENT_LENGTH = 2_000;
const EMBEDS_TEXT = 6_000;

const legacyRows = limitedWhere(
  (message) => !isV2(message),
  limitedList('rows of buttons and menus', 'components', 0, 5),
);

function legacyField(name: string): Rule['check'] {
  return (message, say) => {
    if (!isV2(message) || !filled(message[name])) return;
    say(
      name,
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  };
}

/** Rules about a message as a whole, and its attachments. */
export const messageRules: readonly Rule[] = [
  {
    name: 'message-not-empty',
    says: 'A message has content, an embed, a file or a component.',
    source: Source.message,
    on: 'message',
    answer: 'emptyMessage',
    check(message, say, { files }) {
      const visible = ['embeds', 'components', 'attachments', 'sticker_ids', 'poll'].some((name) =>
        filled(message[name]),
      );
      const spoken = filled(message.content);
      const shown = isV2(message)
        ? filled(message.components)
        : visible || spoken || (files?.length ?? 0) > 0;
      if (!shown) say('', 'EMPTY', 'Cannot send an empty message');
    },
  },
  {
    name: 'message-content-length',
    says: 'Content has at most 2,000 characters.',
    source: Source.message,
    on: 'message',
    ...limitedText('content', 'content', 0, CONTENT_LENGTH),
  },
  {
    name: 'message-embeds',
    says: 'A message has at most 10 embeds.',
    source: Source.message,
    on: 'message',
    ...limitedList('embeds', 'embeds', 0, 10),
  },
  {
    name: 'message-embeds-total',
    says: 'All embeds of a message have at most 6,000 characters together.',
    source: Source.message,
    on: 'message',
    limit: {
      counts: 'text of all embeds',
      path: '',
      of: EMBEDS_TEXT,
      used: (message) => sum(rows(message.embeds), embedSize),
    },
    check(message, say) {
      let total = 0;
      for (const [index, embed] of rows(message.embeds).entries()) {
        total += embedSize(embed);
        if (total <= EMBEDS_TEXT) continue;
        const said = `Embed size exceeds maximum size of ${EMBEDS_TEXT}`;
        say(`embeds.${index}`, 'MAX_EMBED_SIZE_EXCEEDED', said);
        return;
      }
    },
  },
  {
    name: 'message-attachments',
    says: 'A message has at most 10 attachments.',
    source: Source.openapi,
    on: 'message',
    ...limitedList('files', 'attachments', 0, 10),
  },
  {
    name: 'message-nonce',
    says: 'A nonce has at most 25 characters.',
    source: Source.message,
    on: 'message',
    check(message, say) {
      const nonce = message.nonce;
      if (nonce === undefined || nonce === null || Number.isInteger(nonce)) return;
      if (typeof nonce !== 'string' || nonce.length > 25)
        say('nonce', 'NONCE_TYPE_TOO_LONG', 'Nonce must be 25 characters or fewer.');
    },
  },
  {
    name: 'message-legacy-rows',
    says: 'Without Components V2 a message holds at most 5 action rows and nothing else.',
    source: Source.components,
    on: 'message',
    limit: legacyRows.limit,
    check(message, say, place) {
      if (isV2(message)) return;
      legacyRows.check(message, say, place);
      for (const [index, component] of rows(message.components).entries()) {
        if (component.type === 1) continue;
        const code = V2_ONLY_TYPES.has(Number(component.type)) ? 'UNION_TYPE_CHOICES' : 'BASE_TYPE_CHOICES';
        say(`components.${index}`, code, 'Value of field "type" must be one of (1,).');
      }
    },
  },
  {
    name: 'v2-no-content',
    says: 'A Components V2 message has no content.',
    source: Source.components,
    on: 'message',
    check: legacyField('content'),
  },
  {
    name: 'v2-no-embeds',
    says: 'A Components V2 message has no embeds.',
    source: Source.components,
    on: 'message',
    check: legacyField('embeds'),
  },
  {
    name: 'v2-no-poll',
    says: 'A Components V2 message has no poll.',
    source: Source.components,
    on: 'message',
    check: legacyField('poll'),
  },
  {
    name: 'v2-total-components',
    says: 'A Components V2 message has at most 40 components, nested ones counted.',
    source: Source.components,
    on: 'message',
    ...limitedWhere(
      isV2,
      limitedSum(
        { counts: 'components', of: 40, used: (message) => componentsOf(message).length },
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        (of) => `The total number of components exceeds the maximum of ${of}.`,
      ),
    ),
  },
  {
    name: 'v2-total-text',
    says: 'The text displays of a message have at most 4,000 characters together.',
    source: Source.observed,
    on: 'message',
    ...limitedWhere(
      isV2,
      limitedSum(
        {
          counts: 'text of all components',
          of: 4_000,
          used: (message) => sum(componentsOf(message), ({ part }) => length(text(part.content))),
        },
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        (of) => `The total size of displayable text exceeds the maximum of ${of}.`,
      ),
    ),
  },
  {
    name: 'v2-total-bytes',
    says: 'The text displays of a message have at most 10,170 bytes together, 12 for each of them included.',
    source: Source.issue8554,
    on: 'message',
    answer: 'internal',
    ...limitedWhere(
      isV2,
      limitedSum(
        {
          counts: 'bytes of all texts',
          of: 10_170,
          used: (message) =>
            sum(
              componentsOf(message).filter(({ part }) => part.type === Type.textDisplay),
              ({ part }) => Buffer.byteLength(text(part.content)) + 12,
            ),
        },
        'INTERNAL',
        () => '500: Internal Server Error',
      ),
    ),
  },
  {
    name: 'v2-total-media',
    says: 'A message has at most 64 pictures in galleries and thumbnails together.',
    source: Source.issue7528,
    on: 'message',
    answer: 'internal',
    ...limitedWhere(
      isV2,
      limitedSum(
        {
          counts: 'pictures',
          of: 64,
          used: (message) =>
            sum(componentsOf(message), ({ part }) =>
              part.type === Type.thumbnail ? 1 : part.type === Type.gallery ? list(part.items).length : 0,
            ),
        },
        'INTERNAL',
        () => '500: Internal Server Error',
      ),
    ),
  },
  {
    name: 'custom-id-unique',
    says: 'A custom_id stands once in a message.',
    source: Source.components,
    on: 'message',
    check: (message, say) => sayDuplicateIds(message, say),
  },
  {
    name: 'component-id-unique',
    says: 'A component id stands once in a message.',
    source: Source.components,
    on: 'message',
    check(message, say) {
      const keys = componentsOf(message).map(
        ({ path, part }) => [path, part.id || undefined] as [string, unknown],
      );
      sayDuplicates(keys, (path) =>
        say(`${path}.id`, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
      );
    },
  },
  {
    name: 'attachment-id',
    says: 'An attachment is named by the number of its file, or by its id.',
    source: Source.message,
    on: 'attachment',
    check(attachment, say) {
      if (!/^\d+$/.test(String(attachment.id ?? '')))
        say('id', 'NUMBER_TYPE_COERCE', `Value "${String(attachment.id)}" is not snowflake.`);
    },
  },
  {
    name: 'attachment-filename',
    says: "A file's name has 1 to 1,024 characters.",
    source: Source.openapi,
    on: 'attachment',
    ...limitedText('name of a file', 'filename', 1, 1_024),
  },
  {
    name: 'attachment-description',
    says: 'An attachment is described in at most 1,024 characters.',
    source: Source.message,
    on: 'attachment',
    ...limitedText('description of a file', 'description', 0, 1_024),
  },
];
