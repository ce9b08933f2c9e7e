import type { Clock } from '../chat/clock.ts';
import type { Store } from '../store/store.ts';
import { type Attendance, createAttendance } from './attendance.ts';
import { type Changes, createChanges } from './changes.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { createPolls, type Polls } from './polls.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createRosters, type Rosters } from './rosters.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** What members set for themselves, as far as sessions need it. */
interface Wishes {
  /** How long before a session each of these identities wants to be reminded; absent: as the session says. */
  leadsOf(identities: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** When the quiet hours that hold for an identity at this instant end; undefined where none hold. */
  quietUntil(identity: string, at: Temporal.Instant): Promise<Temporal.Instant | undefined>;
}

/** What the subject's parts are made from. */
export interface PracticeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly wishes: Wishes;
  /** Where calendar programs reach the bot; undefined: nowhere. */
  readonly publicUrl?: string | undefined;
}

/** Practice sessions, and who comes to them, as commands use them. */
export interface Practice {
  readonly drafts: Drafts;
  readonly sessions: Sessions;
  readonly rosters: Rosters;
  readonly changes: Changes;
  readonly reminders: Reminders;
  readonly polls: Polls;
  readonly attendance: Attendance;
  readonly feeds: Feeds;
}

export function createPractice(parts: PracticeParts): Practice {
  const reminders = createReminders(parts);
  const rosters = createRosters({ ...parts, reminders });
  const sessions = createSessions({ ...parts, reminders, rosters });
  return {
    reminders,
    rosters,
    sessions,
    drafts: createDrafts({ ...parts, sessions }),
    changes: createChanges({ ...parts, sessions }),
    polls: createPolls({ ...parts, sessions }),
    attendance: createAttendance(parts),
    feeds: createFeeds(parts),
  };
}
