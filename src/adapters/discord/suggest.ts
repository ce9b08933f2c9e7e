import { type AutocompleteInteraction, InteractionResponseType } from 'discord.js';
import { cleanLine, shorten } from '../../chat/clean.ts';
import { describeError, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import type { Choice } from '../../chat/reply.ts';
import { Calls } from './calls.ts';
import { toCompleting, toRequest } from './receive.ts';

const CHOICES = 25;
const NAME = 100;
const VALUE = 100;
/** Discord takes suggestions for 3 s; later ones are of no use to anybody. In ms. */
const DEADLINE = 2_700;

/** Shows what an option may be completed to. Never rejects. */
export async function suggest(
  interaction: AutocompleteInteraction,
  handler: Handler,
  log: Log,
): Promise<void> {
  const asked = performance.now();
  try {
    const found = await handler.complete(toCompleting(interaction), toRequest(interaction));
    if (performance.now() - asked > DEADLINE) return;
    const calls = new Calls(interaction.client.rest, interaction);
    await calls.respond(InteractionResponseType.ApplicationCommandAutocompleteResult, {
      choices: shown(found),
    });
  } catch (error) {
    log.debug({ request: interaction.id, error: describeError(error) }, 'suggestions came too late');
  }
}

/** What Discord takes; a value that is too long is left out, since what is left of it would be something else. */
function shown(found: readonly Choice[]): { name: string; value: string }[] {
  const choices = new Map<string, string>();
  for (const { label, value } of found) {
    const name = shorten(cleanLine(label), NAME);
    if (name === '' || value === '' || value.length > VALUE || choices.has(name)) continue;
    choices.set(name, value);
  }
  return Array.from(choices, ([name, value]) => ({ name, value })).slice(0, CHOICES);
}
