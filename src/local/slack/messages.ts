/** Messages: from what the app sends to what is stored, and to what Slack sends back. */
import { type Fields, fields, isFields, present, rows, text } from '../shared/json.ts';
import { limits } from './rules.ts';
import { APP_ID, BOT_ID, BOT_USER, type Message, TEAM, type World } from './world.ts';

const NO_FALLBACK = "This content can't be displayed.";

/** A value with the flags that Slack writes into every text object. */
export function flagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flagged);
  if (!isFields(value)) return value;
  const whole = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, flagged(part)]));
  if (value.type === 'plain_text') return { emoji: true, ...whole };
  return value.type === 'mrkdwn' ? { verbatim: false, ...whole } : whole;
}

const NAMELESS = new Set<unknown>(['image', 'plain_text', 'mrkdwn']);

/** Blocks as Slack keeps them: with the ids and flags that were left out. */
export function asKept(world: World, blocks: readonly Fields[]): Fields[] {
  const named = (element: Fields): Fields =>
    NAMELESS.has(element.type) ? element : { action_id: world.id('a'), ...element };
  return blocks.map((each) => {
    const block = fields(flagged(each));
    if (block.type === 'actions') block.elements = rows(block.elements).map(named);
    if (block.type === 'section' && block.accessory) block.accessory = named(fields(block.accessory));
    if (block.type === 'input') block.element = named(fields(block.element));
    return { block_id: world.id('b'), ...block };
  });
}

type Content = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

/** What a checked payload shows. */
export function content(world: World, payload: Fields): Content {
  const markdown = text(payload.markdown_text);
  const blocks: Fields[] = markdown ? [{ type: 'markdown', text: markdown }] : rows(payload.blocks);
  const written = (text(payload.text) || markdown).slice(0, limits('text-cut').max);
  return {
    text: written || (blocks.length > 0 ? NO_FALLBACK : ''),
    blocks: asKept(world, blocks),
    attachments: rows(payload.attachments),
    metadata: payload.metadata as Fields | undefined,
  };
}

/** A new message of the app's. */
export const appMessage = (world: World, conversation: string, shown: Content, only?: string): Message => ({
  ...shown,
  ts: world.ts(),
  conversation,
  author: BOT_USER,
  byApp: true,
  files: [],
  only,
  version: 1,
});

/** The app's messages for one payload: long text without blocks is split as Slack splits it. */
export function split(world: World, conversation: string, shown: Content): Message[] {
  const { max } = limits('text-split');
  if (shown.text.length <= max || shown.blocks.length > 0) return [appMessage(world, conversation, shown)];
  const parts: Message[] = [];
  for (let at = 0; at < shown.text.length; at += max)
    parts.push(appMessage(world, conversation, { ...shown, text: shown.text.slice(at, at + max) }));
  return parts;
}

/** Replaces what a message shows. Text without blocks takes the blocks away; other parts that are not given stay. */
export function edit(world: World, message: Message, payload: Fields, cause?: string): void {
  const shown = content(world, payload);
  message.text = shown.text;
  const written = payload.text !== undefined || payload.markdown_text !== undefined;
  if (payload.blocks !== undefined || written) message.blocks = shown.blocks;
  if (payload.attachments !== undefined) message.attachments = shown.attachments;
  if (payload.metadata !== undefined) message.metadata = shown.metadata;
  message.version += 1;
  world.tell({ kind: 'update', message, cause });
}

/** A message as the Web API and payloads show it; `metadata`: whether its event_payload is shown. */
export function wireMessage(world: World, message: Message, metadata: boolean): Fields {
  const bot = world.members.get(BOT_USER)!;
  const own = {
    bot_id: BOT_ID,
    app_id: APP_ID,
    bot_profile: {
      id: BOT_ID,
      deleted: false,
      name: bot.name,
      updated: 0,
      app_id: APP_ID,
      icons: {},
      team_id: TEAM.id,
    },
  };
  const event_type = message.metadata?.event_type;
  return present({
    user: message.author,
    type: 'message',
    ts: message.ts,
    ...(message.byApp && own),
    text: message.text,
    team: world.members.get(message.author)?.team,
    thread_ts: message.thread,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    files: message.files.length > 0 ? message.files : undefined,
    edited: message.version > 1 ? { user: message.author, ts: message.ts } : undefined,
    metadata: message.metadata && (metadata ? message.metadata : { event_type }),
  });
}
