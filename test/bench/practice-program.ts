import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { practice } from '../../commands/practice.ts';
import type { Services } from '../../src/chat/context.ts';
import { createDue, type Due } from '../../src/chat/due.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Outbox } from '../../src/chat/outbox.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { createCommunity } from '../../src/community/community.ts';
import { createAnnouncements } from '../../src/jobs/announcements.ts';
import { createDeliveries } from '../../src/jobs/deliveries.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { schedulingClock as clock } from '../../src/jobs/time.ts';
import { createLogger } from '../../src/logger.ts';
import { createPractice } from '../../src/practice/practice.ts';
import { holdOccurrence } from '../../src/practice/session-rows.ts';
import { openStore } from '../../src/store/open.ts';
import type { Due as DueCost, Joined, PracticeAsked, PracticeSettings } from './practice.ts';

// A process with sessions, members and reminders, that does what its parent asks: see practice.ts. Queue, deliveries,
// practice and handler are the program's own; the platforms take everything at once, and no limit holds anything up.

const settings: PracticeSettings = JSON.parse(process.argv[2] ?? '{}');
const log = createLogger({ logLevel: 'error' }, 'stdout');
const store = openStore({ ...(settings.url && { url: settings.url }), directory: settings.directory, log });
await store.ready;

const outbox: Outbox = {
  post: async (_space, channel, id) => ({ kind: 'posted', channel, message: id }),
  edit: async () => ({ kind: 'edited' }),
  find: async () => ({ kind: 'absent' }),
  openDirect: async (_space, member) => ({ kind: 'opened', channel: `D${member}` }),
};

let settled = 0;
let due: Due | undefined;
const made = (): Due => due!;
const wakes = createQueue({ store, clock, log });
const outboxes = new Map(['discord', 'slack'].map((name) => [name, outbox]));
const shared = { store, wakes, clock, log, due: made, outboxes, limits: {} };
const deliveries = createDeliveries({
  ...shared,
  onSettled: ({ state }) => {
    settled += state === 'sent' ? 1 : 0;
  },
});
const announcements = createAnnouncements(shared);
const schedule = createSchedule(shared);
const outgoing = { deliveries, announcements, schedule };
const community = createCommunity({ store, clock });
const subject = createPractice({ store, clock, wishes: community.preferences, cases: () => [] });
const services = {
  community,
  glossary: {},
  termButtons: () => [],
  practice: subject,
} as unknown as Services;
due = createDue({ commands: [practice], services, clock, outgoing });
const { members: known } = community;
const handler = createHandler({ commands: [practice], services, clock, log, members: known, outgoing });

const home = randomUUID();
const spaces = ['discord:1', 'slack:T1'] as SpaceId[];
const HOURS_AHEAD = 48;
/** Sessions made by one statement. */
const AT_ONCE = 50;

/** One community on both platforms, whose members are in many sessions each. */
async function addMembers(count: number): Promise<void> {
  const now = clock.now().toString();
  const each = spaces.map((id, at) => ({ id, home_id: at === 0 ? home : randomUUID() }));
  const own = each.map(({ home_id }) => ({ id: home_id, created_at: now }));
  await store.db.insertInto('community').values(own).execute();
  const linked = each.map((space) => ({ ...space, community_id: home, arrived_at: now }));
  await store.db.insertInto('space').values(linked).execute();
  await sql`insert into identity (id, space_id, external_id, person_id, direct_channel, first_seen_at)
    select id, case when n % 2 = 0 then ${spaces[0]} else ${spaces[1]} end, 'M' || n, id, 'D' || n, ${now}::timestamptz
    from (select gen_random_uuid() as id, n from generate_series(0, ${count}::integer - 1) as n) as made`.execute(
    store.db,
  );
}

interface Wish {
  readonly count: number;
  /** Of the first; each other starts a minute after the one before. */
  readonly starts: Temporal.Instant;
  readonly seated: number;
  readonly seats?: number;
}

