import { limitedList, limitedText, limitedUrl, limitedWithin } from './limited.ts';
import { type Rule, Source } from './rule.ts';
import { filled, wantNumber } from './want.ts';

const PICTURE_SCHEMES = ['http', 'https', 'attachment'];

/** Rules about embeds. */
export const embedRules: readonly Rule[] = [
  {
    name: 'embed-not-empty',
    says: 'An embed shows something.',
    source: Source.observed,
    on: 'embed',
    check(embed, say) {
      const shows = [
        'title',
        'description',
        'image',
        'thumbnail',
        'footer',
        'author',
        'fields',
        'url',
        'timestamp',
        'video',
      ];
      if (!shows.some((name) => filled(embed[name])))
        say('description', 'BASE_TYPE_REQUIRED', 'This field is required');
    },
  },
  {
    name: 'embed-title',
    says: "An embed's title has at most 256 characters.",
    source: Source.message,
    on: 'embed',
    ...limitedText('title of an embed', 'title', 0, 256),
  },
  {
    name: 'embed-description',
    says: "An embed's description has at most 4,096 characters.",
    source: Source.message,
    on: 'embed',
    ...limitedText('description of an embed', 'description', 0, 4_096),
  },
  {
    name: 'embed-fields',
    says: 'An embed has at most 25 fields.',
    source: Source.message,
    on: 'embed',
    ...limitedList('fields of an embed', 'fields', 0, 25),
  },
  {
    name: 'embed-footer',
    says: "An embed's footer has at most 2,048 characters.",
    source: Source.message,
    on: 'embed',
    ...limitedWithin('footer', limitedText('footer of an embed', 'text', 0, 2_048)),
  },
  {
    name: 'embed-author',
    says: "An embed's author has at most 256 characters.",
    source: Source.message,
    on: 'embed',
    ...limitedWithin('author', limitedText('author of an embed', 'name', 0, 256)),
  },
  {
    name: 'embed-colour',
    says: "An embed's colour is between 0 and 16,777,215.",
    source: Source.openapi,
    on: 'embed',
    check: wantNumber('color', 0, 0xffffff),
  },
  {
    name: 'embed-url',
    says: "An embed's address is a web address.",
    source: Source.message,
    on: 'embed',
    ...limitedUrl('address of an embed', 'url', ['http', 'https']),
  },
  ...(['image', 'thumbnail'] as const).map(
    (name): Rule => ({
      name: `embed-${name}`,
      says: `An embed's ${name} is a web address or an attachment.`,
      source: Source.message,
      on: 'embed',
      ...limitedWithin(name, limitedUrl(`address of an embed's ${name}`, 'url', PICTURE_SCHEMES)),
    }),
  ),
  {
    name: 'embed-field-name',
    says: "A field's name has 1 to 256 characters.",
    source: Source.message,
    on: 'embed-field',
    ...limitedText("name of an embed's field", 'name', 1, 256, true),
  },
  {
    name: 'embed-field-value',
    says: "A field's value has 1 to 1,024 characters.",
    source: Source.message,
    on: 'embed-field',
    ...limitedText("value of an embed's field", 'value', 1, 1_024, true),
  },
];
