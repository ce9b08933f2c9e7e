/** What a member sees and can do: one shape for both local platforms. */

/** A button, a select menu or a link button of a message. */
export interface Control {
  kind: 'button' | 'select' | 'link';
  label: string;
  /** The platform's id of the control (custom_id, action_id); the address for a link. */
  id: string;
  disabled: boolean;
  options?: { label: string; value: string }[];
}

/** One message as one viewer sees it. */
export interface Seen {
  id: string;
  conversation: string;
  author: string;
  /** Only this viewer sees it (ephemeral). */
  private: boolean;
  /** Reading text: what is on the screen, without markup, in the viewer's zone. */
  text: string;
  /** The payload as the platform received it, with later edits merged in. */
  payload: unknown;
  /** Buttons and selects, in order. */
  controls: readonly Control[];
  /** 1, then one more for each edit. */
  version: number;
}

/** A form (modal) that a member has in front of them. */
export interface SeenForm {
  id: string;
  title: string;
  fields: SeenField[];
  submitLabel?: string;
}

export interface SeenField {
  id: string;
  label: string;
  kind: string;
  required: boolean;
  value?: string;
  options?: { label: string; value: string }[];
}

/** What a member sees after one act. */
export interface Outcome {
  kind: 'message' | 'update' | 'form' | 'removed' | 'nothing' | 'failed' | 'errors';
  message?: Seen;
  form?: SeenForm;
  /** Errors beside a form's fields, by field. */
  errors?: Record<string, string>;
  /** The sentence that the client shows when the app failed. */
  failure?: string;
  /** A "thinking…" placeholder was shown first. */
  deferred: boolean;
  /** Milliseconds from the act to the first final visible answer. */
  ms: number;
}

/** One request that the bot made. */
export interface Call {
  method: string;
  path: string;
  status: number;
  /** Arrival, milliseconds since the epoch (real time). */
  at: number;
  body?: unknown;
}
