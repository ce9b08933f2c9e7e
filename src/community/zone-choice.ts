import { ChoiceNeeded } from '../chat/errors.ts';
import { rows } from '../chat/parts.ts';
import type { Button, Choice } from '../chat/reply.ts';
import { nearZones, readZone, wallTime } from './zones.ts';

/** The zone that these words clearly mean; else a ChoiceNeeded with a button a zone that may be meant. */
export function chosenZone(
  typed: string,
  now: Temporal.Instant,
  choose: (zone: string, label: string) => Button,
): string {
  const found = readZone(typed);
  if (found.kind === 'zone') return found.zone;
  const zones = found.kind === 'several' ? found.zones : found.near;
  const buttons = rows(
    zones.slice(0, 20).map(({ zone, label }) => choose(zone, `${label} (${wallTime(zone, now)} now)`)),
  );
  if (found.kind === 'several') {
    throw new ChoiceNeeded(
      buttons,
      `“${typed}” can be one of several time zones. Which one? Nothing was changed yet.`,
    );
  }
  throw new ChoiceNeeded(
    buttons,
    `I know no time zone “${typed}”. Name a large city near you, or a zone such as Europe/Berlin.`,
    found.near.length > 0 ? ' Did you mean one of these?' : '',
  );
}

export const completeZone = ({ text }: { readonly text: string }): Choice[] =>
  nearZones(text, 25).map(({ label, zone }) => ({ label, value: zone }));
