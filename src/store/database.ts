import type { ColumnType, Generated } from 'kysely';

/** A moment: read as a Temporal.Instant, written as its string. */
export type Moment = ColumnType<Temporal.Instant, string, string>;
export type MaybeMoment = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** jsonb: read as a value, written as JSON text. */
export type Json<T = unknown> = ColumnType<T, string, string>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Every table of ours, as the migrations leave them; the job queue keeps its own in a schema of its own. */
export interface Database {
  community: CommunityTable;
  space: SpaceTable;
  facilitator: FacilitatorTable;
  identity: IdentityTable;
  preference: PreferenceTable;
  link_code: LinkCodeTable;
  link_attempt: LinkAttemptTable;
  term_request: TermRequestTable;
  look_up: LookUpTable;
  task: TaskTable;
  timetable: TimetableTable;
  delivery: DeliveryTable;
  announcement: AnnouncementTable;
  notice: NoticeTable;
  lane: LaneTable;
  lease: LeaseTable;
  quiz_round: QuizRoundTable;
  quiz_answer: QuizAnswerTable;
  quiz_post: QuizPostTable;
  quiz_post_place: QuizPostPlaceTable;
  quiz_vote: QuizVoteTable;
  quiz_schedule: QuizScheduleTable;
  quiz_flag: QuizFlagTable;
  practice_session: PracticeSessionTable;
  practice_organiser: PracticeOrganiserTable;
  practice_place: PracticePlaceTable;
  practice_change: PracticeChangeTable;
  practice_occurrence: PracticeOccurrenceTable;
  practice_seat: PracticeSeatTable;
  practice_poll: PracticePollTable;
  practice_poll_organiser: PracticePollOrganiserTable;
  practice_poll_time: PracticePollTimeTable;
  practice_poll_place: PracticePollPlaceTable;
  practice_poll_mark: PracticePollMarkTable;
  calendar_feed: CalendarFeedTable;
  practice_role_plan: PracticeRolePlanTable;
  practice_cell: PracticeCellTable;
  practice_role: PracticeRoleTable;
  practice_role_wish: PracticeRoleWishTable;
  practice_case_seen: PracticeCaseSeenTable;
  practice_feedback: PracticeFeedbackTable;
}

/** One or several spaces that share sessions, questions and settings. */
interface CommunityTable {
  id: string;
  created_at: Moment;
  zone: Maybe<string>;
  locale: Maybe<string>;
  /** Who may open sessions. */
  opens: Generated<'everyone' | 'facilitators'>;
}

/** A Discord server or a Slack workspace; `id` is the adapters' SpaceId. */
interface SpaceTable {
  id: string;
  name: Maybe<string>;
  /** The community that it belongs to now, and the one of its own that it returns to. */
  community_id: string;
  home_id: string;
  announcement_channel: Maybe<string>;
  arrived_at: Moment;
  left_at: MaybeMoment;
}

/** Who is a facilitator beside those whom the platform makes one. */
interface FacilitatorTable {
  space_id: string;
  kind: 'role' | 'member';
  external_id: string;
  added_at: Moment;
}

/** One account in one space. Identities with the same `person_id` are one person's. */
interface IdentityTable {
  id: string;
  space_id: string;
  external_id: string;
  person_id: string;
  /** The direct conversation with the bot, once one was opened. */
  direct_channel: Maybe<string>;
  /** When its owner chose this space for what they say in direct messages. */
  chosen_at: MaybeMoment;
  first_seen_at: Moment;
}

/** What a member set for themselves; of one person's identities the latest change counts. */
interface PreferenceTable {
  identity_id: string;
  name: string;
  value: Json;
  changed_at: Moment;
}

/** A one-time code that joins two spaces or two identities; only its hash is kept. */
interface LinkCodeTable {
  id: string;
  kind: 'space' | 'identity';
  hash: string;
  space_id: string;
  identity_id: string;
  issued_at: Moment;
  expires_at: Moment;
  claimed_space: Maybe<string>;
  claimed_identity: Maybe<string>;
  claimed_at: MaybeMoment;
  settled_at: MaybeMoment;
}

interface LinkAttemptTable {
  identity_id: string;
  tried_at: Moment;
}

/** A term that the glossary lacks and a member asked for. */
interface TermRequestTable {
  community_id: string;
  /** The words folded, so that spellings of one term count together. */
  folded: string;
  words: string;
  identity_id: string;
  asked_at: Moment;
}

