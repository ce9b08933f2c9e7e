/** What one member has on the screen, and what they take away from it. */
import type {
  MessageOnScreen,
  PersonOnScreen,
  PlaceOnScreen,
  Screen,
  ViewOnScreen,
} from '../shared/screen.ts';
import type { Delivery } from './delivery.ts';
import { filesOnScreen } from './files.ts';
import type { ScreenActs } from './human.ts';
import { shownPayload, visibleTo } from './seeing.ts';
import { composable } from './slash.ts';
import { memberOf, type Stage } from './stage.ts';
import { BOT_USER, type Conversation, type Member, type Message, type View, type World } from './world.ts';

const NEWEST = 100;

const person = ({ id, name, handle, bot, zone }: Member): PersonOnScreen => ({
  id,
  name,
  handle,
  app: bot,
  zone,
});

const place = (world: World, conversation: Conversation, memberId: string): PlaceOnScreen => {
  const { id, name, kind, archived } = conversation;
  const direct = kind === 'direct';
  return {
    id,
    name: direct ? world.members.get(BOT_USER)!.name : name,
    kind,
    latest: visibleTo(conversation, memberId).at(-1)?.ts ?? '',
    writable: direct ? composable(world) : !archived,
  };
};

function message(world: World, shown: Message): MessageOnScreen {
  const payload = { ...shownPayload(shown), ...(shown.metadata && { metadata: shown.metadata }) };
  return {
    id: shown.ts,
    author: shown.author,
    at: Math.floor(Number(shown.ts) * 1000),
    edited: shown.version > 1,
    private: shown.only !== undefined,
    loading: false,
    origin: null,
    payload,
    files: filesOnScreen(world, payload, shown.files),
    version: shown.version,
  };
}

const onScreen = (entry: View | undefined): ViewOnScreen | null =>
  entry ? { id: entry.id, payload: entry.view, version: entry.version } : null;

export class MemberScreens implements ScreenActs {
  readonly #world: World;
  readonly #delivery: Delivery;

  constructor({ world, delivery }: Stage) {
    this.#world = world;
    this.#delivery = delivery;
  }

  async screen(memberId: string, conversationId: string | undefined): Promise<Screen> {
    const world = this.#world;
    const { id: me } = memberOf(world, memberId);
    const channels = [...world.conversations.values()].filter(
      ({ kind, members }) => kind !== 'direct' && members.has(me),
    );
    const listed = [...channels, world.direct(me)];
    const open = listed.find(({ id }) => id === conversationId) ?? listed[0]!;
    return {
      now: world.clocks.shown(),
      connected: this.#delivery.connected,
      me,
      people: [...world.members.values()].map(person),
      roles: [],
      places: listed.map((each) => place(world, each, me)),
      place: open.id,
      messages: visibleTo(open, me)
        .slice(-NEWEST)
        .map((each) => message(world, each)),
      form: onScreen(world.stacks.get(me)?.at(-1)),
      home: onScreen(world.homes.get(me)),
    };
  }

  async dismiss(memberId: string, messageId: string): Promise<void> {
    const { id } = memberOf(this.#world, memberId);
    const found = this.#world.message(messageId);
    if (!found) throw new Error(`there is no message ${messageId} any more`);
    if (found.only !== id) throw new Error(`message ${messageId} is not shown to this member alone`);
    this.#world.dismiss(found);
  }
}
