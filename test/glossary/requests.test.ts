import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { glossary as command } from '../../commands/glossary.ts';
import { settings } from '../../commands/settings.ts';
import { button } from '../../src/chat/action.ts';
import type { Message } from '../../src/chat/reply.ts';
import { askedActions } from '../../src/glossary/asked-cards.ts';
import { createLookUps } from '../../src/glossary/look-ups.ts';
import { createTermRequests, foldedTerm } from '../../src/glossary/requests.ts';
import { openStore } from '../../src/store/open.ts';
import { KeptLog, realServices, wordsOf } from '../asking.ts';
import { type Asker, codeOn, labelsOf, type Scene, someone, withStore } from '../community/asking.ts';
import { HandClock } from '../store/clock.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const { glossary } = await realServices();

test('whatever is asked for, what its spellings have in common fits a button', () => {
  const [, answered] = askedActions;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
      button(answered as never, { folded: foldedTerm(words), page: 999 } as never, 'Answered');
    }),
  );
});

const sceneOn = (store: TestStore): Scene =>
  withStore(
    { store, clock: store.clock },
    {
      glossary,
      termRequests: createTermRequests({ store, clock: store.clock }),
      lookUps: createLookUps({ store, clock: store.clock, log: store.log }),
    },
    [command, settings],
  );

