import { createHash } from 'node:crypto';
import type { APIMessage, APIMessageTopLevelComponent } from 'discord.js';

/**
 * What a message is known again by. Discord keeps no nonces, but it keeps the numbers of components (1 to 2^31 - 1,
 * each once in a message): https://discord.com/developers/docs/components/reference#anatomy-of-a-component
 */
export interface Mark {
  readonly container: number;
  readonly first: number;
}

/** About 62 bits of the id's digest, as two different numbers. */
export function markOf(id: string): Mark {
  const digest = createHash('sha256').update(id).digest();
  const container = digest.readUInt32BE(0) % MOST || 1;
  const first = digest.readUInt32BE(4) % MOST || 1;
  return { container, first: first === container ? (first % (MOST - 1)) + 1 : first };
}

const MOST = 2 ** 31;

/** The same components, marked; a card is one container with something in it, and a title may stand above it. */
export function marked(
  components: readonly APIMessageTopLevelComponent[],
  { container, first }: Mark,
): APIMessageTopLevelComponent[] {
  if (!components.some(isCard)) throw new Error('Only a card can be marked');
  return components.map((card) => {
    if (!isCard(card)) return card;
    const [head, ...rest] = card.components;
    // A type that holds for every kind of card cannot be written: what is in it stays what it was.
    return { ...card, id: container, components: [{ ...head, id: first }, ...rest] } as typeof card;
  });
}

type Card = Extract<APIMessageTopLevelComponent, { components: unknown }>;
const isCard = (component: APIMessageTopLevelComponent): component is Card => 'components' in component;

export function isMarked({ components = [] }: APIMessage, { container, first }: Mark): boolean {
  const card = components.find(isCard);
  return card?.id === container && card.components[0]?.id === first;
}
