/** What the page and its server say to one another. */

/** Also the order in which the two stand. */
export const SIDES = ['slack', 'discord'] as const;
export type Side = (typeof SIDES)[number];
export const NAMES: Readonly<Record<Side, string>> = { slack: 'Slack', discord: 'Discord' };

/** What the page is told when it opens. */
export type Start =
  | {
      mode: 'live';
      /** Members by name, on each side: `Member`, `Facilitator`. */
      members: Record<Side, Record<string, string>>;
      /** Who one is to begin with, by name. */
      first: Record<Side, string>;
      /** Conversations by name. */
      places: Record<Side, Record<string, string>>;
      tour: TourStep[];
    }
  | { mode: 'cards' };

/** A card of a content file, as each platform receives it. */
export interface PreviewCard {
  /** Which page it is, and whom it reaches. */
  says: string;
  payloads: Record<Side, unknown>;
}

/** All cards of the file, or what is wrong with it. */
export type Preview = { file: string; cards: PreviewCard[] } | { file: string; problem: string };

/** One step of the guided tour: what it is about, and what it does when asked to. */
export interface TourStep {
  title: string;
  /** One or two sentences; `code` between backticks. */
  says: string;
  /** What "Show me" does, one after the other. */
  acts: TourAct[];
}

export type TourAct =
  | { side: Side; member: string; place: string; kind: 'type'; typed: string }
  /** Presses a button, by its label or what stands before a colon in it, on the newest message of the place that has it. */
  | { side: Side; member: string; place: string; kind: 'press'; label: string }
  /** Fills the open form, by label or id. */
  | { side: Side; member: string; kind: 'fill'; values: Record<string, string> }
  /** Moves the clock to when something next falls due, and only to what this names. */
  | { kind: 'clock'; to: string }
  /** Looks at a place as a member. */
  | { side: Side; member: string; kind: 'look'; place: string };

/** The clock that both platforms and the app go by. */
export interface ClockState {
  /** Milliseconds since 1970. */
  now: number;
  /** It is on its way to another time. */
  moving: boolean;
  /** What falls due next, the soonest first. */
  agenda: { at: number; says: string }[];
}

export type ClockMove =
  | { kind: 'by'; minutes: number }
  | { kind: 'to'; at: number }
  /** To when the next on the agenda falls due; with `says`, the next of that name. */
  | { kind: 'next'; says?: string };

/** What went out and how it arrived. */
export interface Ledger {
  /** By side: messages that the app posted by itself, and how many of them stand twice. */
  posts: Record<Side, { count: number; twice: number }>;
  /** What the app still has to send, by state in words. */
  waiting: { says: string; count: number }[];
}

/** One call by the app, as the fault panel lists it. */
export interface CallLine {
  side: Side;
  /** Real time, milliseconds since 1970. */
  at: number;
  says: string;
  /** 0: no answer. */
  status: number;
  /** What a platform that answers 200 to everything says of a failure. */
  error?: string;
}

/** A way to make a platform fail. */
export interface FaultOnOffer {
  id: string;
  says: string;
}

/** What the server tells without being asked: something changed, so ask again. */
export type Told = { kind: 'screen'; side: Side } | { kind: 'clock' } | { kind: 'preview' };
