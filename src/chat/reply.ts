import type { Form } from './form.ts';
import type { Inline, RichText } from './text.ts';

/** Where an answer appears: `update` changes the message that was clicked, `remove` takes it away. */
export type Place = 'private' | 'channel' | 'update' | 'remove' | 'form';

export type ButtonStyle = 'primary' | 'plain' | 'danger';

export interface ActionButton {
  readonly kind: 'action';
  readonly label: string;
  readonly style: ButtonStyle;
  /** What a click carries: made by `button`, at most 100 characters. */
  readonly id: string;
}

export interface LinkButton {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}

export type Button = ActionButton | LinkButton;

export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

/** A picture always says in words what it shows: `alt` is read aloud, and stands alone where no picture can. */
export interface Picture {
  readonly kind: 'picture';
  readonly name: string;
  readonly png: Uint8Array;
  readonly alt: string;
}

/** A file for whoever reads the message; `says` is what is in it, in words. */
export interface FilePart {
  readonly kind: 'file';
  readonly name: string;
  readonly content: Uint8Array;
  readonly says: string;
}

export type Part =
  | { readonly kind: 'text'; readonly text: RichText }
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly name: string; readonly value: RichText }[];
    }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: readonly Inline[] }
  | Picture
  | FilePart
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'select';
      readonly id: string;
      readonly placeholder: string;
      /** At most 25. */
      readonly choices: readonly Choice[];
      readonly selected?: string;
    }
  /** A select over more than a list can show: searched as one types where the platform can, else the first ones. */
  | {
      readonly kind: 'search';
      readonly id: string;
      readonly placeholder: string;
      readonly first: readonly Choice[];
    };

/** A card, as plain data: renderers turn it into components or blocks. */
export interface Message {
  /** One line without markup; the first thing a person reads. */
  readonly title?: string;
  readonly parts: readonly Part[];
  /** Comes without a sound, where the platform can. */
  readonly silent?: boolean;
  /** A notification of it shows the title and nothing else; what it says is uncovered by its reader, where the platform can. */
  readonly discreet?: boolean;
  /** What it is in the platform's list of events; only for messages that go there (EVENTS). */
  readonly event?: EventEntry;
}

/** An entry in a platform's list of coming events: seen by everyone in the space. */
export interface EventEntry {
  readonly title: string;
  readonly starts: Temporal.Instant;
  readonly ends: Temporal.Instant;
  /** In words. */
  readonly where: string;
  readonly about: string;
  /** It does not take place: the entry goes. */
  readonly cancelled: boolean;
}

/** A form as it is opened: the definition, its state, and what already stands in the fields. */
export interface FormView {
  readonly form: Form;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

export type Reply =
  | { readonly kind: 'message'; readonly place: 'private' | 'channel' | 'update'; readonly message: Message }
  | { readonly kind: 'form'; readonly view: FormView }
  /** A form's fields that cannot be taken as typed; `message` says the same where a form cannot stay open. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>>; readonly message: Message }
  | { readonly kind: 'remove' };
