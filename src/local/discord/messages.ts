import { randomBytes } from 'node:crypto';
import type { Changes } from '../shared/changes.ts';
import type { Clocks } from '../shared/clock.ts';
import { type Fields, rows, text } from '../shared/json.ts';
import { Signal } from '../shared/signal.ts';
import { type Gateway, Intent } from './gateway.ts';
import { messageWire } from './message-wire.ts';
import { Flag, hasFlag, type PayloadKind } from './parts.ts';
import { invalidForm, problem } from './problem.ts';
import { answerOf, refusals } from './rules.ts';
import { FILE_BYTES } from './rules-conduct.ts';
import { snowflake } from './snowflake.ts';
import type { Attachment, Channel, Message, User, World } from './world.ts';

/** A file of a multipart request: `files[index]`. */
export interface Upload {
  index: string;
  filename: string;
  contentType: string;
  bytes: Buffer;
}

export interface NewMessage {
  channel: Channel;
  author: User;
  payload: Fields;
  uploads?: readonly Upload[];
  privateTo?: string | undefined;
  origin?: Fields | undefined;
  command?: string | undefined;
  loading?: boolean;
  /** Where the payload stands in the request, for the error's path: `data` in a callback. */
  under?: string;
}

const KEPT_EPHEMERALS = 2_000;

/** Throws the answer that Discord gives to a payload that breaks a rule. */
export function check(payload: unknown, kind: PayloadKind, files?: readonly string[], under = ''): void {
  const found = refusals(payload, kind, files);
  if (found.length === 0) return;
  const forms = found.filter((each) => answerOf(each) === 'invalidForm');
  if (forms.length === 0) throw problem(answerOf(found[0]!));
  throw invalidForm(
    forms.map((each) => ({ ...each, path: under === '' ? each.path : `${under}.${each.path}` })),
  );
}

/** What is said: stored, changed and taken away, and told to the gateway. */
export class Messages {
  /** Something visible has changed. */
  readonly changed = new Signal();
  /** Where files are served; known once the server listens. */
  base = '';
  readonly #ephemerals = new WeakMap<Channel, string[]>();
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #clocks: Clocks;
  readonly #changes: Changes;

  constructor(world: World, gateway: Gateway, clocks: Clocks, changes: Changes) {
    this.#world = world;
    this.#gateway = gateway;
    this.#clocks = clocks;
    this.#changes = changes;
  }

  wire(message: Message): Fields {
    return messageWire(this.#world, this.base, message);
  }

  create(given: NewMessage): Message {
    const { channel, author, payload, uploads = [], loading = false } = given;
    if (!loading) check(payload, 'message', names(uploads), given.under);
    const message: Message = {
      id: snowflake(),
      channel,
      author,
      privateTo: given.privateTo,
      payload,
      attachments: attached(payload, uploads),
      version: 1,
      createdAt: this.#clocks.shown(),
      editedAt: undefined,
      loading,
      origin: given.origin,
      command: given.command,
      dismissed: false,
    };
    channel.messages.set(message.id, message);
    if (message.privateTo === undefined) channel.lastMessageId = message.id;
    else this.#forgetOldEphemerals(channel, message);
    this.#tell('MESSAGE_CREATE', message);
    return message;
  }

  /** Changes the fields that are given and leaves the others; a placeholder becomes the answer. */
  edit(message: Message, patch: Fields, uploads: readonly Upload[] = [], under?: string): void {
    const kept = patch.attachments === undefined ? message.attachments : keptOf(message, patch);
    const attachments = [...kept, ...attached(patch, uploads)];
    const merged: Fields = { ...message.payload, ...patch, flags: flagsAfter(message.payload, patch) };
    check(
      merged,
      'message',
      attachments.map((file) => file.filename),
      under,
    );
    message.payload = merged;
    message.attachments = attachments;
    message.version += 1;
    if (!message.loading) message.editedAt = this.#clocks.shown();
    message.loading = false;
    this.#tell('MESSAGE_UPDATE', message);
  }

  /** Takes an ephemeral message off the one screen that shows it. */
  dismiss(message: Message): void {
    message.dismissed = true;
    this.#told();
  }

  remove(message: Message): void {
    message.channel.messages.delete(message.id);
    if (message.privateTo === undefined) {
      const { id, channel } = message;
      const where = channel.guild ? { guild_id: channel.guild.id } : {};
      this.#gateway.dispatch('MESSAGE_DELETE', { id, channel_id: channel.id, ...where }, intentOf(channel));
    }
    this.#told();
  }

  /** Ephemeral messages live on screens alone; a busy channel keeps the newest. */
  #forgetOldEphemerals(channel: Channel, newest: Message): void {
    const kept = this.#ephemerals.get(channel) ?? [];
    this.#ephemerals.set(channel, kept);
    kept.push(newest.id);
    if (kept.length <= 2 * KEPT_EPHEMERALS) return;
    for (const id of kept.splice(0, KEPT_EPHEMERALS)) channel.messages.delete(id);
  }

  #tell(event: string, message: Message): void {
    if (message.privateTo === undefined && this.#gateway.wants(intentOf(message.channel))) {
      const wire = this.wire(message);
      const open = message.author === this.#world.bot || message.channel.type === 1;
      const blank = open ? wire : { ...wire, content: '', embeds: [], attachments: [], components: [] };
      this.#gateway.dispatch(event, wire, intentOf(message.channel), blank);
    }
    this.#told();
  }

  #told(): void {
    this.changed.notify();
    this.#changes.notify();
  }
}

const intentOf = (channel: Channel): number =>
  channel.type === 1 ? Intent.directMessages : Intent.guildMessages;

const names = (uploads: readonly Upload[]): string[] => uploads.map((upload) => upload.filename);

/** An edit may set flags, but neither who sees the message nor that it is Components V2 can be taken back. */
function flagsAfter(before: Fields, patch: Fields): number {
  const old = Number(before.flags ?? 0);
  if (patch.flags === undefined || patch.flags === null) return old;
  return (old & (Flag.ephemeral | Flag.componentsV2)) | (Number(patch.flags) & ~Flag.ephemeral);
}

/** The attachments that an edit keeps: those whose ids it lists. */
function keptOf(message: Message, patch: Fields): Attachment[] {
  const ids = new Set(rows(patch.attachments).map((each) => String(each.id)));
  return message.attachments.filter((file) => ids.has(file.id));
}

/** Uploaded files with the descriptions that the payload gives them. */
function attached(payload: Fields, uploads: readonly Upload[]): Attachment[] {
  return uploads.map((upload) => {
    if (upload.bytes.length > FILE_BYTES) throw problem('tooLarge');
    const told = rows(payload.attachments).find((each) => String(each.id) === upload.index);
    return {
      id: snowflake(),
      filename: text(told?.filename) || upload.filename,
      description: text(told?.description) || undefined,
      contentType: upload.contentType,
      bytes: upload.bytes,
    };
  });
}

export const isEphemeral = (payload: Fields): boolean => hasFlag(payload, Flag.ephemeral);

/** An unguessable part of a token. */
export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');
