import type { WebClient } from '@slack/web-api';
import { UserError } from '../../chat/errors.ts';
import { FailureLog, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import type { Plan } from '../../chat/incoming.ts';
import { unlessLate } from '../../chat/late.ts';
import type { FormView, Message, Reply } from '../../chat/reply.ts';
import type { Request } from '../../chat/request.ts';
import { handOver, hasFiles } from './hand-over.ts';
import { writeMetadata } from './metadata.ts';
import type { People } from './people.ts';
import type { Origin } from './receive.ts';
import { type Payload, renderHome, renderMessage } from './render.ts';
import { renderForm } from './render-form.ts';
import type { Posted, ResponseUrls } from './response-url.ts';
import { slackCode } from './slack-error.ts';

/** Acknowledges an event, once; rejects where the connection it came by is gone. */
export type Ack = (body?: object) => Promise<void>;

/** A modal waits for its acknowledgement to close, and Slack gives up after 3 s. In ms. */
const FORM_ANSWER = 2_000;

interface SenderParts {
  readonly web: WebClient;
  readonly people: People;
  readonly urls: ResponseUrls;
  readonly handler: Handler;
  readonly log: Log;
  readonly prefix: string;
}

type Messages = Extract<Reply, { kind: 'message' }>;

/** Brings replies to where they belong, in as few requests as Slack needs. */
export class Sender {
  readonly #web: WebClient;
  readonly #people: People;
  readonly #urls: ResponseUrls;
  readonly #handler: Handler;
  readonly #log: Log;
  readonly #failures: FailureLog;
  readonly #prefix: string;
  readonly #rendered = new WeakMap<Message, Payload>();

  constructor({ web, people, urls, handler, log, prefix }: SenderParts) {
    this.#web = web;
    this.#people = people;
    this.#urls = urls;
    this.#handler = handler;
    this.#log = log;
    this.#failures = new FailureLog(log);
    this.#prefix = prefix;
  }

  /** A typed command: what is ready in time is shown by the acknowledgement itself. */
  async command(plan: Plan, origin: Origin, request: Request, ack: Ack): Promise<void> {
    const reply = plan.place === 'form' ? await plan.reply : await unlessLate(plan.reply);
    if (reply === 'late') {
      await this.#acknowledge(origin, ack);
      return this.#answer(await plan.reply, origin, request);
    }
    if (reply.kind === 'form' || reply.kind === 'remove' || handsOver(reply, origin)) {
      await this.#acknowledge(origin, ack);
      return this.#answer(reply, origin, request);
    }
    const shown = reply.kind === 'message' ? reply : { ...reply, place: 'private' };
    const body = { response_type: responseType(shown.place), ...this.#render(reply.message) };
    if (!(await this.#acknowledge(origin, ack, body))) await this.#answer(reply, origin, request);
  }

  /** A click or a shortcut: what acknowledges it is never shown, so that goes first. */
  async click(plan: Plan, origin: Origin, request: Request, ack: Ack): Promise<void> {
    await this.#acknowledge(origin, ack);
    await this.#answer(await plan.reply, origin, request);
  }

  /** A submitted form: it stays open with its errors, or closes and is answered where it was opened. */
  async form(
    plan: Plan,
    fields: readonly string[],
    origin: Origin,
    request: Request,
    ack: Ack,
  ): Promise<void> {
    const reply = await unlessLate(plan.reply, FORM_ANSWER);
    if (reply !== 'late' && reply.kind === 'errors') {
      const errors = Object.entries(reply.errors).filter(
        ([name, words]) => fields.includes(name) && words !== '',
      );
      const body = { response_action: 'errors', errors: Object.fromEntries(errors) };
      if (errors.length > 0 && (await this.#acknowledge(origin, ack, body))) return;
    }
    await this.#acknowledge(origin, ack);
    await this.#answer(await plan.reply, origin, request);
  }

  /** A member's Home tab, made anew. */
  async home(request: Request): Promise<void> {
    // No event tells the name for a tab that was just opened.
    const { id } = request.member;
    const named = {
      ...request,
      member: { id, name: (await this.#people.nameOf(id)) ?? request.member.name },
    };
    const message = await this.#handler
      .home(named)
      .catch((error: unknown) => this.#failures.told(error, { kind: 'home', request: request.id }));
    try {
      await this.#web.views.publish({ user_id: request.member.id, view: renderHome(message, this.#prefix) });
    } catch (error) {
      this.#log.warn({ request: request.id, slack: slackCode(error) }, 'a Home tab could not be shown');
    }
  }

  /** False where the acknowledgement did not get through: what it carried has to be said in another way. */
  async #acknowledge(origin: Origin, ack: Ack, body?: object): Promise<boolean> {
    try {
      await ack(body);
      return true;
    } catch (error) {
      this.#log.warn(
        { request: origin.id, slack: slackCode(error) },
        'an acknowledgement did not get through',
      );
      return false;
    }
  }

  async #answer(reply: Reply, origin: Origin, request: Request): Promise<void> {
    switch (reply.kind) {
      case 'form':
        return this.#open(reply.view, origin, request);
      case 'errors':
        return this.#show({ kind: 'message', place: 'private', message: reply.message }, origin, request);
      case 'remove':
        if (origin.home) return this.home(request);
        if (origin.message && origin.url !== undefined) {
          this.#report(await this.#urls.post(origin.url, { delete_original: true }, true), origin);
        }
        return;
      case 'message':
        return this.#show(reply, origin, request);
    }
  }

  async #show(reply: Messages, origin: Origin, request: Request): Promise<void> {
    // A Home tab has no message to change: it is made anew from how things stand.
    if (origin.home && reply.place === 'update') return this.home(request);
    const message = handsOver(reply, origin)
      ? await handOver(reply.message, {
          web: this.#web,
          log: this.#log,
          member: origin.member,
          request: origin.id,
        })
      : reply.message;
    const payload = this.#render(message);
    const replaces = reply.place === 'update' && origin.message;
    const type = responseType(reply.place);
    if (origin.url !== undefined) {
      const body = { ...payload, replace_original: replaces, ...(replaces ? {} : { response_type: type }) };
      const posted = await this.#urls.post(origin.url, body, type === 'ephemeral');
      if (posted.kind !== 'refused') return this.#report(posted, origin);
      this.#report(posted, origin);
    }
    await this.#post(
      type === 'in_channel' && origin.conversation !== '' ? origin.conversation : origin.member,
      payload,
      origin,
    );
  }

  /** Without a response_url, or when it is spent: to the channel itself, or else to the member's direct messages. */
  async #post(channel: string, payload: object, origin: Origin): Promise<void> {
    try {
      await this.#web.chat.postMessage({ channel, ...payload } as Parameters<
        WebClient['chat']['postMessage']
      >[0]);
    } catch (error) {
      this.#log.warn({ request: origin.id, slack: slackCode(error) }, 'an answer could not be posted');
      if (channel === origin.member || slackCode(error) === 'unreachable') return;
      await this.#post(origin.member, payload, origin);
    }
  }

  async #open(view: FormView, origin: Origin, request: Request): Promise<void> {
    try {
      const metadata = writeMetadata(view, origin);
      await this.#web.views.open({ trigger_id: origin.trigger, view: renderForm(view, metadata) });
    } catch (error) {
      const code = slackCode(error);
      const late = code === 'expired_trigger_id' || code === 'exchanged_trigger_id' || code === 'unreachable';
      this.#log.warn({ request: origin.id, slack: code }, 'a form could not be opened');
      const told = late
        ? new UserError('The form could not open in time. Nothing was changed; please try again.')
        : error;
      const message = this.#failures.told(told, { kind: 'form', request: origin.id });
      await this.#show({ kind: 'message', place: 'private', message }, origin, request);
    }
  }

  /** A message never changes, so one that is shown again, such as a course's card, is rendered once. */
  #render(message: Message): Payload {
    const known = this.#rendered.get(message);
    if (known) return known;
    const payload = renderMessage(message, this.#prefix);
    this.#rendered.set(message, payload);
    return payload;
  }

  #report(posted: Posted, origin: Origin): void {
    if (posted.kind === 'done') return;
    this.#log.warn({ request: origin.id, slack: posted.code }, 'an answer may not have been shown');
  }
}

/** Whether it holds a file, and only the member reads it; a public answer names the file in words. */
const handsOver = (reply: Reply, { own }: Origin): boolean =>
  reply.kind === 'message' &&
  (reply.place === 'private' || (reply.place === 'update' && own)) &&
  hasFiles(reply.message);

const responseType = (place: string): 'ephemeral' | 'in_channel' =>
  place === 'channel' ? 'in_channel' : 'ephemeral';
