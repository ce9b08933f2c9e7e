import type { Clock } from '../chat/clock.ts';
import type { Case } from '../course/course.ts';
import type { Store } from '../store/store.ts';
import { type Attendance, createAttendance } from './attendance.ts';
import { type Cells, createCells } from './cells.ts';
import { type Changes, createChanges } from './changes.ts';
import { createDebriefs, type Debriefs } from './debriefs.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createFacts, type Facts } from './facts.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { createPolls, type Polls } from './polls.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createRoleChecks, type RoleChecks } from './role-checks.ts';
import { createRoleWishes, type RoleWishes } from './role-wishes.ts';
import { createRosters, type Rosters } from './rosters.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTurns, type Turns } from './turns.ts';

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
  /** Of the course as it is now: it may be read anew. */
  readonly cases: () => readonly Case[];
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
  readonly cells: Cells;
  readonly facts: Facts;
  readonly roleWishes: RoleWishes;
  readonly roleChecks: RoleChecks;
  readonly debriefs: Debriefs;
  readonly turns: Turns;
  /** Of the course as it is now. */
  readonly cases: readonly Case[];
}

export function createPractice(parts: PracticeParts): Practice {
  const reminders = createReminders(parts);
  const turns = createTurns(parts);
  const facts = createFacts(parts);
  const roleWishes = createRoleWishes(parts);
  const cells = createCells({ ...parts, facts, turns, roleWishes });
  const rosters = createRosters({ ...parts, reminders, cells });
  const sessions = createSessions({ ...parts, reminders, rosters, cells });
  return {
    get cases() {
      return parts.cases();
    },
    cells,
    facts,
    turns,
    reminders,
    rosters,
    sessions,
    drafts: createDrafts({ ...parts, sessions }),
    changes: createChanges({ ...parts, sessions }),
    polls: createPolls({ ...parts, sessions }),
    attendance: createAttendance(parts),
    feeds: createFeeds(parts),
    roleWishes,
    roleChecks: createRoleChecks(parts),
    debriefs: createDebriefs(parts),
  };
}
