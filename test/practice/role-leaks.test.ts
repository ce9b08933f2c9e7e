import { beforeAll, describe, expect, test } from 'vitest';
import { type Act, explore } from '../contract/explorer.ts';
import { CASE_FILE, LAST, LONG_WAY } from '../contract/last-acts.ts';
import { recordsOf } from '../contract/records.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { textsOf } from './member-acts.ts';
import { CAST, type LeakScene, leakScene, type Part } from './role-leak-scene.ts';
import { FEEDBACK, secretsIn } from './role-oracle.ts';

// Every member goes through everything that the bot offers, and never reads a word of somebody else's facts.

const [BEFORE, FACTS, DURING, OVER] = [
  '2026-03-05T12:00:00Z',
  '2026-03-11T23:01:00Z',
  '2026-03-12T23:05:00Z',
  '2026-03-20T12:00:00Z',
];
/** Those who go through all commands; the others go through what shows roles, and what is kept of them. */
const THOROUGH: readonly Part[] = ['outsider', 'facilitator'];
/** What is written to these is judged as well; what they can press is what others press. */
const LIKE_OTHERS: readonly Part[] = [
  ...['co-mediator', 'neighbour'],
  ...['mediator-2', 'manager', 'companion', 'coach-2', 'observer-2'],
];
const OF_ROLES = [
  'home',
  'practice show',
  'practice roles',
  'practice mine',
  'practice record',
  'settings data',
];
/** Nobody needs more: 184 were the most. */
const MOST = 1_000;

/** What somebody said of a mediator has to be kept, here alone. */
const FEEDBACK_TABLE = 'public.practice_feedback';

