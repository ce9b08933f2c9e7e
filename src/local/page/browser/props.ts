import type { JSX } from 'preact';
import type { MessageOnScreen, PersonOnScreen, PlaceOnScreen, ViewOnScreen } from '../../shared/screen.ts';

/** Who looks, and what their client knows: plain data, so that drawing is a pure function. */
export interface Viewer {
  me: string;
  /** IANA zone: every time is drawn in it. */
  zone: string;
  /** Milliseconds since 1970, on the clock that members see. */
  now: number;
  people: readonly PersonOnScreen[];
  roles: readonly { id: string; name: string }[];
  places: readonly Omit<PlaceOnScreen, 'latest'>[];
}

/** The address from which the page loads a file of a platform. */
export type FileUrl = (path: string) => string;

/** What is to be looked at in the inspector. */
export interface Inspected {
  readonly title: string;
  readonly kind: 'message' | 'view';
  readonly payload: unknown;
}

/** An option of a select. */
export interface Choice {
  label: string;
  value: string;
}

/** What can be done with a message's or a Home tab's controls; `control` is a custom_id, or an action_id. */
export interface ControlActs {
  click(control: string): void;
  select(control: string, values: readonly string[]): void;
  /** What the app suggests for an external select (Slack). */
  suggest(control: string, typed: string): Promise<readonly Choice[]>;
}

export interface MessageProps {
  message: MessageOnScreen;
  viewer: Viewer;
  file: FileUrl;
  acts: ControlActs;
  /** An act on this message waits for its answer: nothing else can be pressed. */
  busy: boolean;
  /** What the client says below the message when the app failed; '' for nothing. */
  failure: string;
  /** Entries of the message's own menu: the app's, then the page's ("Inspect the payload", "Dismiss"). */
  menu: readonly { label: string; run(): void }[];
}

/** A Home tab, or a card without a message around it (a preview). */
export interface BodyProps {
  payload: unknown;
  /** Of a Discord message: its files, for `attachment://` addresses. */
  files: MessageOnScreen['files'];
  viewer: Viewer;
  file: FileUrl;
  acts: ControlActs;
  busy: boolean;
}

export interface FormProps {
  form: ViewOnScreen;
  viewer: Viewer;
  /** What is wrong, by field id (custom_id, block_id) or label; '' as key for the whole form. */
  errors: Readonly<Record<string, string>>;
  busy: boolean;
  /** Values by field id (custom_id; block_id): a text, or several values. */
  submit(values: Readonly<Record<string, string | readonly string[]>>): void;
  close(): void;
  /** Presses a button that stands in the form itself (Slack). */
  click(control: string): void;
  suggest(control: string, typed: string): Promise<readonly Choice[]>;
}

/** What each platform's drawing gives to the page. */
export interface Drawing {
  Message(props: MessageProps): JSX.Element;
  Body(props: BodyProps): JSX.Element;
  Form(props: FormProps): JSX.Element;
}
