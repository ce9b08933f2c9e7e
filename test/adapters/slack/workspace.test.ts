import { afterEach, describe, expect, it } from 'vitest';
import type { SpaceId } from '../../../src/chat/request.ts';
import type { SpaceMet, Spaces } from '../../../src/chat/spaces.ts';
import { until } from '../../until.ts';
import { type Stage, startStage, type Transport } from './stage.ts';

/** What an adapter told, in order. */
class Told implements Spaces {
  readonly all_: (readonly SpaceId[])[] = [];
  readonly met_: SpaceMet[] = [];
  readonly left_: SpaceId[] = [];
  async met(space: SpaceMet): Promise<void> {
    this.met_.push(space);
  }
  async left(space: SpaceId): Promise<void> {
    this.left_.push(space);
  }
  async all(_platform: string, spaces: readonly SpaceId[]): Promise<void> {
    this.all_.push(spaces);
  }
}

let stage: Stage;
afterEach(() => stage.stop());

describe.each<Transport>(['socket', 'http'])('the workspace over %s', (transport) => {
  it('is told at the start, and when the app is removed; what was to be sent there is refused', async () => {
    const told = new Told();
    stage = await startStage(transport, undefined, told);
    const { local, adapter, general } = stage;
    const id = `slack:${local.teamId}` as SpaceId;
    await until('the workspace to be told', () => told.all_.length > 0);
    expect([told.met_, told.all_, told.left_]).toEqual([[{ id, name: 'Mediation course' }], [[id]], []]);
    await local.uninstall();
    await until('the removal to be told', () => told.left_.length > 0);
    // Slack says it in two events, and twice is as good as once.
    expect(new Set(told.left_)).toEqual(new Set([id]));
    expect(await adapter.outbox.post(id, general, 'one', { title: 'Late', parts: [] })).toEqual({
      kind: 'refused',
      reason: 'space-gone',
    });
  });

  it('refuses members of another one kindly, each alone, whatever they do', async () => {
    stage = await startStage(transport);
    const { local, general } = stage;
    const guest = await local.shareChannel(general);
    const { message } = await local.slash(stage.id('Member'), general, '/test post');
    const where = message?.id ?? '';
    const words = await local.say(stage.id('Member'), general, 'words');
    const outcomes = [
      await local.slash(guest, general, '/test counter'),
      await local.click(guest, where, 'Tell me'),
      await local.click(guest, where, 'One more'),
      await local.click(guest, where, 'Write'),
      await local.select(guest, where, 'Choose', ['red']),
      await local.shortcut(guest, general, words, 'Count the words'),
    ];
    for (const { message: answer } of outcomes) {
      expect([answer?.private, answer?.text]).toEqual([true, expect.stringMatching(/^You are a guest here/)]);
    }
    expect((await local.suggest(guest, where, 'Find', 'ap')).options).toEqual([]);
    const seen = (await local.read(stage.id('Member'), general)).find((each) => each.id === where);
    expect(seen?.text).toContain('It is 0.');
    expect((await local.click(stage.id('Member'), where, 'Tell me')).message?.text).toBe(
      'Told\nmember: nothing',
    );
  });
});
