import { button, chars, gallery, legacy, row, shown, times, v2 } from './payloads.ts';
import { mentions, message, type RuleCase } from './rule-case.ts';

const ids = (count: number) => times(count, (index) => String(10n ** 17n + BigInt(index)));
/** 4-byte characters, so that bytes run out before characters do. */
const bytes = (count: number) => `${'🙂'.repeat(Math.floor(count / 4))}${chars(count % 4)}`;
/** Messages, mentions, attachments: the largest that pass, the smallest that are refused. */
export const messageCases: Record<string, RuleCase> = {
  'message-not-empty': message({ content: 'x' }, { content: ' ' }),
  'message-content-length': message({ content: chars(2_000) }, { content: chars(2_001) }),
  'message-attachments': message(
    { content: 'x', attachments: times(10, (id) => ({ id: String(id) })) },
    { content: 'x', attachments: times(11, (id) => ({ id: String(id) })) },
  ),
  'message-nonce': message({ content: 'x', nonce: chars(25) }, { content: 'x', nonce: chars(26) }),
  'message-legacy-rows': message(
    legacy(...times(5, (index) => row(button({ custom_id: `b${index}` })))),
    legacy(...times(6, (index) => row(button({ custom_id: `b${index}` })))),
  ),
  'v2-no-content': message(v2(shown('a')), { ...v2(shown('a')), content: 'x' }),
  'v2-no-embeds': message({ ...v2(shown('a')), embeds: [] }, { ...v2(shown('a')), embeds: [{ title: 't' }] }),
  'v2-no-poll': message(v2(shown('a')), { ...v2(shown('a')), poll: { question: { text: 'q' } } }),
  'v2-total-components': message(
    v2({ type: 17, components: times(39, () => shown('a')) }),
    v2({ type: 17, components: times(40, () => shown('a')) }),
  ),
  'v2-total-text': message(v2(shown(chars(3_999)), shown('a')), v2(shown(chars(3_999)), shown('ab'))),
  'v2-total-bytes': message(v2(shown(bytes(10_158))), v2(shown(bytes(10_159)))),
  'v2-total-media': message(
    v2(...times(6, () => gallery(10)), gallery(4)),
    v2(...times(6, () => gallery(10)), gallery(5)),
  ),
  'custom-id-unique': message(
    legacy(row(button({ custom_id: 'a' }), button({ custom_id: 'b' }))),
    legacy(row(button({ custom_id: 'a' }), button({ custom_id: 'a' }))),
  ),
  'component-id-unique': message(
    v2({ ...shown('a'), id: 1 }, { ...shown('b'), id: 2 }),
    v2({ ...shown('a'), id: 1 }, { ...shown('b'), id: 1 }),
  ),
  'mentions-parse': message(
    mentions({ parse: ['users', 'roles', 'everyone'] }),
    mentions({ parse: ['here'] }),
  ),
  'mentions-users': message(mentions({ users: ids(100) }), mentions({ users: ids(101) })),
  'mentions-roles': message(mentions({ roles: ids(100) }), mentions({ roles: ids(101) })),
  'mentions-users-exclusive': message(
    mentions({ parse: ['roles'], users: ids(1) }),
    mentions({ parse: ['users'], users: ids(1) }),
  ),
  'mentions-roles-exclusive': message(
    mentions({ parse: ['users'], roles: ids(1) }),
    mentions({ parse: ['roles'], roles: ids(1) }),
  ),
  'mentions-ids': message(mentions({ users: ids(2) }), mentions({ users: ['1', '1'] })),
  'attachment-id': message({ content: 'x', attachments: [{ id: '0' }] }, { content: 'x', attachments: [{}] }),
  'attachment-filename': message(
    { content: 'x', attachments: [{ id: '0', filename: chars(1_024) }] },
    { content: 'x', attachments: [{ id: '0', filename: chars(1_025) }] },
  ),
  'attachment-description': message(
    { content: 'x', attachments: [{ id: '0', description: chars(1_024) }] },
    { content: 'x', attachments: [{ id: '0', description: chars(1_025) }] },
  ),
};
