import type { WebClient } from '@slack/web-api';
import { describeError, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import type { Completing } from '../../chat/incoming.ts';
import { RecentIds } from '../../chat/recent.ts';
import type { Request, SpaceId } from '../../chat/request.ts';
import type { Spaces } from '../../chat/spaces.ts';
import { optionsOf } from './controls.ts';
import type { Installation } from './installation.ts';
import { readMetadata } from './metadata.ts';
import type { People } from './people.ts';
import {
  type Body,
  type Origin,
  originOf,
  type Received,
  readBody,
  requestOf,
  type SlashNames,
  teamOf,
} from './receive.ts';
import type { ResponseUrls } from './response-url.ts';
import { type Ack, Sender } from './send.ts';
import { slashOf } from './speech.ts';

/** An open list waits for its choices, and Slack gives up after 3 s. In ms. */
const CHOICES_WITHIN = 2_300;
/** Slack's limit; the handler gives fewer. */
const CHOICES = 100;

interface DispatcherParts {
  readonly handler: Handler;
  readonly log: Log;
  readonly web: WebClient;
  readonly people: People;
  readonly urls: ResponseUrls;
  readonly prefix: string;
  readonly spaces?: Spaces | undefined;
}

/** Takes what Slack sends, each event once, to the handler, and its answer back. */
export class Dispatcher {
  /** Known once connected. */
  installation: Installation | undefined;
  readonly #parts: DispatcherParts;
  readonly #sender: Sender;
  readonly #names: SlashNames;
  readonly #recent = new RecentIds();
  readonly #removed = new Set<string>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#sender = new Sender(parts);
    this.#names = slashNames(parts.handler, parts.prefix);
  }

  /** Never rejects. Events come without `ack`: Bolt has acknowledged them. */
  async take(body: Body, ack: Ack = async () => {}): Promise<void> {
    const origin = originOf(body);
    try {
      if (this.#removed.has(origin.team)) return await ack();
      // The same act delivered again was answered the first time.
      if (origin.id !== '' && !this.#recent.first(origin.id)) return await ack();
      await this.#handle(body, origin, ack);
    } catch (error) {
      this.#parts.log.error(
        { request: origin.id, error: describeError(error) },
        'an event from Slack failed',
      );
      await ack().catch(() => {});
    }
  }

  async #handle(body: Body, origin: Origin, ack: Ack): Promise<void> {
    const { handler, people } = this.#parts;
    const received = readBody(body, this.#names, origin.own);
    const team = this.installation?.team ?? origin.team;
    const request = requestOf(body, origin, people, { team, guest: await this.#isGuest(body, origin) });
    switch (received.kind) {
      case 'nothing':
        return ack();
      case 'gone':
        this.#removed.add(origin.team);
        await this.#parts.spaces?.left(`slack:${origin.team}` as SpaceId);
        this.#parts.log.error(
          { team: origin.team },
          'the app was removed from the workspace; install it again, and start anew with the new token',
        );
        return ack();
      case 'home':
        return this.#sender.home(request);
      case 'suggest':
        if (request.guest) return ack({ options: [] });
        return ack({ options: optionsOf(await this.#choices(received.completing, request), CHOICES) });
      case 'form':
        return this.#submitted(received, origin, request, ack);
      case 'command':
        return this.#sender.command(handler.plan(received.incoming, request), origin, request, ack);
      case 'shortcut':
        return this.#sender.click(handler.plan(received.incoming, request), origin, request, ack);
      case 'click':
        return this.#clicked(received, origin, request, ack);
    }
  }

  async #clicked(
    clicked: Extract<Received, { kind: 'click' }>,
    origin: Origin,
    request: Request,
    ack: Ack,
  ): Promise<void> {
    const { handler, people } = this.#parts;
    const { incoming } = clicked;
    if (origin.own || !origin.message || !request.conversation.direct) {
      return this.#sender.click(handler.plan(incoming, request), origin, request, ack);
    }
    // In the app's direct messages an answer takes the place of what was clicked; nobody else may read along.
    const acknowledged = ack();
    // It may fail while Slack is asked; who waits for it below tells of that.
    acknowledged.catch(() => {});
    const own = await people.isOwnDirect(origin.member, origin.conversation);
    const plan = handler.plan({ ...incoming, own }, request);
    return this.#sender.click(plan, { ...origin, own }, request, () => acknowledged);
  }

  async #submitted(
    received: Extract<Received, { kind: 'form' }>,
    origin: Origin,
    request: Request,
    ack: Ack,
  ): Promise<void> {
    const kept = readMetadata(received.metadata, origin, this.#parts.urls);
    if (!kept) return ack();
    const { conversation, own } = kept.origin;
    const there = { ...request, conversation: { id: conversation, direct: conversation.startsWith('D') } };
    const plan = this.#parts.handler.plan({ kind: 'form', id: kept.id, values: received.values, own }, there);
    return this.#sender.form(plan, kept.fields, kept.origin, there, ack);
  }

  async #choices(completing: Completing, request: Request) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<[]>((resolve) => {
      timer = setTimeout(resolve, CHOICES_WITHIN, []);
    });
    const found = this.#parts.handler.complete(completing, request);
    return Promise.race([found, late]).finally(() => clearTimeout(timer));
  }

  /** A member of another workspace, in a channel that both share; an organisation's own workspaces are no guests. */
  async #isGuest(body: Body, { member }: Origin): Promise<boolean> {
    const theirs = teamOf(body);
    if (this.installation === undefined || theirs === undefined) return false;
    const { team, enterprise } = this.installation;
    if (theirs === team) return false;
    if (enterprise === undefined) return true;
    return theirs !== enterprise && (await this.#parts.people.enterpriseOf(member)) !== enterprise;
  }
}

/** Every way to type a command's name: with the prefix, and without it, as it may still be installed. */
function slashNames(handler: Handler, prefix: string): SlashNames {
  return new Map(
    handler.commands.flatMap(({ name }): [string, string][] => {
      const slash = slashOf(name, prefix);
      return [[`/${name}`, name], ...(slash === undefined ? [] : [[slash, name] as [string, string]])];
    }),
  );
}
