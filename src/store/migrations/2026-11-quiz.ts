import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rounds and answers in private, questions posted to channels, their timetables, and reports about questions. */
export const quiz: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table quiz_round (
    id uuid primary key,
    identity_id uuid not null references identity on delete cascade,
    kind text not null check (kind in ('practice', 'review', 'mistakes')),
    questions jsonb not null,
    picked jsonb not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  'create index on quiz_round (identity_id, started_at)',
  // Of one account's rounds at most one is under way.
  'create unique index on quiz_round (identity_id) where finished_at is null',
  `create table quiz_answer (
    id uuid primary key,
    round_id uuid not null references quiz_round on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    question text not null,
    revision text not null,
    chosen jsonb not null,
    correct boolean not null,
    answered_at timestamptz not null,
    unique (round_id, question)
  )`,
  'create index on quiz_answer (identity_id, answered_at)',
  'create index on quiz_answer (question)',
  `create table quiz_schedule (
    id uuid primary key,
    community_id uuid not null references community,
    space_id text not null references space,
    channel text not null,
    topic text,
    days jsonb not null,
    time text not null,
    zone text not null,
    closes_minutes integer not null check (closes_minutes > 0),
    paused boolean not null default false,
    made_at timestamptz not null
  )`,
  'create index on quiz_schedule (community_id)',
  `create table quiz_post (
    id uuid primary key,
    community_id uuid not null references community,
    question text not null,
    revision text not null,
    content jsonb not null,
    opened_at timestamptz not null,
    closes_at timestamptz not null,
    closed_at timestamptz,
    schedule_id uuid references quiz_schedule on delete set null,
    occurrence_at timestamptz,
    unique (schedule_id, occurrence_at)
  )`,
  'create index on quiz_post (community_id, question)',
  `create table quiz_post_place (
    post_id uuid not null references quiz_post on delete cascade,
    space_id text not null references space,
    channel text not null,
    primary key (post_id, space_id)
  )`,
  'create index on quiz_post_place (space_id, channel)',
  `create table quiz_vote (
    post_id uuid not null references quiz_post on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    first text not null,
    latest text not null,
    changes integer not null default 0 check (changes in (0, 1)),
    first_at timestamptz not null,
    latest_at timestamptz not null,
    primary key (post_id, identity_id)
  )`,
  'create index on quiz_vote (identity_id)',
  `create table quiz_flag (
    id uuid primary key,
    identity_id uuid not null references identity on delete cascade,
    question text not null,
    revision text not null,
    words text not null,
    flagged_at timestamptz not null,
    settled_at timestamptz
  )`,
  'create index on quiz_flag (identity_id)',
];
