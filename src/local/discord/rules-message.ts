import { type Fields, fields, list, rows, text } from '../shared/json.ts';
import { componentsOf, isV2, V2_ONLY_TYPES } from './parts.ts';
import { type Rule, Source } from './rule.ts';
import { filled, length, sayDuplicateIds, sayDuplicates, wantList, wantText } from './want.ts';

/** Characters of an embed that count towards the 6,000 of a message. */
function embedSize(embed: Fields): number {
  const own = [embed.title, embed.description, fields(embed.footer).text, fields(embed.author).name];
  const inFields = rows(embed.fields).flatMap((field) => [field.name, field.value]);
  return [...own, ...inFields].reduce<number>((sum, each) => sum + length(text(each)), 0);
}

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
    check: wantText('content', 0, 2_000),
  },
  {
    name: 'message-embeds',
    says: 'A message has at most 10 embeds.',
    source: Source.message,
    on: 'message',
    check: wantList('embeds', 0, 10),
  },
  {
    name: 'message-embeds-total',
    says: 'All embeds of a message have at most 6,000 characters together.',
    source: Source.message,
    on: 'message',
    check(message, say) {
      let total = 0;
      for (const [index, embed] of rows(message.embeds).entries()) {
        total += embedSize(embed);
        if (total <= 6_000) continue;
        say(`embeds.${index}`, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
        return;
      }
    },
  },
  {
    name: 'message-attachments',
    says: 'A message has at most 10 attachments.',
    source: Source.openapi,
    on: 'message',
    check: wantList('attachments', 0, 10),
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
    check(message, say) {
      if (isV2(message)) return;
      wantList('components', 0, 5)(message, say, { whole: message, parent: undefined, files: undefined });
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
    check(message, say) {
      if (!isV2(message) || componentsOf(message).length <= 40) return;
      say(
        'components',
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        'The total number of components exceeds the maximum of 40.',
      );
    },
  },
  {
    name: 'v2-total-text',
    says: 'The text displays of a message have at most 4,000 characters together.',
    source: Source.observed,
    on: 'message',
    check(message, say) {
      if (!isV2(message)) return;
      const total = componentsOf(message).reduce((sum, { part }) => sum + length(text(part.content)), 0);
      if (total <= 4_000) return;
      say(
        'components',
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        'The total size of displayable text exceeds the maximum of 4000.',
      );
    },
  },
  {
    name: 'v2-total-bytes',
    says: 'The text displays of a message have at most 10,170 bytes together, 12 for each of them included.',
    source: Source.issue8554,
    on: 'message',
    answer: 'internal',
    check(message, say) {
      if (!isV2(message)) return;
      const texts = componentsOf(message).filter(({ part }) => part.type === 10);
      const total = texts.reduce((sum, { part }) => sum + Buffer.byteLength(text(part.content)) + 12, 0);
      if (total > 10_170) say('components', 'INTERNAL', '500: Internal Server Error');
    },
  },
  {
    name: 'v2-total-media',
    says: 'A message has at most 64 pictures in galleries and thumbnails together.',
    source: Source.issue7528,
    on: 'message',
    answer: 'internal',
    check(message, say) {
      if (!isV2(message)) return;
      const pictures = componentsOf(message).reduce(
        (sum, { part }) => sum + (part.type === 11 ? 1 : part.type === 12 ? list(part.items).length : 0),
        0,
      );
      if (pictures > 64) say('components', 'INTERNAL', '500: Internal Server Error');
    },
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
    check: wantText('filename', 1, 1_024),
  },
  {
    name: 'attachment-description',
    says: 'An attachment is described in at most 1,024 characters.',
    source: Source.message,
    on: 'attachment',
    check: wantText('description', 0, 1_024),
  },
];
