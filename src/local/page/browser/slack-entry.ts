/** What all elements in which something is entered or chosen have in common. */
import { useState } from 'preact/hooks';
import type { Fields } from '../../shared/json.ts';
import type { Setting } from './slack-setting.ts';

export interface EntryProps {
  element: Fields;
  /** As the platform takes them. */
  values: readonly string[];
  change(values: readonly string[]): void;
  /** Each step counts, as in a form; otherwise what takes several steps counts when it is done. */
  eager: boolean;
  setting: Setting;
  disabled: boolean;
  /** For the element in the document, to which a label can be bound. */
  id: string;
  /** Read to those who do not see it; '' where a label is bound, whose id is the element's with `-label`. */
  label: string;
  /** Ids of what describes it, parted by spaces. */
  describedBy: string;
  invalid: boolean;
  required: boolean;
}

/** Attributes of a native control. */
export const attributesOf = (props: EntryProps) => ({
  id: props.id,
  disabled: props.disabled,
  ...(props.label && { 'aria-label': props.label }),
  ...(props.describedBy && { 'aria-describedby': props.describedBy }),
  ...(props.invalid && { 'aria-invalid': true }),
  ...(props.required && { 'aria-required': true }),
});

/** Attributes of what holds several controls. */
export const groupAttributesOf = (props: EntryProps) => ({
  id: props.id,
  ...(props.label ? { 'aria-label': props.label } : { 'aria-labelledby': `${props.id}-label` }),
  ...(props.describedBy && { 'aria-describedby': props.describedBy }),
});

interface Draft {
  values: readonly string[];
  write(values: readonly string[]): void;
  /** Something was entered that does not count yet. */
  pending: boolean;
  settle(): void;
  drop(): void;
}

/** What is being entered, until it counts. */
export function useDraft({ values, change, eager }: EntryProps): Draft {
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const now = draft ?? values;
  return {
    values: eager ? values : now,
    write: eager ? change : setDraft,
    pending: draft !== null && draft.join('\n') !== values.join('\n'),
    settle: () => {
      setDraft(null);
      if (draft !== null) change(draft);
    },
    drop: () => setDraft(null),
  };
}
