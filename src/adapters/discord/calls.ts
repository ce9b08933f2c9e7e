import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  HTTPError,
  type InteractionResponseType,
  type RawFile,
  type REST,
  RESTJSONErrorCodes,
  type RequestData,
  Routes,
} from 'discord.js';

/** The interaction that is answered. */
export interface Target {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** Pauses before another try, in ms. The first answer has 3 s in all; what follows a deferral has 15 minutes. */
const AT_ONCE = [100, 300, 900];
const PATIENT = [250, 1_000, 4_000];

const JSON_TYPE = { 'Content-Type': 'application/json' };

/**
 * The calls that answer one interaction: https://discord.com/developers/docs/interactions/receiving-and-responding.
 * They carry the interaction's token instead of the bot's.
 */
export class Calls {
  readonly #rest: REST;
  readonly #target: Target;

  constructor(rest: REST, target: Target) {
    this.#rest = rest;
    this.#target = target;
  }

  /** The first answer. One that Discord already has (a lost acknowledgement, tried again) is a success. */
  async respond(type: InteractionResponseType, data?: object, files?: RawFile[]): Promise<void> {
    await this.#first(requestOf(data === undefined ? { type } : { type, data }, files));
  }

  /** The same, as JSON that was written before. */
  async respondJson(body: string): Promise<void> {
    await this.#first({ auth: false, body, passThroughBody: true, headers: JSON_TYPE });
  }

  async #first(request: RequestData): Promise<void> {
    const { id, token } = this.#target;
    const route = Routes.interactionCallback(id, token);
    try {
      await persist(() => this.#rest.post(route, request), AT_ONCE);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error;
    }
  }

  /** Fills a placeholder, or changes the message that was used. */
  async edit(body: object, files?: RawFile[]): Promise<void> {
    const request = requestOf(body, files);
    await persist(() => this.#rest.patch(this.#original(), request), PATIENT);
  }

  /** Takes away the placeholder, or the message that was used; one that is gone already is a success. */
  async remove(): Promise<void> {
    try {
      await persist(() => this.#rest.delete(this.#original(), { auth: false }), PATIENT);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
    }
  }

  /** One more message. Discord knows no nonce here: where only its acknowledgement is lost, it comes twice. */
  async followUp(body: object, files?: RawFile[]): Promise<void> {
    const { applicationId, token } = this.#target;
    const request = requestOf(body, files);
    await persist(() => this.#rest.post(Routes.webhook(applicationId, token), request), PATIENT);
  }

  #original(): `/${string}` {
    return Routes.webhookMessage(this.#target.applicationId, this.#target.token, '@original');
  }
}

const requestOf = (body: object, files: RawFile[] | undefined) =>
  files?.length ? { auth: false, body, files } : { auth: false, body };

export const isCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));

/** Whether trying again may help: the connection failed, or Discord itself did. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error) || error instanceof DiscordAPIError) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error.name === 'AbortError' || /^(?:E[A-Z_]+|UND_ERR_\w+)$/.test(code);
}

/** Tries again after a pause; discord.js itself would do so at once, and never where the connection failed. */
async function persist(send: () => Promise<unknown>, pauses: readonly number[]): Promise<void> {
  for (const pause of pauses) {
    try {
      await send();
      return;
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await wait(pause);
  }
  await send();
}
