import { chars, embed, times } from './payloads.ts';
import { message, type RuleCase } from './rule-case.ts';

const manyEmbeds = (size: number) => ({
  embeds: [{ description: chars(4_096) }, { description: chars(size - 4_096) }],
});
/** Embeds: the largest that pass, the smallest that are refused. */
export const embedCases: Record<string, RuleCase> = {
  'message-embeds': message(
    { embeds: times(10, () => ({ title: 't' })) },
    { embeds: times(11, () => ({ title: 't' })) },
  ),
  'message-embeds-total': message(manyEmbeds(6_000), manyEmbeds(6_001)),
  'embed-not-empty': message({ embeds: [{ title: 't' }] }, { content: 'x', embeds: [{ color: 1 }] }),
  'embed-title': message(embed({ title: chars(256) }), embed({ title: chars(257) })),
  'embed-description': message(embed({ description: chars(4_096) }), embed({ description: chars(4_097) })),
  'embed-fields': message(
    embed({ fields: times(25, () => ({ name: 'n', value: 'v' })) }),
    embed({ fields: times(26, () => ({ name: 'n', value: 'v' })) }),
  ),
  'embed-footer': message(
    embed({ footer: { text: chars(2_048) } }),
    embed({ footer: { text: chars(2_049) } }),
  ),
  'embed-author': message(embed({ author: { name: chars(256) } }), embed({ author: { name: chars(257) } })),
  'embed-colour': message(embed({ color: 0xffffff }), embed({ color: 0x1000000 })),
  'embed-url': message(embed({ url: 'https://example.org' }), embed({ url: 'mailto:someone@example.org' })),
  'embed-image': message(
    embed({ image: { url: 'attachment://chart.png' } }),
    embed({ image: { url: 'file:///chart.png' } }),
  ),
  'embed-thumbnail': message(
    embed({ thumbnail: { url: 'attachment://chart.png' } }),
    embed({ thumbnail: { url: 'file:///chart.png' } }),
  ),
  'embed-field-name': message(
    embed({ fields: [{ name: chars(256), value: 'v' }] }),
    embed({ fields: [{ name: chars(257), value: 'v' }] }),
  ),
  'embed-field-value': message(
    embed({ fields: [{ name: 'n', value: 'v' }] }),
    embed({ fields: [{ name: 'n', value: '' }] }),
  ),
};