oneStore('the glossary', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    scene = sceneOn(store);
  });
  const look = (asker: Asker, words: string) => scene.type(asker, words, 'glossary');
  const ask = async (asker: Asker, words: string): Promise<string> =>
    wordsOf(await scene.press(asker, await look(asker, words), 'Ask for this term'));
  const lead = (space: string): Asker => someone(space, { standing: 'facilitator' });
  const list = async (space: string): Promise<Message> => {
    const leader = lead(space);
    const browse = await look(leader, '');
    const label = labelsOf(browse).find((each) => each.startsWith('Asked-for terms'));
    return label === undefined ? browse : scene.press(leader, browse, label);
  };

  describe('a term that is asked for', () => {
    test('is thanked for, and seen by facilitators without who asked', async () => {
      const asker = someone(await scene.space());
      expect(await ask(asker, 'qwertzanchoring')).toContain('Thank you');
      const card = await list(asker.space);
      expect(wordsOf(card)).toContain('qwertzanchoring: asked for by 1 member');
      expect(JSON.stringify(card)).not.toContain(asker.member);
    });

    test('counts once a person, however often and however it is spelt', async () => {
      const asker = someone(await scene.space());
      await ask(asker, 'qwertz anchoring');
      expect(await ask(asker, 'Qwertz-Anchoring!')).toContain('already');
      await ask(someone(asker.space), 'qwertz anchorings');
      expect(wordsOf(await list(asker.space))).toContain('qwertz anchoring: asked for by 2 members');
    });

    test('counts once for two linked accounts', async () => {
      const [host, guest] = [await scene.space('A'), await scene.space('B', 'slack')];
      const leads = { standing: 'administrator' } as const;
      const [first, second] = [someone(host, leads), someone(guest, leads)];
      for (const kind of ['link', 'account']) {
        await scene.type(second, `${kind} ${codeOn(await scene.type(first, kind))}`);
        await scene.press(first, await scene.type(first, kind), 'Confirm');
      }
      await ask(first, 'qwertzreframing');
      expect(await ask(second, 'qwertzreframing')).toContain('already');
    });

    test('ranks before those that fewer asked for, pages, and goes when it is answered', async () => {
      const space = await scene.space();
      for (let index = 0; index < 6; index += 1) await ask(someone(space), `qwertz${'abcdef'[index]}xx`);
      await ask(someone(space), 'qwertzdxx');
      const first = await list(space);
      const [top] = wordsOf(first)
        .split('\n')
        .filter((line) => line.includes('asked for by'));
      expect(top).toContain('qwertzdxx: asked for by 2 members');
      expect(wordsOf(first)).toContain('6 terms, page 1 of 2');
      const leader = lead(space);
      const after = await scene.press(leader, first, 'Answered: qwertzdxx');
      expect(wordsOf(after)).not.toContain('qwertzdxx');
      expect(wordsOf(after)).toContain('5 terms, page 1 of 1');
    });

    test('is one of twenty a day, and told so kindly', async () => {
      const asker = someone(await scene.space());
      const letters = 'abcdefghijklmnopqrst';
      for (const letter of letters) await ask(asker, `qwertz${letter}${letter}x`);
      expect(await ask(asker, 'qwertzuuuu')).toContain('20 terms today');
      store.clock.advance({ hours: 24, minutes: 1 });
      expect(await ask(asker, 'qwertzuuuu')).toContain('Thank you');
    });

    test('is seen and removed in its own community only, by facilitators only', async () => {
      const asker = someone(await scene.space());
      await ask(asker, 'qwertzcaucusing');
      const elsewhere = await scene.space();
      expect(labelsOf(await list(elsewhere)).join()).not.toContain('Asked-for');
      const forged = `glossary.answered:"${foldedTerm('qwertzcaucusing')}",0`;
      await scene.click(lead(elsewhere), forged);
      expect(wordsOf(await scene.click(someone(asker.space), forged))).toContain('Only facilitators');
      expect(wordsOf(await scene.click(someone(asker.space), 'glossary.asked:0'))).toContain(
        'Only facilitators',
      );
      expect(wordsOf(await list(asker.space))).toContain('qwertzcaucusing');
      expect(labelsOf(await look(someone(asker.space), '')).join()).not.toContain('Asked-for');
    });

    test('holds no more than eighty characters', async () => {
      const asker = someone(await scene.space());
      const who = await scene.who(asker);
      await scene.services.termRequests?.ask(who, 'word '.repeat(200));
      const rows = await store.db
        .selectFrom('term_request')
        .where('identity_id', '=', who.identity)
        .selectAll()
        .execute();
      expect(rows.map(({ words }) => words.length)).toEqual([80]);
      await expect(scene.services.termRequests?.ask(who, '?!')).rejects.toThrow('no words');
    });
  });

  describe('a look-up', () => {
    const counts = async (space: string) => {
      const community = await store.db
        .selectFrom('space')
        .where('id', '=', space)
        .select('community_id')
        .executeTakeFirstOrThrow();
      const rows = await store.db
        .selectFrom('look_up')
        .where('community_id', '=', community.community_id)
        .select(['term', 'day', 'count'])
        .orderBy('day')
        .orderBy('term')
        .execute();
      return rows.map(({ term, day, count }) => `${day} ${term} ${count}`);
    };

    test('is counted by term and day in UTC, and nobody is kept for it', async () => {
      const asker = someone(await scene.space());
      store.clock.set('2026-11-25T23:59:00Z');
      await look(asker, 'batna');
      await look(asker, 'BATNA');
      await look(asker, 'mediation vs negotiation');
      store.clock.set('2026-11-26T00:00:00Z');
      await look(asker, 'batna');
      await scene.services.lookUps?.flush();
      await look(asker, 'batna');
      await scene.services.lookUps?.flush();
      expect(await counts(asker.space)).toEqual([
        '2026-11-25 batna 2',
        '2026-11-25 mediation 1',
        '2026-11-25 negotiation 1',
        '2026-11-26 batna 2',
      ]);
      expect(await store.db.selectFrom('identity').where('external_id', '=', asker.member).execute()).toEqual(
        [],
      );
    });

    test('asks neither the store nor the platform for anything before its answer', async () => {
      const asker = someone(await scene.space());
      const told: string[] = [];
      const lookUps = {
        count: (terms: readonly string[]) => void told.push(...terms),
        flush: async () => {},
      };
      const asked = (): never => {
        throw new Error('asked for something');
      };
      const members = { who: asked, standing: asked, communityOf: asked, zone: asked };
      const bare = withStore({ store, clock: store.clock }, { glossary, lookUps, community: { members } }, [
        command,
      ]);
      expect((await bare.type(asker, 'batna', 'glossary')).title).toBe('BATNA');
      expect(told).toEqual(['batna']);
    });
  });
});

test('without its store the glossary answers as before, and says that it cannot note what is asked for', async () => {
  const log = new KeptLog();
  const clock = new HandClock();
  const store = openStore({ url: 'postgres://127.0.0.1:1/none', directory: '', log: new KeptLog() });
  const lookUps = createLookUps({ store, clock, log });
  const scene = withStore(
    { store, clock },
    { glossary, lookUps, termRequests: createTermRequests({ store, clock }) },
    [command],
  );
  const asker = someone('slack:T1', { standing: 'facilitator' });
  expect((await scene.type(asker, 'batna', 'glossary')).title).toBe('BATNA');
  expect((await scene.type(asker, '', 'glossary')).title).toBe('Glossary: all terms');
  const miss = await scene.type(asker, 'qwertzuiop', 'glossary');
  expect(wordsOf(await scene.press(asker, miss, 'Ask for this term'))).toContain('cannot reach its records');
  await lookUps.flush();
  expect(log.lines).toEqual([]);
  await store.close();
});
