import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutbox, type DiscordOutbox } from '../../src/adapters/discord/outbox.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { KeptLog } from '../asking.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { eachStore } from '../store/stores.ts';

// Sessions, their changes and the announcements as in the program, and the list of events of a local Discord.

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly scheduled_start_time: string;
}

eachStore('the list of events', (open) => {
  let local: LocalDiscord;
  let outbox: DiscordOutbox;
  let at: PracticeWorld;
  let session: Occurrence;

  beforeAll(async () => {
    local = await startLocalDiscord();
    outbox = createOutbox({ token: local.token, apiUrl: local.apiUrl }, new KeptLog());
    at = await practiceWorld(await open());
    const server = `discord:${local.guildId}` as SpaceId;
    Object.assign(at.platform, {
      post: (...[, ...given]: Parameters<DiscordOutbox['post']>) => outbox.post(server, ...given),
      edit: (...[, ...given]: Parameters<DiscordOutbox['edit']>) => outbox.edit(server, ...given),
      find: (...[, ...given]: Parameters<DiscordOutbox['find']>) => outbox.find(server, ...given),
    });
  });
  afterAll(async () => {
    await outbox.close(0);
    await local.stop();
  });

  async function listed(): Promise<readonly Listed[]> {
    const url = `${local.apiUrl}/v10/guilds/${local.guildId}/scheduled-events`;
    const answer = await fetch(url, { headers: { authorization: `Bot ${local.token}` } });
    return (await answer.json()) as Listed[];
  }
  const starts = async () => (await listed()).map((each) => Temporal.Instant.from(each.scheduled_start_time));

  test('has each time of a session once, though Discord’s answer was lost, and never its link', async () => {
    const on = { method: 'POST', path: 'scheduled-events$' };
    await local.fault({ kind: 'status', status: 503, commit: 'after', on });
    session = await at.opened({ rule: 'FREQ=WEEKLY;COUNT=2' });
    await at.pass({ minutes: 2 });
    const wanted = (await at.practice.sessions.occurrences(session.session)).map((each) => each.starts);
    expect((await starts()).toSorted(Temporal.Instant.compare)).toEqual(wanted);
    expect(JSON.stringify(await listed())).not.toContain('video.example');
  });

  test('follows a move of one of them', async () => {
    const before = await listed();
    const wall = Temporal.PlainDateTime.from('2026-03-13T18:00');
    const moved = await at.practice.changes.edit(
      session,
      'one',
      { starts: wall, title: 'Caucus' },
      at.outgoing,
    );
    await at.pass({ minutes: 2 });
    const after = await listed();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const [changed] = after.filter(({ name }) => name === 'Caucus');
    expect(Temporal.Instant.from(changed!.scheduled_start_time)).toEqual(moved.starts);
  });

  test('loses what is cancelled', async () => {
    const [now] = await at.practice.sessions.occurrences(session.session);
    await at.practice.changes.cancel(now!, 'one', 'The room is taken', at.outgoing);
    await at.pass({ minutes: 2 });
    expect((await listed()).map(({ name }) => name)).toEqual(['Shuttle mediation']);
  });
});
