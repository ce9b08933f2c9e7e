import { beforeAll, describe, expect, test } from 'vitest';
import { settings } from '../../commands/settings.ts';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Message } from '../../src/chat/reply.ts';
import { linkClaimed, welcome } from '../../src/community/posts.ts';
import { idOf, messageOf, NOW, wordsOf } from '../asking.ts';
import { type Asker, codeOn, fresh, labelsOf, type Scene, someone, withStore } from '../community/asking.ts';
import { eachStore, type TestStore } from '../store/stores.ts';

const idsOn = ({ parts }: Message): string[] =>
  parts.flatMap((part) =>
    part.kind === 'buttons' ? part.buttons.flatMap((each) => (each.kind === 'action' ? [each.id] : [])) : [],
  );

test('every subcommand answers its member alone', () => {
  expect(settings.leaves.filter(({ visibility }) => visibility !== 'private')).toEqual([]);
  expect(settings.actions.filter(({ answer }) => answer !== 'private' && answer !== 'form')).toEqual([]);
});

eachStore('/settings', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    scene = withStore({ store, clock: store.clock });
    store.clock.set(NOW);
  });
  const member = async (more: Partial<Asker> = {}) => someone(await scene.space(), more);
  const leader = async (name = 'A space', platform = 'discord') =>
    someone(await scene.space(name, platform), { standing: 'administrator' });
  const said = async (asker: Asker, text: string) => wordsOf(await scene.type(asker, text));
  const notice = async (asker: Asker, count = 1) => {
    const { community } = await scene.who(asker);
    for (let index = 0; index < count; index += 1) {
      await store.db
        .insertInto('notice')
        .values({
          id: crypto.randomUUID(),
          community_id: community,
          key: fresh(),
          kind: 'delivery-refused',
          detail: JSON.stringify({ post: `post.${index}`, channel: '123456789', reason: 'not-member' }),
          noticed_at: store.clock.now().subtract({ minutes: index }).toString(),
        })
        .execute();
    }
  };

  describe('show', () => {
    test('says what is not set, and how to set it', async () => {
      const words = await said(await member(), 'show');
      expect(words).toContain('Time zone: not known; name a city: /settings show Berlin');
      expect(words).toContain('Quiet hours: none');
    });

    test('has the platform’s zone until the member names one, with the time there now', async () => {
      const asker = await member({ zone: 'Asia/Tokyo' });
      expect(await said(asker, 'show')).toContain('Asia/Tokyo, from your profile: it is 02:30 there now');
      expect(await said(asker, 'show zone:Berlin')).toContain('Europe/Berlin: it is 18:30 there now');
      expect(await said(asker, 'show')).toContain('Europe/Berlin');
    });

    test('saves all that is given, or nothing where one of it is not understood', async () => {
      const asker = await member();
      expect(await said(asker, 'show zone:Berlin quiet:night')).toContain('as quiet hours');
      expect(await said(asker, 'show')).not.toContain('Europe/Berlin');
      const words = await said(asker, 'show zone:Berlin locale:de quiet:22-7 leads:1 day, 30 min');
      for (const each of [
        'Europe/Berlin',
        'Mittwoch, 25. November 2026',
        '22:00 to 07:00',
        '1 day, 30 minutes',
      ]) {
        expect(words).toContain(each);
      }
    });

    test('has the reminders of one’s seats follow, and only where they were changed', async () => {
      const replanned: string[] = [];
      const replan = async (identity: string) => void replanned.push(identity);
      const practice = { reminders: { replan } };
      const { type } = withStore({ store, clock: store.clock }, { practice });
      const asker = await member();
      await type(asker, 'show zone:Berlin');
      await type(asker, 'show leads:2 h');
      expect(replanned).toEqual([(await scene.who(asker)).identity]);
    });

    test('asks where a name stands for several zones, and a button answers', async () => {
      const asker = await member();
      const card = await scene.type(asker, 'show zone:Sydney');
      expect(wordsOf(card)).toContain('one of several time zones');
      const label = labelsOf(card).find((each) => each.includes('Australia')) ?? '';
      expect(wordsOf(await scene.press(asker, card, label))).toContain('Australia/Sydney: it is');
    });

    test('offers what is near where there is no such zone', async () => {
      const card = await scene.type(await member(), 'show zone:Berlni');
      expect(wordsOf(card)).toContain('I know no time zone “Berlni”');
      expect(labelsOf(card)).toContain('Berlin, Germany (18:30 now)');
    });

    test('a forged zone in a button is read like a typed one', async () => {
      expect(wordsOf(await scene.click(await member(), 'settings.zone:"Nowhere/At_All"'))).toContain(
        'I know no time zone',
      );
    });

    test('opens one form with what is set, and what is emptied there is taken back', async () => {
      const asker = await member();
      const card = await scene.type(asker, 'show zone:Berlin locale:de quiet:22-7 leads:1 day');
      const form = await scene.reply(asker, {
        kind: 'action',
        id: idOf(card, 'Change'),
        values: [],
        own: true,
      });
      if (form.kind !== 'form') throw new Error(`a ${form.kind}`);
      expect(form.view.values).toEqual({
        zone: 'Europe/Berlin',
        locale: 'de',
        quiet: '22:00-07:00',
        leads: '1 day',
      });
      const values = { ...form.view.values, quiet: '', leads: 'none' };
      const saved = messageOf(
        await scene.reply(asker, { kind: 'form', id: form.view.id, values, own: true }),
      );
      expect(wordsOf(saved)).toContain('Quiet hours: none');
      expect(wordsOf(saved)).toContain('Reminders before a session: none');
      expect(wordsOf(saved)).toContain('Europe/Berlin');
    });
  });

  describe('community', () => {
    test.each(['community', 'link', 'link ABCD-1234'])('is for administrators: %s', async (text) => {
      for (const standing of ['member', 'facilitator'] as const) {
        expect(await said(await member({ standing }), text)).toContain('Only administrators');
      }
    });

    test('keeps what is given and shows it', async () => {
      const asker = await leader('My course');
      const words = await said(asker, 'community zone:Toronto locale:fr-CA sessions:everyone');
      for (const each of ['America/Toronto: it is 12:30', 'novembre 2026', 'sessions: everyone']) {
        expect(words).toContain(each);
      }
      expect(await said(asker, 'community zone:none')).not.toContain('Toronto');
    });

    test('names a member or a role, who leads from then on, and takes it back', async () => {
      const asker = await leader();
      const named = someone(asker.space);
      const toggle = (facilitator: string) =>
        scene.message(asker, {
          kind: 'command',
          command: 'settings',
          subcommand: 'community',
          values: { facilitator },
        });
      await toggle(named.member);
      expect(await said(named, 'notices')).toContain('Nothing to tell');
      store.clock.advance({ seconds: 1 });
      const card = await toggle('role:77');
      expect(await said(someone(asker.space, { roles: ['77'] }), 'notices')).toContain('Nothing to tell');
      await scene.press(asker, card, 'Remove facilitator 1');
      expect(await said(named, 'notices')).toContain('Only facilitators');
      await toggle('role:77');
      expect(await said(someone(asker.space, { roles: ['77'] }), 'notices')).toContain('Only facilitators');
    });

    test('has at most twenty facilitators, and all the card’s ids fit', async () => {
      const asker = await leader();
      const toggle = (facilitator: string) =>
        scene.message(asker, {
          kind: 'command',
          command: 'settings',
          subcommand: 'community',
          values: { facilitator },
        });
      for (let index = 0; index < 20; index += 1) await toggle(`9${String(index).padStart(19, '0')}`);
      expect(wordsOf(await toggle('99'))).toContain('which is the most');
      const ids = idsOn(await scene.type(asker, 'community'));
      expect(ids.length).toBeGreaterThan(20);
      expect(ids.filter((id) => id.length > ID_LIMIT)).toEqual([]);
    });
  });

  describe('notices', () => {
    test('say what happened and the cure, a page at a time, and go when they are done', async () => {
      const asker = await member({ standing: 'facilitator' });
      await notice(asker, 7);
      const first = await scene.type(asker, 'notices');
      expect(wordsOf(first)).toContain('post.0');
      expect(wordsOf(first)).toContain('/invite @Parley');
      const second = await scene.press(asker, first, 'Next');
      expect(labelsOf(second).filter((label) => label === 'Done')).toHaveLength(2);
      await scene.press(asker, second, 'Done');
      const left = await scene.press(asker, second, 'All done');
      expect(wordsOf(left)).toContain('Nothing to tell');
    });

    test('are counted on the community’s card', async () => {
      const asker = await leader();
      await notice(asker, 3);
      expect(labelsOf(await scene.type(asker, 'community'))).toContain('Notices (3)');
    });
  });

  describe('linking', () => {
    test('is read beforehand by both sides, typed, confirmed, shown and undone', async () => {
      const [host, guest] = [await leader('Discord course'), await leader('Slack course', 'slack')];
      const issued = await scene.type(host, 'link');
      expect(wordsOf(issued)).toContain('the earlier seat stays');
      const typed = await scene.type(guest, `link ${codeOn(issued).toLowerCase()}`);
      expect(wordsOf(typed)).toContain('the earlier seat stays');
      expect(wordsOf(typed)).toContain('Nothing has changed yet: whoever made it in Discord course');
      expect(wordsOf(await scene.press(host, issued, 'Was it typed?'))).toContain(
        'Slack course typed your code',
      );
      const asked = await scene.type(host, 'link');
      expect(wordsOf(await scene.press(host, asked, 'Confirm'))).toContain(
        'Slack course shares this community',
      );
      const shared = await scene.type(guest, 'community');
      expect(wordsOf(shared)).toContain('Discord course (the others joined it)');
      const asking = await scene.press(guest, shared, 'Unlink');
      expect(wordsOf(asking)).toContain('Slack course goes back to a community of its own');
      expect(wordsOf(await scene.press(guest, asking, 'Unlink'))).toContain('Linked with: nothing else');
    });

    test('of one’s own accounts is confirmed by their owner, and shown on both', async () => {
      const [host, guest] = [await leader('Discord course'), await leader('Slack course', 'slack')];
      await scene.type(guest, `link ${codeOn(await scene.type(host, 'link'))}`);
      await scene.press(host, await scene.type(host, 'link'), 'Confirm');
      const [own, other] = [someone(host.space), someone(guest.space)];
      await scene.type(other, `account ${codeOn(await scene.type(own, 'account'))}`);
      await scene.press(own, await scene.type(own, 'account'), 'Confirm');
      expect(await said(other, 'show')).toContain('Linked accounts: Discord course');
      const card = await scene.type(own, 'show');
      expect(wordsOf(await scene.press(own, card, 'Unlink Slack course'))).toContain('Linked accounts: none');
    });

    test('the message to the issuer says where to confirm, and nothing once it is settled', async () => {
      const [host, guest] = [await leader('Discord course'), await leader('Slack course', 'slack')];
      const typed = await scene.type(guest, `link ${codeOn(await scene.type(host, 'link'))}`);
      const { subject } = scene.sent.at(-1)?.wish ?? {};
      const make = () =>
        linkClaimed.make({
          subject: linkClaimed.subject.parse(subject),
          space: host.space as never,
          services: scene.services,
          clock: store.clock,
        });
      expect(wordsOf((await make()) as Message)).toContain('type this in Discord course: /settings link');
      await scene.press(guest, typed, 'Take it back');
      expect(await make()).toBeUndefined();
    });
  });

  describe('across communities nothing is read and nothing is done:', () => {
    test('a notice’s id in a button', async () => {
      const [mine, theirs] = [
        await member({ standing: 'facilitator' }),
        await member({ standing: 'facilitator' }),
      ];
      await notice(theirs);
      const { community } = await scene.who(theirs);
      const { id } = await store.db
        .selectFrom('notice')
        .where('community_id', '=', community)
        .select('id')
        .executeTakeFirstOrThrow();
      const answer = await scene.click(mine, `settings.dismiss:"${id}",0`);
      expect(wordsOf(answer)).toContain('Nothing to tell');
      expect(await scene.community.notices.count(await scene.who(theirs))).toBe(1);
    });

    test('another member’s account in “Unlink”', async () => {
      const [mine, theirs] = [await member(), await member()];
      const { identity, person } = await scene.who(theirs);
      expect(wordsOf(await scene.click(mine, `settings.unlink:"${identity}"`))).toContain('not linked');
      expect((await scene.who(theirs)).person).toBe(person);
    });

    test('another’s code in “Confirm”', async () => {
      const [host, guest, third] = [await leader(), await leader('S', 'slack'), await leader()];
      const typed = await scene.type(guest, `link ${codeOn(await scene.type(host, 'link'))}`);
      const forged = idOf(typed, 'Take it back').replace('space-refuse', 'space-confirm');
      for (const asker of [third, guest]) {
        expect(wordsOf(await scene.click(asker, forged))).toContain('nothing to confirm');
      }
      expect(wordsOf(await scene.click({ ...host, standing: 'member' }, forged))).toContain(
        'Only administrators',
      );
    });

    test('what an administrator sets and sees', async () => {
      const [mine, theirs] = [await leader('Mine'), await leader('Theirs')];
      await scene.type(theirs, 'community zone:Toronto');
      await scene.type(mine, 'community zone:Berlin');
      expect(await said(theirs, 'community')).toContain('America/Toronto');
      expect(await said(mine, 'community')).not.toContain('Theirs');
    });

    test('what leads in one is a member in the other, by click too', async () => {
      const asker = await leader();
      const elsewhere = { ...asker, space: await scene.space(), standing: 'member' as const };
      for (const action of settings.actions.filter(({ audience }) => audience !== 'member')) {
        const state: Record<string, string> = {
          'settings.course-zone': ':"Europe/Berlin"',
          'settings.unname': ':"member","1"',
          'settings.notices': ':0',
          'settings.dismiss': `:"${crypto.randomUUID()}",0`,
          'settings.space-confirm': `:"${crypto.randomUUID()}"`,
          'settings.space-refuse': `:"${crypto.randomUUID()}"`,
        };
        const answer = await scene.click(elsewhere, `${action.name}${state[action.name] ?? ''}`);
        expect(wordsOf(answer), action.name).toMatch(/^Only (?:administrators|facilitators) can/);
      }
    });
  });

  test('the welcome names the three next steps', async () => {
    const words = wordsOf(
      (await welcome.make({
        subject: {},
        space: 'discord:1' as never,
        services: scene.services,
        clock: store.clock,
      })) as Message,
    );
    for (const step of ['/settings community', '/glossary batna', '/settings link'])
      expect(words).toContain(step);
  });
});