/** How often a term was looked up on a day (UTC), by nobody in particular. */
interface LookUpTable {
  community_id: string;
  term: string;
  day: ColumnType<string, string, string>;
  count: Generated<number>;
}

/** A job to be done once, at an instant; `key` says which. */
interface TaskTable {
  key: string;
  community_id: Maybe<string>;
  job: string;
  /** Ids only. */
  subject: Json;
  due_at: Moment;
  state: Generated<'pending' | 'done' | 'skipped'>;
  settled_at: MaybeMoment;
}

/** A job that comes again: an RFC 5545 rule on the wall clock of a zone. */
interface TimetableTable {
  id: string;
  key: string;
  community_id: Maybe<string>;
  job: string;
  subject: Json;
  rule: string;
  zone: string;
  /** Wall time of the first occurrence, `YYYY-MM-DDTHH:MM`. */
  starts: string;
  /** The next occurrence; null when there is none any more. */
  next_at: MaybeMoment;
  paused: Generated<boolean>;
}

/** `sending` from an attempt's begin to its known end; only what is known to be unsent goes back to `pending`. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'refused' | 'doubtful' | 'skipped';

/** A message that the bot starts by itself. */
interface DeliveryTable {
  /** Up to 25 characters: it travels with the message. */
  id: string;
  /** What, to whom, for when: the same message is never a second row. */
  key: string;
  community_id: string;
  space_id: string;
  /** Where to: a channel, or a member with a channel to fall back on. */
  channel: Maybe<string>;
  identity_id: Maybe<string>;
  fallback_channel: Maybe<string>;
  post: string;
  /** Ids only. */
  subject: Json;
  urgency: Generated<number>;
  due_at: Moment;
  /** After this it is no longer worth sending. */
  expires_at: MaybeMoment;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  attempted_at: MaybeMoment;
  /** Where the message of the latest attempt went, and which it became. */
  sent_channel: Maybe<string>;
  message_id: Maybe<string>;
  /** Why it was refused, is doubtful or was skipped: a word of ours, never the platform's text. */
  reason: Maybe<string>;
  settled_at: MaybeMoment;
}

/** A post of the bot's that is kept up to date: the desired state, of which the latest version wins. */
interface AnnouncementTable {
  id: string;
  key: string;
  community_id: string;
  space_id: string;
  channel: string;
  post: string;
  subject: Json;
  /** Counted up with each change; `shown` is the version that members see. */
  wanted: Generated<number>;
  shown: Generated<number>;
  message_id: Maybe<string>;
  /** Set while one process works on it; until then nobody else does. */
  held_until: MaybeMoment;
  attempted_at: MaybeMoment;
  state: Generated<'live' | 'closed' | 'refused' | 'doubtful'>;
  reason: Maybe<string>;
}

/** What facilitators should know, with the cure: a refused delivery, a job that was skipped. */
interface NoticeTable {
  id: string;
  community_id: string;
  key: string;
  kind: string;
  detail: Json;
  noticed_at: Moment;
}

/** A rate limit's state, shared by all processes: when its window ends, and how many calls were granted in it. */
interface LaneTable {
  key: string;
  free_at: Moment;
  taken: Generated<number>;
}

/** What exactly one process may do: it counts `beat` up, and who sees it stand still takes over. */
interface LeaseTable {
  name: string;
  holder: string;
  beat: ColumnType<number, number, number>;
  /** Counted up by those who would take over. */
  waiting: Generated<number>;
}

// Answers and reports belong to an identity, and so to the community that its space is in now: what two spaces shared
// is parted again where they are unlinked.

/** Questions that a member goes through privately, one after the other; which one is next follows from the answers. */
interface QuizRoundTable {
  id: string;
  identity_id: string;
  kind: 'practice' | 'review' | 'mistakes';
  /** Ids of questions, in their order. */
  questions: Json<readonly string[]>;
  /** What is ticked so far of the question that is open: Chosen. */
  picked: Json<readonly string[]>;
  started_at: Moment;
  /** Set with the last answer, or when another round took its place. */
  finished_at: MaybeMoment;
}

/** One answer in private; the first to a question of a round is the one that counts. */
interface QuizAnswerTable {
  id: string;
  round_id: string;
  identity_id: string;
  question: string;
  /** Of the question as it was asked. */
  revision: string;
  /** Chosen; empty for a typed answer, whose words are not kept. */
  chosen: Json<readonly string[]>;
  correct: boolean;
  answered_at: Moment;
}

