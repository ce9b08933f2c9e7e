import type { Outcome } from '../shared/human.ts';
import type { Fields } from '../shared/json.ts';
import { until } from '../shared/signal.ts';
import { type OpenForm, seenForm } from './form-use.ts';
import type { Patience } from './human.ts';
import type { Interaction } from './interactions.ts';
import type { Discord } from './route.ts';
import { ANSWER_MS } from './rules-conduct.ts';
import { seen, thinking } from './seeing.ts';
import type { Message } from './world.ts';

/** What a client shows when nothing comes, by interaction type. */
const SILENCE: Record<number, string> = {
  2: 'The application did not respond',
  3: 'This interaction failed',
  5: 'Something went wrong. Try again.',
};

/** An act that was sent to the bot. */
export interface Sent {
  interaction: Interaction;
  /** Milliseconds (performance.now) at which the member acted. */
  started: number;
  /** The version of the message whose control was used. */
  before: number;
  /** Puts the form in front of the member. */
  open(modal: Fields): OpenForm;
  /** Called once the app has answered. */
  answered(): void;
}

/** Waits for what the member sees in the end. */
export async function outcomeOf(discord: Discord, sent: Sent, patience: Patience): Promise<Outcome> {
  const { interaction, started } = sent;
  const { settleMs = 400, waitMs = 30_000 } = patience;
  const signals = [interaction.changed, discord.messages.changed];
  const wait = (condition: () => boolean, ms: number): Promise<boolean> => until(signals, condition, ms);
  const show = (message: Message) => seen(discord.world, discord.clocks, message, interaction.user);
  const end = (kind: Outcome['kind'], more: Partial<Outcome> = {}, at = performance.now()): Outcome => ({
    kind,
    deferred: false,
    ms: at - started,
    ...more,
  });

  if (!(await wait(() => interaction.answer !== undefined, ANSWER_MS)))
    return end('failed', { failure: SILENCE[interaction.type]! });
  const { answer, answeredAt, followUps } = interaction;
  const original = interaction.original!;
  sent.answered();
  if (answer === 4) return end('message', { message: show(original) }, answeredAt);
  if (answer === 7) return end('update', { message: show(original) }, answeredAt);
  if (answer === 9) return end('form', { form: seenForm(sent.open(interaction.modal!)) }, answeredAt);
  if (answer === 5) {
    const filled = await wait(() => !original.loading || interaction.originalRemoved, waitMs);
    if (!filled) return end('failed', { deferred: true, failure: thinking(discord.world) });
    if (!interaction.originalRemoved) return end('message', { deferred: true, message: show(original) });
    const said = await wait(() => followUps.length > 0, settleMs);
    return end(said ? 'message' : 'removed', {
      deferred: true,
      ...(said ? { message: show(followUps[0]!) } : {}),
    });
  }
  // Acknowledged only: whatever becomes visible next is the answer.
  const source = interaction.source!;
  const gone = (): boolean => !source.channel.messages.has(source.id);
  const changed = (): boolean => source.version > sent.before;
  if (!(await wait(() => changed() || gone() || followUps.length > 0, settleMs))) return end('nothing');
  if (gone()) return end('removed');
  return changed()
    ? end('update', { message: show(source) })
    : end('message', { message: show(followUps[0]!) });
}
