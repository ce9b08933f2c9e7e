import { Type } from '../../discord/parts.ts';
import { controlLabel } from '../../discord/reading.ts';
import { type Fields, list, rows, text } from '../../shared/json.ts';
import { withoutSeams } from './discord-scene.ts';
import type { Viewer } from './props.ts';

/** What can be picked in a select, a radio group or a checkbox group. */
export interface Offered {
  value: string;
  label: string;
  description: string;
}

export interface OfferGroup {
  /** What they are, where several kinds are offered at once. */
  says: string;
  offered: Offered[];
}

/** Everything that a part offers this viewer. */
export function offerGroups(part: Fields, viewer: Viewer): OfferGroup[] {
  const people = viewer.people.map(({ id, name, app }) => offer(id, name, app ? 'app' : ''));
  const roles = viewer.roles.map(({ id, name }) => offer(id, `@${name.replace(/^@/, '')}`, ''));
  switch (Number(part.type)) {
    case Type.userSelect:
      return [{ says: 'Members', offered: people }];
    case Type.roleSelect:
      return [{ says: 'Roles', offered: roles }];
    case Type.mentionableSelect:
      return [
        { says: 'Members', offered: people },
        { says: 'Roles', offered: roles },
      ];
    case Type.channelSelect:
      return [{ says: 'Channels', offered: channels(part, viewer) }];
    default:
      return [{ says: '', offered: rows(part.options).map(optionOf) }];
  }
}

const offer = (value: string, label: string, description: string): Offered => ({ value, label, description });

const optionOf = (option: Fields): Offered =>
  offer(text(option.value), withoutSeams(controlLabel(option)), withoutSeams(text(option.description)));

const TEXT_CHANNEL = 0;

/** Text channels that the viewer sees, if the select takes such. */
function channels(part: Fields, { places }: Viewer): Offered[] {
  const types = list(part.channel_types);
  if (types.length > 0 && !types.includes(TEXT_CHANNEL)) return [];
  return places
    .filter(({ kind }) => kind !== 'direct')
    .map(({ id, name, kind }) => offer(id, `#${name}`, kind === 'private' ? 'private' : ''));
}

/** What is picked before anybody touched it. */
export function pickedAtFirst(part: Fields): string[] {
  const marked = rows(part.options).filter((option) => option.default === true);
  return [
    ...rows(part.default_values).map((each) => text(each.id)),
    ...marked.map((option) => text(option.value)),
  ];
}

/** The names of what is picked, in the order in which they are offered. */
export const namesOf = (groups: readonly OfferGroup[], picked: readonly string[]): string[] =>
  groups.flatMap(({ offered }) =>
    offered.filter(({ value }) => picked.includes(value)).map(({ label }) => label),
  );
