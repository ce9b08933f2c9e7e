import type { WebClient } from '@slack/web-api';
import type { Log } from '../../chat/failure.ts';
import type { Standing } from '../../chat/request.ts';
import { slackCode } from './slack-error.ts';

interface Person {
  readonly name: string | undefined;
  readonly zone: string | undefined;
  readonly standing: Standing;
  readonly enterprise: string | undefined;
  /** When it was asked for, in ms of the process's own running time. */
  readonly at: number;
}

const FRESH = 5 * 60_000;
const MOST = 10_000;

/** What Slack tells of a member (`users.info`, scope users:read), kept for five minutes. */
export class People {
  readonly #web: WebClient;
  readonly #log: Log;
  readonly #known = new Map<string, Person>();
  readonly #asked = new Map<string, Promise<Person>>();
  readonly #direct = new Map<string, string>();

  constructor(web: WebClient, log: Log) {
    this.#web = web;
    this.#log = log;
  }

  /** The name that others see; undefined where Slack cannot tell. */
  async nameOf(member: string): Promise<string | undefined> {
    const person = await this.#ask(member).catch(() => this.#known.get(member));
    return person?.name;
  }

  /** Undefined where Slack cannot tell; an older answer is better than none. */
  async zoneOf(member: string): Promise<string | undefined> {
    const person = await this.#ask(member).catch(() => this.#known.get(member));
    return person?.zone;
  }

  /** Rejects where Slack cannot tell: who may do what is never guessed. */
  async standingOf(member: string): Promise<Standing> {
    return (await this.#ask(member)).standing;
  }

  /** The organisation that the member's workspace is part of; undefined where there is none, or Slack cannot tell. */
  async enterpriseOf(member: string): Promise<string | undefined> {
    const person = await this.#ask(member).catch(() => this.#known.get(member));
    return person?.enterprise;
  }

  /** Whether a direct conversation is the one between this member and the app, where nobody else reads. */
  async isOwnDirect(member: string, conversation: string): Promise<boolean> {
    const known = this.#direct.get(member);
    if (known !== undefined) return known === conversation;
    try {
      const { channel } = await this.#web.conversations.open({ users: member, prevent_creation: true });
      if (channel?.id === undefined) return false;
      remember(this.#direct, member, channel.id);
      return channel.id === conversation;
    } catch (error) {
      this.#log.warn({ member, slack: slackCode(error) }, 'a direct conversation could not be looked up');
      return false;
    }
  }

  async #ask(member: string): Promise<Person> {
    const known = this.#known.get(member);
    if (known && performance.now() - known.at < FRESH) return known;
    const asked = this.#asked.get(member) ?? this.#request(member).finally(() => this.#asked.delete(member));
    this.#asked.set(member, asked);
    return asked;
  }

  async #request(member: string): Promise<Person> {
    try {
      const { user } = await this.#web.users.info({ user: member });
      const leads = user?.is_admin === true || user?.is_owner === true || user?.is_primary_owner === true;
      const person: Person = {
        name: user?.profile?.display_name || user?.real_name || user?.name,
        zone: user?.tz,
        standing: leads ? 'administrator' : 'member',
        enterprise: user?.enterprise_user?.enterprise_id,
        at: performance.now(),
      };
      remember(this.#known, member, person);
      return person;
    } catch (error) {
      this.#log.warn({ member, slack: slackCode(error) }, 'a member could not be looked up');
      throw error;
    }
  }
}

/** Keeps the latest; the oldest goes where there are too many. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST) map.delete(map.keys().next().value ?? key);
}
