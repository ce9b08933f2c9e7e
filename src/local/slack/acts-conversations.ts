/** What members do in conversations: type commands, write, read, open the app's pages, invite it. */
import { randomUUID } from 'node:crypto';
import { fields, rows, text } from '../shared/json.ts';
import type { CommandOnOffer } from '../shared/screen.ts';
import type { Delivery } from './delivery.ts';
import type { Events } from './events.ts';
import type { ConversationActs, Outcome, Patience, Seen, SeenForm } from './human.ts';
import { perform } from './interaction.ts';
import { actionTs } from './payloads.ts';
import { seenForm, seenHome, seenMessage, visibleTo } from './seeing.ts';
import { composable, responseUrlId, shownByAck, slashFailure, slashParcel } from './slash.ts';
import { conversationOf, memberOf, type Stage } from './stage.ts';
import { BOT_USER, type Message, type World } from './world.ts';

const WAIT_MS = 10_000;
const HOME_SETTLE_MS = 1000;

export class MemberConversations implements ConversationActs {
  readonly #world: World;
  readonly #delivery: Delivery;
  readonly #events: Events;

  constructor({ world, delivery, events }: Stage) {
    this.#world = world;
    this.#delivery = delivery;
    this.#events = events;
  }

  async slash(
    memberId: string,
    conversationId: string,
    typed: string,
    how: Patience & { curly?: boolean } = {},
  ): Promise<Outcome> {
    const world = this.#world;
    const member = memberOf(this.#world, memberId);
    const parcel = slashParcel(
      world,
      member,
      conversationOf(this.#world, conversationId),
      typed,
      how.curly === true,
    );
    return perform(world, this.#delivery, {
      member,
      parcel,
      settleMs: how.waitMs ?? WAIT_MS,
      causes: [text(parcel.payload.trigger_id), responseUrlId(parcel.payload)],
      conversation: conversationId,
      defers: true,
      failure: (reason) => slashFailure(parcel.label, reason),
      acknowledged: (body) => {
        const shown = shownByAck(world, parcel, body);
        if (typeof shown === 'string') return { kind: 'failed', failure: slashFailure(parcel.label, shown) };
        return shown && { kind: 'message', message: seenMessage(world, shown, member) };
      },
    });
  }

  async say(memberId: string, conversationId: string, typed: string): Promise<string> {
    const world = this.#world;
    const member = memberOf(this.#world, memberId);
    const conversation = conversationOf(this.#world, conversationId);
    if (!conversation.members.has(memberId))
      throw new Error(`${member.name} is not in #${conversation.name}`);
    const direct = conversation.kind === 'direct';
    if (direct && !composable(world)) throw new Error("the app's Messages tab is off or read-only");
    const mention = `@${world.members.get(BOT_USER)!.name}`;
    const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const written = escaped.replaceAll(mention, `<@${BOT_USER}>`);
    const message: Message = {
      ts: world.ts(),
      conversation: conversationId,
      author: memberId,
      byApp: false,
      text: written,
      blocks: [],
      attachments: [],
      files: [],
      version: 1,
    };
    world.post(message);
    const { ts } = message;
    const spoken = {
      user: memberId,
      team: member.team,
      client_msg_id: randomUUID(),
      text: written,
      blocks: [],
    };
    const event = { ...spoken, ts, channel: conversationId, event_ts: ts };
    if (direct) this.#events.send({ type: 'message', channel_type: 'im', ...event });
    else if (written !== escaped && conversation.members.has(BOT_USER))
      this.#events.send({ type: 'app_mention', ...event });
    return ts;
  }

  async read(memberId: string, conversationId: string): Promise<Seen[]> {
    const member = memberOf(this.#world, memberId);
    const conversation = conversationOf(this.#world, conversationId);
    if (conversation.kind !== 'channel' && !conversation.members.has(memberId))
      throw new Error(`${member.name} is not in that conversation`);
    return visibleTo(conversation, memberId).map((message) => seenMessage(this.#world, message, member));
  }

  async form(memberId: string): Promise<SeenForm | null> {
    const member = memberOf(this.#world, memberId);
    const top = this.#world.stacks.get(memberId)?.at(-1);
    return top ? seenForm(this.#world, top, member) : null;
  }

  async offers(memberId: string): Promise<CommandOnOffer[]> {
    memberOf(this.#world, memberId);
    const { slash_commands, shortcuts } = fields(this.#world.manifest?.features);
    const commands = rows(slash_commands).map(
      ({ command, description, usage_hint }): CommandOnOffer => ({
        name: text(command),
        kind: 'slash',
        description: text(description),
        ...(usage_hint !== undefined && { usageHint: text(usage_hint) }),
      }),
    );
    const messages = rows(shortcuts).filter(({ type }) => type === 'message');
    return [
      ...commands,
      ...messages.map(
        ({ name, description }): CommandOnOffer => ({
          name: text(name),
          kind: 'message',
          description: text(description),
        }),
      ),
    ];
  }

  async openDirect(memberId: string): Promise<string> {
    return this.#world.direct(memberOf(this.#world, memberId).id).id;
  }

  async openHome(memberId: string, how: Patience = {}): Promise<Seen | null> {
    const world = this.#world;
    const member = memberOf(this.#world, memberId);
    if (fields(fields(world.manifest?.features).app_home).home_tab_enabled !== true)
      throw new Error('the app has no Home tab');
    const before = world.homes.get(memberId);
    const published = new Promise<void>((resolve) => {
      const unwatch = world.watch((change) => {
        if (change.kind === 'home' && change.view?.member === memberId) done();
      });
      const timer = setTimeout(done, how.settleMs ?? HOME_SETTLE_MS);
      function done(): void {
        clearTimeout(timer);
        unwatch();
        resolve();
      }
    });
    const channel = world.direct(memberId).id;
    const view = before && { view: before.view };
    this.#events.send({
      type: 'app_home_opened',
      user: memberId,
      channel,
      tab: 'home',
      event_ts: actionTs(world),
      ...view,
    });
    await published;
    const home = world.homes.get(memberId);
    return home ? seenHome(world, home, member) : null;
  }

  async inviteApp(memberId: string, conversationId: string): Promise<void> {
    const conversation = conversationOf(this.#world, conversationId);
    if (!conversation.members.has(memberId)) throw new Error('only a member can invite');
    if (conversation.members.has(BOT_USER)) throw new Error('the app is already there');
    conversation.members.add(BOT_USER);
    this.#world.changed();
    this.#events.joined(conversation, BOT_USER, memberId);
  }

  async removeApp(memberId: string, conversationId: string): Promise<void> {
    const conversation = conversationOf(this.#world, conversationId);
    if (!conversation.members.has(memberId)) throw new Error('only a member can remove the app');
    if (!conversation.members.delete(BOT_USER)) throw new Error('the app is not there');
    this.#world.changed();
  }
}
