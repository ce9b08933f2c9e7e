import { setTimeout as pause } from 'node:timers/promises';
import { startPlatforms } from './platforms.ts';
import { type Home, newRecords, startSender } from './senders.ts';

/** What stands in every message, and may stand nowhere else. */
const MARK = 'wordsofamember';

export interface Words {
  readonly kind: 'words';
  readonly home: Home;
  readonly sends: number;
  /** Calls that failed, by platform. */
  readonly failed: Readonly<Record<'discord' | 'slack', number>>;
  /** Calls that carried the mark. */
  readonly carried: number;
  /** Where the mark was found, with what stands around it. */
  readonly found: readonly string[];
  /** Log lines that were read. */
  readonly lines: number;
  readonly states: Readonly<Record<string, number>>;
}

/** How sends fail: as no such payload, as not allowed, and without an answer. */
const HANGING = { kind: 'hang', commit: 'before' } as const;
const SLACK = [400, 403].map((status) => ({ kind: 'status', status, commit: 'before' }) as const);

/** Sends messages that carry a mark and fail, and looks for it in all that is kept. */
export async function words(home: Home): Promise<Words> {
  const [platforms, records] = await Promise.all([
    startPlatforms({ channels: 4, members: 0 }),
    newRecords(home),
  ]);
  const sender = startSender({
    ...{ ...records.place, ...platforms.settings, limits: {}, settleAfterMs: 3_000, answerMs: 500 },
    ...{ words: MARK, settling: true, logLevel: 'debug' },
  });
  try {
    await sender.started;
    const { community } = platforms.places;
    await sender.place(platforms.places);
    const on = { method: 'chat.postMessage' };
    await platforms.slack.fault([...SLACK, HANGING].map((fault) => ({ ...fault, on })));
    const [taken, closed] = platforms.recipients.discord;
    if (!taken || !closed || !('channel' in closed)) throw new Error('there are no channels');
    // The bot may not post there: 403. What hangs and what is refused as a payload are faults of the others.
    await platforms.discord.overwrite(closed.channel, platforms.discord.applicationId, '0', SEND_MESSAGES);
    await platforms.discord.fault([
      { kind: 'status', status: 400, commit: 'before', on: { path: channelOf(taken) } },
      { ...HANGING, on: { path: channelOf(platforms.recipients.discord[2]) } },
    ]);
    const due = Temporal.Instant.fromEpochMilliseconds(Date.now()).toString();
    const all = [...platforms.recipients.discord, ...platforms.recipients.slack];
    await sender.send(all.map((to, n) => ({ n, community, to, due })));
    do await pause(200);
    while ((await sender.open()) > 0);
    const kept = [...(await sender.records()), sender.logged()];
    const states: Record<string, number> = {};
    for (const { state } of await sender.rows()) states[state] = (states[state] ?? 0) + 1;
    const calls = [...(await platforms.discord.calls()), ...(await platforms.slack.calls())];
    const failures = async (
      calls: Promise<readonly { readonly status: number; readonly error?: string }[]>,
    ) => (await calls).filter(({ status, error }) => status !== 200 || error !== undefined).length;
    return {
      ...{ kind: 'words', home, sends: all.length, states },
      failed: {
        discord: await failures(platforms.discord.calls()),
        slack: await failures(platforms.slack.calls()),
      },
      carried: calls.filter(({ body }) => JSON.stringify(body)?.includes(MARK)).length,
      found: kept.flatMap((text) => [...text.matchAll(AROUND)].map(([around]) => around)),
      lines: sender.logged().split('\n').length - 1,
    };
  } finally {
    await sender.kill();
    await platforms.stop();
    await records.remove();
  }
}

const AROUND = new RegExp(`.{0,80}${MARK}.{0,80}`, 'gi');
/** Discord's permission bit. */
const SEND_MESSAGES = String(1 << 11);

const channelOf = (to: object | undefined): string => String(to && 'channel' in to ? to.channel : '');
