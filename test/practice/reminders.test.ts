import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

const instant = Temporal.Instant.from;
/** Of the session on Thursday at 19:00 in Toronto. */
const [DAY, SOON, START, END] = [
  '2026-03-11T23:00:00Z',
  '2026-03-12T22:45:00Z',
  '2026-03-12T23:00:00Z',
  '2026-03-13T00:30:00Z',
].map(instant) as [Temporal.Instant, Temporal.Instant, Temporal.Instant, Temporal.Instant];

oneStore('reminders', (open) => {
  let store: TestStore;
  let at: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await practiceWorld(store);
  });

  const answer = async (player: Player, { id }: Occurrence, given: 'join' | 'maybe' | 'leave' = 'join') =>
    at.practice.rosters.answer(await at.who(player), 'Ada', id, given, at.outgoing);
  async function seated(plan: Partial<Plan> = {}) {
    const [occurrence, player] = [await at.opened(plan), await at.player()];
    await answer(player, occurrence);
    return { occurrence, player };
  }
  const until = (end: Temporal.Instant) =>
    at.pass({ milliseconds: end.epochMilliseconds - store.clock.now().epochMilliseconds });
  /** Nothing runs in the meantime. */
  const down = async (end: Temporal.Instant) => {
    store.clock.set(end);
    await at.pass({ seconds: 1 });
  };
  const of = ({ asker }: Player) =>
    at.platform.messages.filter(({ channel }) => channel === `dm-${asker.member}`).map(({ words }) => words);
  const inChannel = (channel = 'C1') =>
    at.platform.messages
      .filter((each) => each.channel === channel && each.words.includes('Reminder'))
      .map(({ words }) => words);
  const tasks = ({ id }: Occurrence) =>
    store.db.selectFrom('task').selectAll().where('key', '=', `practice.remind:${id}`).execute();
  const prefer = ({ identity }: Player, leads: readonly string[] | null) =>
    at.services.community.preferences.set(identity, { leads });
  const change = async ({ id }: Occurrence, set: Record<string, string>) => {
    await store.db.updateTable('practice_occurrence').set(set).where('id', '=', id).execute();
    await at.practice.sessions.keepUp(id, at.outgoing);
  };

  test('come a day and fifteen minutes before to who has a seat, each once', async () => {
    const { player } = await seated();
    await until(DAY.subtract({ seconds: 1 }));
    expect(of(player)).toHaveLength(0);
    await until(DAY);
    expect(of(player)).toHaveLength(1);
    await until(SOON.subtract({ seconds: 1 }));
    expect(of(player)).toHaveLength(1);
    await until(END);
    expect(of(player)).toHaveLength(2);
    expect(of(player)[0]).toContain('Reminder: Shuttle mediation');
    expect(of(player)[0]).toContain('secret-room');
    expect(of(player)[0]).not.toContain('late');
  });

  test('come to nobody who waits, may come, declined or left', async () => {
    const { occurrence } = await seated({ seats: 1 });
    const [waits, perhaps, left] = [await at.player(), await at.player(), await at.player()];
    await answer(waits, occurrence);
    await answer(perhaps, occurrence, 'maybe');
    await answer(left, occurrence, 'leave');
    await until(END);
    expect([waits, perhaps, left].flatMap(of)).toEqual([]);
  });

  test('do not come to who leaves when they are already due', async () => {
    const { occurrence, player } = await seated();
    store.clock.set(SOON);
    await at.practice.reminders.send(occurrence.id, at.outgoing);
    await answer(player, occurrence, 'leave');
    await until(END);
    expect(of(player)).toEqual([]);
  });

  test('come when a member wishes them, not when the session says', async () => {
    const occurrence = await at.opened();
    const [own, none] = [await at.player(), await at.player()];
    await prefer(own, ['PT2H']);
    await prefer(none, []);
    await answer(own, occurrence);
    await answer(none, occurrence);
    await until(START.subtract({ hours: 2 }).subtract({ seconds: 1 }));
    expect(of(own)).toEqual([]);
    await until(START.subtract({ hours: 2 }));
    expect(of(own)).toHaveLength(1);
    await until(END);
    expect([of(own).length, of(none).length]).toEqual([1, 0]);
  });

  test('follow a wish that changes, and do not bring what it would have brought before', async () => {
    const { player } = await seated();
    await until(START.subtract({ hours: 3 }));
    expect(of(player)).toHaveLength(1);
    await prefer(player, ['PT4H', 'PT1H']);
    await at.practice.reminders.replan(player.identity, at.outgoing);
    await until(START.subtract({ hours: 1 }).subtract({ seconds: 1 }));
    expect(of(player)).toHaveLength(1);
    await until(END);
    expect(of(player)).toHaveLength(2);
  });

  test('come to who joins late at the times that are still to come', async () => {
    const { occurrence } = await seated();
    await until(START.subtract({ hours: 3 }));
    const late = await at.player();
    await answer(late, occurrence);
    await until(SOON.subtract({ seconds: 1 }));
    expect(of(late)).toEqual([]);
    await until(END);
    expect(of(late)).toHaveLength(1);
  });

  test('are not brought again by a second run', async () => {
    const { occurrence, player } = await seated();
    await until(DAY);
    await at.practice.reminders.send(occurrence.id, at.outgoing);
    await at.pass({ minutes: 1 });
    expect(of(player)).toHaveLength(1);
  });

  test('are one task an occurrence, however many members there are', async () => {
    const occurrence = await at.opened();
    for (let count = 0; count < 5; count += 1) {
      const player = await at.player();
      await prefer(player, [`PT${count + 1}H`, 'P1D']);
      await answer(player, occurrence);
    }
    expect(await tasks(occurrence)).toMatchObject([{ due_at: DAY, state: 'pending' }]);
    await until(DAY);
    expect(await tasks(occurrence)).toMatchObject([
      { due_at: START.subtract({ hours: 5 }), state: 'pending' },
    ]);
  });

  test('of a session without a reminder to come are no task', async () => {
    const { occurrence } = await seated();
    await change(occurrence, { state: 'cancelled' });
    expect(await tasks(occurrence)).toEqual([]);
  });

  test('of a cancelled session come to nobody', async () => {
    const { occurrence, player } = await seated();
    await until(DAY);
    await change(occurrence, { state: 'cancelled' });
    await until(END);
    expect(of(player)).toHaveLength(1);
  });

  test('of a session that was moved come at its new time only', async () => {
    const { occurrence, player } = await seated({ leads: ['PT15M'] });
    await until(SOON.subtract({ minutes: 1 }));
    const later = START.add({ hours: 20 });
    await change(occurrence, {
      starts_at: later.toString(),
      reminded_until: store.clock.now().toString(),
    });
    await until(later.subtract({ minutes: 16 }));
    expect(of(player)).toEqual([]);
    await until(later);
    expect(of(player)).toHaveLength(1);
  });

  test('that were made before a session moved are not sent any more', async () => {
    const { occurrence, player } = await seated({ leads: ['PT15M'] });
    store.clock.set(SOON);
    await at.practice.reminders.send(occurrence.id, at.outgoing);
    await change(occurrence, {
      starts_at: START.add({ hours: 20 }).toString(),
      reminded_until: store.clock.now().toString(),
    });
    await until(END);
    expect(of(player)).toEqual([]);
  });

  test('of a lead that is added too late are not sent at once', async () => {
    const { occurrence, player } = await seated({ leads: ['PT15M'] });
    await until(START.subtract({ hours: 3 }));
    await store.db
      .updateTable('practice_session')
      .set({ leads: JSON.stringify(['PT4H', 'PT15M']) })
      .where('id', '=', occurrence.session)
      .execute();
    await at.practice.sessions.keepUp(occurrence.id, at.outgoing);
    await until(SOON.subtract({ seconds: 1 }));
    expect(of(player)).toEqual([]);
    await until(END);
    expect(of(player)).toHaveLength(1);
  });

  test('that were missed come late, the latest alone, and say so', async () => {
    const { player } = await seated();
    await down(START.add({ minutes: 10 }));
    expect(of(player)).toHaveLength(1);
    expect(of(player)[0]).toContain('This reminder is late');
    expect(of(player)[0]).toContain(`"at":${SOON.epochMilliseconds / 1000}`);
    expect(of(player)[0]).toContain('It began');
  });

  test('a few minutes late are not called late', async () => {
    const { player } = await seated();
    await down(SOON.add({ minutes: 4 }));
    expect(of(player)).toHaveLength(1);
    expect(of(player)[0]).not.toContain('late');
  });

  test('that were missed come not at all once the session is over', async () => {
    const { player } = await seated();
    await down(END);
    expect(of(player)).toEqual([]);
  });

  test('are sent all the same after a run failed for good, once the session is looked at again', async () => {
    const { occurrence, player } = await seated();
    await store.db
      .updateTable('task')
      .set({ state: 'skipped' })
      .where('key', '=', `practice.remind:${occurrence.id}`)
      .execute();
    await until(DAY.add({ minutes: 1 }));
    expect(of(player)).toEqual([]);
    await at.practice.sessions.keepUp(occurrence.id, at.outgoing);
    await at.pass({ seconds: 1 });
    expect(of(player)).toHaveLength(1);
  });

  test('come silently in a member’s quiet hours, and with a sound at other times', async () => {
    const { player } = await seated();
    await at.services.community.preferences.set(player.identity, {
      zone: 'America/Toronto',
      quiet: { from: '18:50', to: '07:00' },
    });
    await until(END);
    expect(of(player).map((words) => JSON.parse(words).silent)).toEqual([true, false]);
  });

  describe('of a person with two accounts', () => {
    async function linked(): Promise<{ first: Player; second: Player }> {
      const [first, second] = [await at.player(), await at.player()];
      await store.db
        .updateTable('identity')
        .set({ person_id: first.identity })
        .where('id', '=', second.identity)
        .execute();
      return { first, second };
    }

    test('come once', async () => {
      const [{ first, second }, occurrence] = [await linked(), await at.opened()];
      await answer(first, occurrence);
      await answer(second, occurrence);
      await until(DAY);
      expect([of(first).length, of(second).length]).toEqual([1, 0]);
    });

    test('follow the wish set latest, with whichever account', async () => {
      const [{ first, second }, occurrence] = [await linked(), await at.opened()];
      await prefer(first, ['PT15M']);
      await answer(first, occurrence);
      store.clock.advance({ minutes: 1 });
      await prefer(second, ['PT3H']);
      await at.practice.reminders.replan(second.identity, at.outgoing);
      await until(START.subtract({ hours: 3 }));
      expect(of(first)).toHaveLength(1);
      await until(END);
      expect(of(first)).toHaveLength(1);
    });
  });

  describe('in the channel', () => {
    const closed = { kind: 'refused', reason: 'direct-closed' } as const;
    const refuse = async (player: Player, run: () => Promise<void>) => {
      at.platform.opens = () => (at.platform.opened.at(-1) === player.asker.member ? closed : undefined);
      await run();
      at.platform.opens = () => undefined;
    };

    test('stand where the session is announced, at the session’s own leads, without the link', async () => {
      const other = await at.linkedSpace();
      const places = [
        { space: at.space, channel: 'C1' },
        { space: other, channel: 'C2' },
      ];
      await at.opened({ remindsChannel: true }, { places });
      await until(DAY.add({ minutes: 1 }));
      expect([inChannel().length, inChannel('C2').length]).toEqual([1, 1]);
      await until(END);
      expect([inChannel().length, inChannel('C2').length]).toEqual([2, 2]);
      expect(inChannel().join()).not.toContain('secret-room');
    });

    test('stand there only where the organiser wants it', async () => {
      await seated();
      await until(END);
      expect(inChannel()).toEqual([]);
    });

    test('name those of their space who have a seat and take no direct messages', async () => {
      const { occurrence, player } = await seated({ remindsChannel: true, leads: ['PT15M'] });
      const [reached, gone] = [await at.player(), await at.player()];
      await answer(reached, occurrence);
      await refuse(player, () => until(SOON.add({ minutes: 1 })));
      const [post = ''] = inChannel();
      expect(post).toContain(`{"kind":"member","id":"${player.asker.member}","name":"Ada"}`);
      for (const { asker } of [reached, gone]) expect(post).not.toContain(asker.member);
    });

    test('do not stand there once the session was cancelled', async () => {
      const { occurrence } = await seated({ remindsChannel: true, leads: ['PT15M'] });
      await until(SOON.add({ seconds: 10 }));
      await change(occurrence, { state: 'cancelled' });
      await until(END);
      expect(inChannel()).toEqual([]);
    });
  });

  test('never fail with a mistake of ours where the session is gone', async () => {
    const { occurrence } = await seated();
    await store.db.deleteFrom('practice_occurrence').where('id', '=', occurrence.id).execute();
    await expect(at.practice.reminders.send(occurrence.id, at.outgoing)).resolves.toBeUndefined();
    await expect(answer(await at.player(), occurrence)).rejects.toBeInstanceOf(UserError);
  });
});
