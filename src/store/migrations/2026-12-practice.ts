import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Practice sessions with their occurrences and rosters, polls for a time, and calendar addresses. */
export const practice: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table practice_session (
    id uuid primary key,
    community_id uuid not null references community,
    title text,
    about text,
    place text,
    link text,
    zone text not null,
    starts text,
    minutes integer not null check (minutes > 0),
    rule text,
    left_out jsonb not null,
    seats integer check (seats > 0),
    leads jsonb not null,
    reminds_channel boolean not null,
    offer_minutes integer not null check (offer_minutes > 0),
    state text not null default 'draft' check (state in ('draft', 'open', 'cancelled')),
    made_at timestamptz not null,
    check (state = 'draft' or (title is not null and starts is not null))
  )`,
  'create index on practice_session (community_id)',
  `create table practice_organiser (
    session_id uuid not null references practice_session on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    primary key (session_id, identity_id)
  )`,
  'create index on practice_organiser (identity_id)',
  `create table practice_place (
    session_id uuid not null references practice_session on delete cascade,
    space_id text not null references space,
    channel text not null,
    primary key (session_id, space_id)
  )`,
  `create table practice_change (
    id uuid primary key,
    session_id uuid not null references practice_session on delete cascade,
    kind text not null check (kind in ('edited', 'cancelled')),
    before jsonb not null,
    reason text,
    made_at timestamptz not null
  )`,
  'create index on practice_change (session_id)',
  `create table practice_occurrence (
    id uuid primary key,
    session_id uuid not null references practice_session on delete cascade,
    original text not null,
    starts_at timestamptz not null,
    minutes integer not null check (minutes > 0),
    title text not null,
    about text,
    place text,
    link text,
    seats integer check (seats > 0),
    state text not null default 'planned' check (state in ('planned', 'cancelled')),
    reason text,
    sequence integer not null default 0,
    change_id uuid references practice_change on delete set null,
    announced boolean not null default false,
    reminded_until timestamptz not null,
    remind_at timestamptz,
    unique (session_id, original)
  )`,
  'create index on practice_occurrence (starts_at)',
  'create index on practice_occurrence (change_id)',
  `create table practice_seat (
    id uuid primary key,
    occurrence_id uuid not null references practice_occurrence on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    name text not null,
    state text not null check (state in ('seated', 'offered', 'waiting', 'maybe', 'declined')),
    rank integer not null,
    since timestamptz not null,
    offered_until timestamptz,
    checked_in_at timestamptz,
    attended_minutes integer check (attended_minutes >= 0),
    unique (occurrence_id, identity_id)
  )`,
  'create index on practice_seat (identity_id)',
  `create table practice_poll (
    id uuid primary key,
    community_id uuid not null references community,
    title text not null,
    minutes integer not null check (minutes > 0),
    zone text not null,
    state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
    session_id uuid references practice_session on delete set null,
    made_at timestamptz not null
  )`,
  'create index on practice_poll (community_id)',
  'create index on practice_poll (session_id)',
  `create table practice_poll_organiser (
    poll_id uuid not null references practice_poll on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    primary key (poll_id, identity_id)
  )`,
  'create index on practice_poll_organiser (identity_id)',
  `create table practice_poll_time (
    poll_id uuid not null references practice_poll on delete cascade,
    letter text not null,
    starts_at timestamptz not null,
    primary key (poll_id, letter)
  )`,
  `create table practice_poll_place (
    poll_id uuid not null references practice_poll on delete cascade,
    space_id text not null references space,
    channel text not null,
    primary key (poll_id, space_id)
  )`,
  `create table practice_poll_mark (
    poll_id uuid not null references practice_poll on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    letter text not null,
    marked_at timestamptz not null,
    primary key (poll_id, identity_id, letter)
  )`,
  'create index on practice_poll_mark (identity_id)',
  `create table calendar_feed (
    token_hash text primary key,
    community_id uuid not null references community,
    identity_id uuid references identity on delete cascade,
    made_at timestamptz not null
  )`,
  'create index on calendar_feed (identity_id)',
  'create index on calendar_feed (community_id)',
  // What could not be said directly, and is to be told otherwise.
  `create index on delivery (identity_id) where state = 'refused' and reason = 'direct-closed'`,
];