/** A question that stands in channels until it closes. */
interface QuizPostTable {
  id: string;
  community_id: string;
  question: string;
  revision: string;
  /** The question as it was posted: a change of the content meanwhile changes nothing here. */
  content: Json;
  opened_at: Moment;
  closes_at: Moment;
  /** Null while answers are taken. */
  closed_at: MaybeMoment;
  /** Whose timetable posted it, and for when: the same occurrence is never a second post. */
  schedule_id: Maybe<string>;
  occurrence_at: MaybeMoment;
}

/** Where a post stands: one channel a space. */
interface QuizPostPlaceTable {
  post_id: string;
  space_id: string;
  channel: string;
}

/** A member's answer to a post: the first counts in statistics, the latest is theirs. */
interface QuizVoteTable {
  post_id: string;
  identity_id: string;
  first: string;
  latest: string;
  /** 0 or 1: one change is theirs. */
  changes: Generated<number>;
  first_at: Moment;
  latest_at: Moment;
}

/** A timetable of posts; when it is due stands in `timetable` under the key `quiz.schedule:<id>`. */
interface QuizScheduleTable {
  id: string;
  community_id: string;
  space_id: string;
  channel: string;
  /** Null: all topics. */
  topic: Maybe<string>;
  /** RFC 5545 days: MO, TU … in the order of the week. */
  days: Json<readonly string[]>;
  /** Wall time, HH:MM. */
  time: string;
  /** IANA. */
  zone: string;
  /** From the post to its close. */
  closes_minutes: ColumnType<number, number, number>;
  paused: Generated<boolean>;
  made_at: Moment;
}

/** A member's report that something is wrong with a question. */
interface QuizFlagTable {
  id: string;
  identity_id: string;
  question: string;
  revision: string;
  words: string;
  flagged_at: Moment;
  settled_at: MaybeMoment;
}

/**
 * A practice session, once or again and again; each time that it takes place is an occurrence, which has its own copy
 * of what may be changed for it alone. What stands here is for the occurrences still to be made.
 */
interface PracticeSessionTable {
  id: string;
  community_id: string;
  /** Null in a draft only. */
  title: Maybe<string>;
  about: Maybe<string>;
  /** Where, in words. */
  place: Maybe<string>;
  /** Of the video call; told to those with a seat only. */
  link: Maybe<string>;
  /** IANA. */
  zone: string;
  /** Wall time from which the rule counts, `YYYY-MM-DDTHH:MM`. Null in a draft only. */
  starts: Maybe<string>;
  minutes: ColumnType<number, number, number>;
  /** RFC 5545 without DTSTART; null: once. */
  rule: Maybe<string>;
  /** Days, `YYYY-MM-DD`, on which it does not take place although the rule says so. */
  left_out: Json<readonly string[]>;
  /** Null: as many as come. */
  seats: Maybe<number>;
  /** How long before to remind, as ISO 8601 durations, for those who have not set their own. */
  leads: Json<readonly string[]>;
  /** Reminders stand in the channel as well. */
  reminds_channel: boolean;
  /** How long a free seat is kept for the one it is offered to. */
  offer_minutes: ColumnType<number, number, number>;
  /** A draft is seen by its organiser only. */
  state: Generated<'draft' | 'open' | 'cancelled'>;
  made_at: Moment;
}

/** Who opened a session, and may change it. */
interface PracticeOrganiserTable {
  session_id: string;
  identity_id: string;
}

/** Where a session is announced: one channel a space. */
interface PracticePlaceTable {
  session_id: string;
  space_id: string;
  channel: string;
}

/** A change that those concerned are told of. */
interface PracticeChangeTable {
  id: string;
  session_id: string;
  kind: 'edited' | 'cancelled';
  /** What each occurrence was before it, by its id. */
  before: Json;
  reason: Maybe<string>;
  made_at: Moment;
}

/** One time that a session takes place. Made some weeks ahead. */
interface PracticeOccurrenceTable {
  id: string;
  session_id: string;
  /** The wall time that the rule gives, `YYYY-MM-DDTHH:MM`: it stays when the occurrence alone is moved. */
  original: string;
  starts_at: Moment;
  minutes: ColumnType<number, number, number>;
  title: string;
  about: Maybe<string>;
  place: Maybe<string>;
  link: Maybe<string>;
  seats: Maybe<number>;
  state: Generated<'planned' | 'cancelled'>;
  reason: Maybe<string>;
  /** Counted up with each change, as calendars do. */
  sequence: Generated<number>;
  /** The latest change of it. */
  change_id: Maybe<string>;
  /** Its post stands in the channels. */
  announced: Generated<boolean>;
  /** Reminders due up to here were sent, or are not to be sent any more. */
  reminded_until: Moment;
  /** When somebody is to be reminded next. */
  remind_at: MaybeMoment;
}