/** Sessions that are open, with so many of the members seated; each reminder is due 15 minutes before the start. */
async function addSessions({ count, starts, seated, seats }: Wish): Promise<string[]> {
  const now = clock.now().toString();
  const { rows } = await sql<{ occurrence: string }>`
    with made as (
      select n, gen_random_uuid() as session, gen_random_uuid() as occurrence,
        ${starts.toString()}::timestamptz + n * interval '1 minute' as starts
      from generate_series(0, ${count}::integer - 1) as n
    ), session as (
      insert into practice_session (id, community_id, title, about, place, zone, starts, minutes, seats, leads,
        left_out, reminds_channel, offer_minutes, state, made_at)
      select session, ${home}::uuid, 'Shuttle mediation', 'Moving between two rooms', 'Room 2', 'UTC',
        to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), 90, ${seats ?? null}::integer, '["PT15M"]',
        '[]', false, 120, 'open', ${now}::timestamptz
      from made
    ), place as (
      insert into practice_place (session_id, space_id, channel) select session, ${spaces[0]}, 'C1' from made
    ), occurrence as (
      insert into practice_occurrence (id, session_id, original, starts_at, minutes, title, about, place, seats,
        announced, reminded_until)
      select occurrence, session, to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), starts, 90,
        'Shuttle mediation', 'Moving between two rooms', 'Room 2', ${seats ?? null}::integer, true, ${now}::timestamptz
      from made
    ), seat as (
      insert into practice_seat (id, occurrence_id, identity_id, name, state, rank, since)
      select gen_random_uuid(), occurrence, identity.id, external_id, 'seated', m + 1,
        ${now}::timestamptz - interval '1 day'
      from made cross join generate_series(0, ${seated}::integer - 1) as m
      join identity on external_id = 'M' || (n * ${seated}::integer + m) % ${settings.people}::integer
    )
    select occurrence from made order by n`.execute(store.db);
  return rows.map(({ occurrence }) => occurrence);
}

const plan = (occurrence: string): Promise<void> =>
  store.transaction(async () => {
    const held = await holdOccurrence(store, occurrence);
    if (held) await subject.reminders.plan(held, outgoing);
  });

/** One more session, whose reminders fall due at one instant; until the last of them is sent. */
async function remind(): Promise<DueCost> {
  const { seated } = settings;
  // It must be made before that: as fast as this, and slower on a busy machine.
  for (let lead = 1_500; ; lead *= 2) {
    settled = 0;
    const at = clock.now().add({ milliseconds: lead }).round('millisecond');
    for (const id of await addSessions({ count: 1, starts: at.add({ minutes: 15 }), seated })) await plan(id);
    const early = at.epochMilliseconds - clock.now().epochMilliseconds;
    await wait(Math.max(early - 200, 0));
    const before = process.cpuUsage();
    while (settled < seated) await wait(2);
    if (early < 250) continue;
    const { user, system } = process.cpuUsage(before);
    const wallMs = clock.now().epochMilliseconds - at.epochMilliseconds;
    return { wallMs, cpuMs: (user + system) / 1_000 };
  }
}

/** All members at once press Join on a session with few seats. */
async function join(seats: number): Promise<Joined> {
  const starts = clock.now().add({ hours: 1 });
  const [occurrence] = await addSessions({ count: 1, starts, seated: 0, seats });
  const post = await made().make('practice.session', { occurrence }, spaces[0]!);
  const buttons = post?.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : [])) ?? [];
  const button = buttons.find(({ label }) => label === 'Join');
  if (button?.kind !== 'action') throw new Error('there is no Join on the post');
  const { id } = button;
  const answered: string[] = [];
  const before = process.cpuUsage();
  const began = performance.now();
  const times = await Promise.all(
    Array.from({ length: settings.seated }, async (_, n) => {
      const member = `M${n}`;
      const request = {
        ...{
          id: `R${n}`,
          space: spaces[n % 2]!,
          member: { id: member, name: member },
          roles: [],
          guest: false,
        },
        ...{ conversation: { id: 'C1', direct: false }, zone: async () => undefined },
        standing: async () => 'member' as const,
      };
      const reply: Reply = await handler.plan({ kind: 'action', id, values: [], own: false }, request).reply;
      if (reply.kind === 'message') answered.push(member);
      return performance.now() - began;
    }),
  );
  const { user, system } = process.cpuUsage(before);
  const { rows } = await sql<{ state: string; person_id: string; external_id: string }>`
    select seat.state, identity.person_id, identity.external_id
    from practice_seat seat join identity on identity.id = seat.identity_id
    where seat.occurrence_id = ${occurrence}::uuid order by seat.rank`.execute(store.db);
  return {
    times,
    cpuMs: (user + system) / 1_000,
    answered: answered.length,
    seated: rows.filter(({ state }) => state === 'seated').length,
    waiting: rows.filter(({ state }) => state === 'waiting').length,
    persons: new Set(rows.map((row) => row.person_id)).size,
  };
}

process.on('message', ({ ask, seats }: PracticeAsked) => {
  const done = ask === 'remind' ? remind() : join(seats);
  done.then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

const later: string[] = [];
await addMembers(settings.people);
for (const each of [deliveries, announcements, schedule]) each.start();
await wakes.start();
for (let made = 0; made < settings.sessions; made += AT_ONCE) {
  const count = Math.min(AT_ONCE, settings.sessions - made);
  const starts = clock.now().add({ hours: HOURS_AHEAD, minutes: made });
  later.push(...(await addSessions({ count, starts, seated: settings.seated })));
}
await store.sql.executeSql('vacuum analyze');
for (const id of later) await plan(id);
await store.sql.executeSql('vacuum analyze');
process.send?.({ value: 'ready' });