oneStore('confidential facts', (open) => {
  let store: TestStore;
  let scene: LeakScene;
  let acts = 0;
  beforeAll(async () => {
    store = await open();
  });

  /** What somebody reads that is not theirs, act by act; and all that they read. */
  async function journey(part: Part, beginnings: readonly Act[], leaveOut: (name: string) => boolean) {
    const leaks = new Set<string>();
    const read = new Set<string>();
    let may = await scene.allowed(part);
    const watched = (act: Act): Act => ({
      ...act,
      async do() {
        const before = may;
        const { texts, acts: next } = await act.do();
        const calendars = await scene.calendarsIn(texts[0] ?? '');
        const found = [...texts, ...calendars].flatMap(secretsIn);
        for (const secret of found) read.add(secret);
        // Their own act may have given them a role, or taken it.
        if (!(act.name in LAST) && found.every((secret) => before.has(secret)))
          return { texts, acts: next.map(watched) };
        may = await scene.allowed(part);
        for (const secret of found) {
          if (!before.has(secret) && !may.has(secret)) leaks.add(`${part} reads ${secret} by ${act.key}`);
        }
        return { texts, acts: next.map(watched) };
      },
    });
    const { made, left } = await explore(beginnings.map(watched), {
      most: MOST,
      ofAKind: 3,
      leaveOut: ({ name }) => leaveOut(name),
    });
    acts += made;
    return { leaks: [...leaks], read, left };
  }

  const isLast = (name: string): boolean => name in LAST || name === CASE_FILE;
  const isLastOrLong = (name: string): boolean => isLast(name) || LONG_WAY.test(name);

  /** Everybody of these looks at what they can; what each of them read. */
  async function all(
    parts: readonly Part[],
    thorough: readonly Part[] = [],
  ): Promise<Map<Part, ReadonlySet<string>>> {
    const found = new Map<Part, ReadonlySet<string>>();
    const leaks: string[] = [];
    const before = await scene.holdings();
    for (const part of parts) {
      const whole = thorough.includes(part);
      const beginnings = scene.beginningsOf(part, whole ? undefined : OF_ROLES);
      const went = await journey(part, beginnings, whole ? isLast : isLastOrLong);
      found.set(part, went.read);
      leaks.push(...went.leaks);
    }
    expect(leaks).toEqual([]);
    // Else something is missing from the list of what comes last.
    expect(await scene.holdings()).toBe(before);
    return found;
  }

  /** Each of these read exactly what is theirs. */
  async function exactly(parts: readonly Part[], found: ReadonlyMap<Part, ReadonlySet<string>>) {
    for (const part of parts) {
      const theirs = [...(await scene.allowed(part))].toSorted();
      expect([part, [...(found.get(part) ?? [])].toSorted()]).toEqual([part, theirs]);
    }
  }

  /** Nothing made up opens anything either. */
  async function madeUp(parts: readonly Part[]): Promise<void> {
    const leaks: string[] = [];
    for (const part of parts) {
      leaks.push(...(await journey(part, scene.madeUp(part), (name) => name in LAST)).leaks);
    }
    expect(leaks).toEqual([]);
  }

  /** Nobody was written what is not theirs; records and logs hold nothing at all. */
  async function quiet(): Promise<void> {
    expect(scene.misdirected).toEqual([]);
    const leaks: string[] = [];
    for (const [table, rows] of await recordsOf(store)) {
      // What somebody said of a mediator has to be kept.
      const found = secretsIn(rows).filter((secret) => !(secret === FEEDBACK && table === FEEDBACK_TABLE));
      for (const secret of found) leaks.push(`${table} holds ${secret}`);
    }
    for (const secret of secretsIn(JSON.stringify(scene.log.lines))) leaks.push(`a log holds ${secret}`);
    expect(leaks).toEqual([]);
    expect(scene.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }

  describe('from the proposal to the end', () => {
    beforeAll(async () => {
      scene = await leakScene(store, { confirmed: false });
      await scene.until(BEFORE);
    });

    test('nobody reads anything of a proposal', async () => {
      const found = await all(['gardener', 'organiser']);
      for (const [part, read] of found) expect([part, [...read]]).toEqual([part, []]);
      await madeUp(['gardener']);
    });

    test('nor of what is confirmed, before its time', async () => {
      await scene.confirm();
      const found = await all(['nurse', 'coach', 'facilitator']);
      for (const [part, read] of found) expect([part, [...read]]).toEqual([part, []]);
      await quiet();
    });

    test('then everybody reads their own, and nobody another’s', async () => {
      await scene.until(FACTS);
      const parts = CAST.filter((part) => !LIKE_OTHERS.includes(part));
      await exactly(parts, await all(parts, THOROUGH));
      await madeUp(['gardener', 'unplaced', 'organiser', 'stranger']);
      await quiet();
    });

    test('once one cell’s are revealed, that cell reads all of them, and the other none', async () => {
      await scene.until(DURING);
      await scene.reveal();
      const parts = ['mediator', 'twin', 'nurse', 'facilitator'];
      await exactly(parts, await all(parts));
      await madeUp(['nurse']);
      await quiet();
    });

    test('after seven days they are closed again', async () => {
      await scene.until(OVER);
      for (const [part, read] of await all(['mediator']))
        expect([part, [...read]]).toEqual([part, [FEEDBACK]]);
      await madeUp(['gardener']);
    });
  });

  describe('where something changes', () => {
    beforeAll(async () => {
      scene = await leakScene(store);
      await scene.until(FACTS);
    });

    test('a facilitator who asks for a case file reads that case, and no other', async () => {
      const { left } = await journey(
        'facilitator',
        scene.beginningsOf('facilitator', OF_ROLES),
        isLastOrLong,
      );
      const [file] = left.filter(({ name }) => name === CASE_FILE);
      const { read, leaks } = await journey('facilitator', [file!], (name) => name in LAST);
      expect(leaks).toEqual([]);
      expect([...read].toSorted()).toEqual([
        ...['CAUCUSHEDGE', 'DEBRIEF', 'GENERALHEDGE'],
        ...['NOTICEHEDGE', 'SECRETGARDENER', 'SECRETNEIGHBOUR'],
      ]);
    });

    test('who gives up a role reads its facts no more, and who gets it reads them', async () => {
      const old = scene.beginningsOf('gardener', OF_ROLES);
      expect([...(await journey('gardener', old, isLastOrLong)).read]).toContain('SECRETGARDENER');
      await scene.give('unplaced');
      const again = await journey('gardener', [...old, ...scene.madeUp('gardener')], isLastOrLong);
      expect(again.leaks).toEqual([]);
      expect([...again.read]).not.toContain('SECRETGARDENER');
      expect(scene.direct('unplaced').flatMap(textsOf).flatMap(secretsIn)).toContain('SECRETGARDENER');
      await quiet();
    });

    // One after the other: the first leaves, the last takes everything apart.
    test.each(['neighbour', 'mediator', 'organiser'])(
      'no change gives away what is another’s: by the %s',
      async (part) => {
        await scene.until(DURING);
        const { left } = await journey(part, scene.beginningsOf(part, OF_ROLES), isLastOrLong);
        const changes = left.filter(({ name }) => name in LAST);
        expect(changes.length).toBeGreaterThan(0);
        const { leaks } = await journey(part, changes, (name) => LONG_WAY.test(name));
        expect(leaks).toEqual([]);
        await quiet();
      },
    );
  });

  test('that took more than a thousand clicks', () => {
    expect(acts).toBeGreaterThan(1_000);
  });
});