/** What a member answered for an occurrence. */
interface PracticeSeatTable {
  id: string;
  occurrence_id: string;
  identity_id: string;
  /** As the member was called when they answered: the other platform cannot look it up. */
  name: string;
  state: 'seated' | 'offered' | 'waiting' | 'maybe' | 'declined';
  /** The order in which they came, of this occurrence; given anew when somebody comes again. */
  rank: ColumnType<number, number, number>;
  /** Since when it is in this state. */
  since: Moment;
  /** Until when an offered seat is kept. */
  offered_until: MaybeMoment;
  checked_in_at: MaybeMoment;
  /** As a facilitator corrected it; null: as the check-in says. */
  attended_minutes: Maybe<number>;
}

/** Several times to choose from; one of them becomes a session. */
interface PracticePollTable {
  id: string;
  community_id: string;
  title: string;
  minutes: ColumnType<number, number, number>;
  zone: string;
  state: Generated<'draft' | 'open' | 'closed'>;
  /** What it became. */
  session_id: Maybe<string>;
  made_at: Moment;
}

interface PracticePollOrganiserTable {
  poll_id: string;
  identity_id: string;
}

interface PracticePollTimeTable {
  poll_id: string;
  /** A, B, C … */
  letter: string;
  starts_at: Moment;
}

interface PracticePollPlaceTable {
  poll_id: string;
  space_id: string;
  channel: string;
}

/** A time that suits a member. */
interface PracticePollMarkTable {
  poll_id: string;
  identity_id: string;
  letter: string;
  marked_at: Moment;
}

/** An address under which a calendar program reads sessions; only the token's hash is kept. */
interface CalendarFeedTable {
  token_hash: string;
  community_id: string;
  /** Null: the community's own, without what is for those with a seat. */
  identity_id: Maybe<string>;
  made_at: Moment;
}

/** Who plays which role at an occurrence: a proposal until somebody confirms it. */
interface PracticeRolePlanTable {
  occurrence_id: string;
  /** How long before the beginning everybody gets their facts, an ISO 8601 duration. */
  facts_lead: string;
  /** Null: a proposal, which those who lead the session see. */
  confirmed_at: MaybeMoment;
  made_at: Moment;
}

/** A few members who play one case at an occurrence. */
interface PracticeCellTable {
  id: string;
  occurrence_id: string;
  /** From 1. */
  number: number;
  /** Of the course; null: a situation of their own. */
  case_id: Maybe<string>;
  /** What its timer runs for. */
  phase: Maybe<'preparation' | 'mediation' | 'debrief'>;
  phase_ends_at: MaybeMoment;
  /** Since when the cell may read all facts. */
  revealed_at: MaybeMoment;
}

/** A member's role in a cell; given to somebody else it is a new row, so that nothing follows the old one. */
interface PracticeRoleTable {
  id: string;
  cell_id: string;
  /** That of the cell: nobody has two roles at one occurrence. */
  occurrence_id: string;
  identity_id: string;
  /** `mediator`, `co-mediator`, `coach`, `observer`, or the id of a party or seat of the case. */
  role: string;
  since: Moment;
}

/** What a member would like to do at an occurrence. */
interface PracticeRoleWishTable {
  occurrence_id: string;
  identity_id: string;
  wish: 'mediator' | 'not-mediator' | 'party' | 'observer' | 'coach';
  wished_at: Moment;
}

/** What a member has read of a case. */
interface PracticeCaseSeenTable {
  identity_id: string;
  case_id: string;
  /** `general`, the id of the role whose facts these were, or `all`. */
  part: string;
  /** Where it was read first; null: apart from any, or it is gone. */
  occurrence_id: Maybe<string>;
  seen_at: Moment;
}

/** What a member of a cell said of its mediator. */
interface PracticeFeedbackTable {
  cell_id: string;
  identity_id: string;
  mediator_id: string;
  /** By skill; one that was not observed is not there. */
  ratings: Json<Readonly<Record<string, number>>>;
  words: Maybe<string>;
  given_at: Moment;
}
