import type { Screen } from '../shared/screen.ts';
import type { Forms } from './forms.ts';
import type { Human, SCREEN_ACTS } from './human.ts';
import type { Discord } from './route.ts';
import { screenOf } from './screen-of.ts';
import { memberOf, messageFor, sees } from './seeing.ts';

/** What members have in front of them, and what they put away without the app hearing of it. */
export class Screens implements Pick<Human, (typeof SCREEN_ACTS)[number]> {
  readonly #discord: Discord;
  readonly #forms: Forms;

  constructor(discord: Discord, forms: Forms) {
    this.#discord = discord;
    this.#forms = forms;
  }

  async screen(memberId: string, conversationId?: string): Promise<Screen> {
    const { world } = this.#discord;
    const user = memberOf(world, memberId);
    const direct = world.openDirect(user);
    const seen = [...world.guilds.values()].flatMap((guild) =>
      [...guild.channels.values()].filter((channel) => sees(user, channel)),
    );
    const channels = [...seen, direct];
    const channel = channels.find(({ id }) => id === conversationId) ?? channels[0]!;
    return screenOf(this.#discord, { user, channels, channel, form: this.#forms.before(user) });
  }

  async closeForm(memberId: string, formId: string): Promise<void> {
    this.#forms.close(this.#forms.formOf(memberOf(this.#discord.world, memberId), formId));
  }

  async dismiss(memberId: string, messageId: string): Promise<void> {
    const { world, messages } = this.#discord;
    const message = messageFor(world, memberOf(world, memberId), messageId);
    if (message.privateTo === undefined)
      throw new Error(`message ${messageId} is there for everybody, and cannot be dismissed`);
    messages.dismiss(message);
  }
}
