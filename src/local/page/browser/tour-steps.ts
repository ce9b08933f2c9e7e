import { NAMES, type TourAct, type TourStep } from '../wire.ts';

/** A step of the tour in words. */

/** `As Member on Slack: types /glossary batna` */
export function describeAct(act: TourAct): string {
  if (act.kind === 'clock') return `Moves the clock on to: ${act.to}`;
  return `As ${act.member} on ${NAMES[act.side]}: ${deed(act)}`;
}

/** `direct` is the name of every member's own conversation with the app. */
const placeText = (place: string): string =>
  place === 'direct' ? 'the direct messages with the app' : place;

function deed(act: Exclude<TourAct, { kind: 'clock' }>): string {
  switch (act.kind) {
    case 'type':
      return `types ${act.typed}`;
    case 'press':
      return `presses “${act.label}”`;
    case 'look':
      return `looks at ${placeText(act.place)}`;
    case 'fill': {
      const values = Object.entries(act.values).map(([field, value]) => `${field} “${value}”`);
      return values.length === 0
        ? 'sends the form as it is'
        : `fills the form (${values.join(', ')}) and sends it`;
    }
  }
}

/** Where to look once the step's acts are done: `Done: look at practice on Slack, as Member.` */
export function doneText({ acts }: TourStep): string {
  const seen = acts.filter((act) => act.kind !== 'clock').at(-1);
  if (!seen) return 'Done: look at what is new.';
  // A form stands before the member, wherever they are.
  const place = seen.kind === 'fill' ? NAMES[seen.side] : `${placeText(seen.place)} on ${NAMES[seen.side]}`;
  return `Done: look at ${place}, as ${seen.member}.`;
}

/** Cut at its backticks: what stood between two of them is `code`. */
export function cutAtBackticks(says: string): { text: string; code: boolean }[] {
  const pieces = says.split(/`([^`]+)`/);
  return pieces.map((text, index) => ({ text, code: index % 2 === 1 })).filter(({ text }) => text !== '');
}
