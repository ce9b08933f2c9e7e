/** A sabotage of our own code: replaces one place, and names the tests of which at least one must turn red. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'requests to Slack’s address are taken without a check of their signature',
    file: 'src/adapters/slack/http.ts',
    find: 'new HTTPReceiver({ signingSecret,',
    replace: 'new HTTPReceiver({ signatureVerification: false, signingSecret,',
    tests: ['test/adapters/slack'],
  },
  {
    name: 'a request dated in the future is taken',
    file: 'src/adapters/slack/http.ts',
    find: 'if (isFromTheFuture(request)) refuse(response);',
    replace: 'if (isFromTheFuture(request) && request.method === undefined) refuse(response);',
    tests: ['test/adapters/slack'],
  },
  {
    name: 'private answers on Slack are shown to everyone',
    file: 'src/adapters/slack/send.ts',
    find: "place === 'channel' ? 'in_channel' : 'ephemeral'",
    replace: "place === 'channel' ? 'ephemeral' : 'in_channel'",
    tests: ['test/contract'],
  },
  {
    name: 'private answers on Discord are shown to everyone',
    file: 'src/adapters/discord/send.ts',
    find: "place === 'private' ? MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral : MessageFlags.IsComponentsV2",
    replace:
      "place === 'private' ? MessageFlags.IsComponentsV2 : MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral",
    tests: ['test/contract'],
  },
  {
    name: 'a member’s words can ping on Discord',
    file: 'src/adapters/discord/escape.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    find: ".replace(COLON, '\\\\:').replace(EVERYONE, `@${SEAM}`);",
    replace: ".replace(COLON, '\\\\:');",
    tests: ['test/adapters/discord', 'test/contract'],
  },
  {
    name: 'mentions are allowed on Discord',
    file: 'src/adapters/discord/send.ts',
    find: 'const NO_MENTIONS = { parse: [] };',
    replace: "const NO_MENTIONS = { parse: ['everyone', 'users'] };",
    tests: ['test/adapters/discord'],
  },
  {
    name: 'a message may have one component more than Discord takes',
    file: 'src/adapters/discord/fit.ts',
    find: 'const MAX_COMPONENTS = 40;',
    replace: 'const MAX_COMPONENTS = 41;',
    tests: ['test/adapters/discord'],
  },
  {
    name: 'a button bound to its owner works for everyone',
    file: 'src/chat/handler.ts',
    find: 'if (action.owned) await authoriseOwner(id.owner, request);',
    replace: '',
    tests: ['test/chat', 'test/commands'],
  },
  {
    name: 'what is for administrators works for members',
    file: 'src/chat/handler.ts',
    find: 'if (RANK[await members.standing(request)] < RANK[needed]) {',
    replace: 'if (RANK[await members.standing(request)] > RANK[needed]) {',
    tests: ['test/chat'],
  },
  {
    name: 'an event delivered twice is handled twice',
    file: 'src/chat/recent.ts',
    find: 'if (this.#ids.has(id)) return false;',
    replace: 'if (this.#ids.has(id)) return true;',
    tests: ['test/chat', 'test/adapters'],
  },
  {
    name: 'an error’s message, and so a member’s words, is logged',
    file: 'src/chat/failure.ts',
    find: 'return { name: error.name,',
    replace: 'return { name: error.name, message: error.message,',
    tests: ['test/chat'],
  },
  {
    name: 'the caution is left out beside its definition',
    file: 'src/glossary/parts.ts',
    find: "caution === undefined ? [] : [paragraph(strong('Take care: '), caution)]",
    replace: 'caution === undefined ? [paragraph()] : []',
    tests: ['test/commands', 'test/glossary'],
  },
  {
    name: 'answers of other communities are counted',
    file: 'src/quiz/answers.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    find: 'where space.community_id = ${community} and ${whose}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    replace: 'where ${whose}',
    tests: ['test/quiz'],
  },
  {
    name: 'a changed answer replaces the first in the statistics of a post',
    file: 'src/quiz/votes.ts',
    find: 'quiz_vote.first as key',
    replace: 'quiz_vote.latest as key',
    tests: ['test/quiz', 'test/commands'],
  },
  {
    name: 'the key is shown before the close',
    file: 'src/quiz/post-message.ts',
    find: 'return post.closed ? closedCard',
    replace: 'return post.id ? closedCard',
    tests: ['test/quiz', 'test/commands'],
  },
  {
    name: 'a report tells of fewer than five persons',
    file: 'src/quiz/statistics.ts',
    find: 'const STEP = 5;',
    replace: 'const STEP = 1;',
    tests: ['test/quiz'],
  },
  {
    name: 'a question comes again before all others came',
    file: 'src/quiz/next-question.ts',
    find: '(a < b ? -1 : a > b ? 1 : 0)',
    replace: '(a < b ? 1 : a > b ? -1 : 0)',
    tests: ['test/quiz'],
  },
  {
    name: 'a free seat goes to whoever came last',
    file: 'src/practice/roster-offers.ts',
    find: 'for (const seat of roster.waiting) {',
    replace: 'for (const seat of roster.waiting.toReversed()) {',
    tests: ['test/practice/rosters.test.ts'],
  },
  {
    name: 'who left is reminded',
    file: 'src/practice/reminder-reading.ts',
    find: 'found.roster.seated.length === 0',
    replace: 'found.roster.seats.length === 0',
    tests: ['test/practice/reminders.test.ts'],
  },
  {
    name: 'the link of a session is shown to all',
    file: 'src/practice/occurrence-parts.ts',
    find: "link === undefined ? [] : ['video call (the link is with those who have a seat)']",
    replace: 'link === undefined ? [] : [link]',
    tests: ['test/practice/event-post.test.ts', 'test/commands/practice-roster.test.ts'],
  },
  {
    name: 'an older edit of a post replaces a newer one',
    file: 'src/jobs/announcement-rules.ts',
    find: "if (outcome.kind === 'unknown') return { shown: row.wanted, attempted: at, again: at + settleAfter };",
    replace: "if (outcome.kind === 'unknown') return { shown: row.wanted, attempted: null };",
    tests: ['test/jobs/announcements.test.ts'],
  },
  {
    name: 'a session’s zone is ignored',
    file: 'src/practice/occurrence-times.ts',
    find: "wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();",
    replace: "wall.toZonedDateTime(zone && 'UTC', { disambiguation: 'compatible' }).toInstant();",
    tests: ['test/practice/occurrence-times.test.ts'],
  },
  {
    name: 'facts are given without asking who holds the role now',
    file: 'src/practice/facts.ts',
    find: 'const place = plan?.confirmed ? placeIn(plan, who.person) : undefined;',
    replace:
      "const place = plan?.confirmed ? placeIn(plan, plan.cells[0]?.holders[2]?.person ?? '') : undefined;",
    tests: ['test/practice/role-leaks.test.ts'],
  },
  {
    name: 'what one cell reveals is open to the other',
    file: 'src/practice/cell-place.ts',
    find: 'if (!holder) throw notInCell();',
    replace: 'if (!holder) return { ...place, holder: place.cell.holders[0]! };',
    tests: ['test/practice/role-leaks.test.ts'],
  },
  {
    name: 'the notification of facts tells what stands in them',
    file: 'src/practice/facts-cards.ts',
    find: 'silent: quiet,\n      discreet: true,',
    replace: 'silent: quiet,',
    tests: ['test/practice/role-leaks.test.ts', 'test/contract/roles.test.ts'],
  },
];

/** The file's text with the sabotage in it; throws where the place is not there exactly once. */
export function sabotage({ name, file, find, replace }: Mutant, text: string): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(`${name}: its place stands ${parts.length - 1} times in ${file}, not once`);
  return parts.join(replace);
}
