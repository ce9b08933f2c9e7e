import type { OptionValue } from '../../discord/human.ts';
import type { OptionOnOffer } from '../../shared/screen.ts';
import type { Viewer } from './props.ts';
import { matching, type Suggestion } from './suggestions.ts';

/** Something that can be picked for an option. */
export interface Pick extends Suggestion {
  value: OptionValue;
}

/** Everything that can be picked for an option; null where it takes what is typed. */
export function picksOf(option: OptionOnOffer, viewer: Viewer): Pick[] | null {
  if (option.choices && option.choices.length > 0)
    return option.choices.map(({ name, value }) => pick(name, value));
  switch (option.kind) {
    case 'boolean':
      return [pick('True', true), pick('False', false)];
    case 'member':
      return members(viewer);
    case 'role':
      return roles(viewer);
    case 'mentionable':
      return [...members(viewer), ...roles(viewer)];
    case 'channel':
      return viewer.places
        .filter(({ kind }) => kind !== 'direct')
        .map(({ id, name }) => pick(`#${bare(name)}`, id));
    default:
      return null;
  }
}

/** As a suggestion; of two values that read alike, such as 1 and "1", the ids differ. */
export const pick = (label: string, value: OptionValue, detail = ''): Pick => ({
  id: `${typeof value}:${value}`,
  label,
  detail,
  value,
});

const members = (viewer: Viewer): Pick[] =>
  viewer.people.map(({ id, name, handle }) => pick(`@${bare(name)}`, id, handle));

const roles = (viewer: Viewer): Pick[] =>
  viewer.roles.map(({ id, name }) => pick(`@${bare(name)}`, id, 'Role'));

/** Without the sign before a name, which one may type or not. */
const bare = (name: string): string => name.replace(/^[@#]/, '');

/** The picks that fit what was typed so far. */
export const fitting = (picks: readonly Pick[], typed: string): Pick[] =>
  matching(picks, bare(typed.trim()), ({ label, detail }) =>
    detail === '' ? [bare(label)] : [bare(label), detail],
  );

/** One option with what stands in its input. */
export interface Field {
  option: OptionOnOffer;
  text: string;
  /** What was picked; without it the text is read. */
  value?: OptionValue;
}

/** What a field is worth: a value, nothing (empty), or why it cannot be sent. */
export type Worth = { value: OptionValue } | { problem: string } | null;

export function worthOf({ option, text, value }: Field, viewer: Viewer): Worth {
  if (value !== undefined) return { value };
  const typed = text.trim();
  if (typed === '') return null;
  const picks = picksOf(option, viewer);
  if (picks) {
    const found = picks.find((each) => isNamed(each, typed) || String(each.value) === typed);
    return found ? { value: found.value } : { problem: 'Pick one from the list' };
  }
  switch (option.kind) {
    case 'integer':
      return /^[+-]?\d+$/.test(typed)
        ? { value: Number(typed) }
        : { problem: 'This option takes a whole number' };
    case 'number':
      return Number.isFinite(Number(typed))
        ? { value: Number(typed) }
        : { problem: 'This option takes a number' };
    case 'file':
      return { problem: 'Files cannot be attached here' };
    default:
      return { value: typed };
  }
}

/** Whether a text is the whole name of what can be picked, with its sign or without. */
export const isNamed = ({ label }: Pick, typed: string): boolean =>
  bare(label).toLowerCase() === bare(typed.trim()).toLowerCase();
