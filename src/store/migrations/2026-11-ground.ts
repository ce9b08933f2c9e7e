import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Communities and who is in them, what they asked for, jobs and deliveries. */
export const ground: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table community (
    id uuid primary key,
    created_at timestamptz not null,
    zone text,
    locale text,
    opens text not null default 'facilitators' check (opens in ('everyone', 'facilitators'))
  )`,
  `create table space (
    id text primary key,
    name text,
    community_id uuid not null references community,
    home_id uuid not null unique references community,
    announcement_channel text,
    arrived_at timestamptz not null,
    left_at timestamptz
  )`,
  'create index on space (community_id)',
  `create table facilitator (
    space_id text not null references space on delete cascade,
    kind text not null check (kind in ('role', 'member')),
    external_id text not null,
    added_at timestamptz not null,
    primary key (space_id, kind, external_id)
  )`,
  `create table identity (
    id uuid primary key,
    space_id text not null references space,
    external_id text not null,
    person_id uuid not null,
    direct_channel text,
    chosen_at timestamptz,
    first_seen_at timestamptz not null,
    unique (space_id, external_id)
  )`,
  'create index on identity (person_id)',
  'create index on identity (external_id)',
  `create table preference (
    identity_id uuid not null references identity on delete cascade,
    name text not null,
    value jsonb not null,
    changed_at timestamptz not null,
    primary key (identity_id, name)
  )`,
  `create table link_code (
    id uuid primary key,
    kind text not null check (kind in ('space', 'identity')),
    hash text not null unique,
    space_id text not null references space on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    claimed_space text references space on delete cascade,
    claimed_identity uuid references identity on delete cascade,
    claimed_at timestamptz,
    settled_at timestamptz
  )`,
  'create index on link_code (identity_id)',
  'create index on link_code (claimed_identity)',
  `create table link_attempt (
    identity_id uuid not null references identity on delete cascade,
    tried_at timestamptz not null
  )`,
  'create index on link_attempt (identity_id, tried_at)',
  `create table term_request (
    community_id uuid not null references community,
    folded text not null,
    words text not null,
    identity_id uuid not null references identity on delete cascade,
    asked_at timestamptz not null,
    primary key (community_id, folded, identity_id)
  )`,
  'create index on term_request (identity_id)',
  `create table look_up (
    community_id uuid not null references community,
    term text not null,
    day date not null,
    count integer not null default 0,
    primary key (community_id, term, day)
  )`,
  `create table task (
    key text primary key,
    community_id uuid references community,
    job text not null,
    subject jsonb not null,
    due_at timestamptz not null,
    state text not null default 'pending' check (state in ('pending', 'done', 'skipped')),
    settled_at timestamptz
  )`,
  `create index on task (due_at) where state = 'pending'`,
  `create index on task (settled_at) where state <> 'pending'`,
  `create table timetable (
    id uuid primary key,
    key text not null unique,
    community_id uuid references community,
    job text not null,
    subject jsonb not null,
    rule text not null,
    zone text not null,
    starts text not null,
    next_at timestamptz,
    paused boolean not null default false
  )`,
  'create index on timetable (community_id)',
  `create table delivery (
    id text primary key check (length(id) <= 25),
    key text not null unique,
    community_id uuid not null references community,
    space_id text not null references space,
    channel text,
    identity_id uuid references identity on delete cascade,
    fallback_channel text,
    post text not null,
    subject jsonb not null,
    urgency smallint not null default 0,
    due_at timestamptz not null,
    expires_at timestamptz,
    state text not null default 'pending'
      check (state in ('pending', 'sending', 'sent', 'refused', 'doubtful', 'skipped')),
    attempts integer not null default 0,
    attempted_at timestamptz,
    sent_channel text,
    message_id text,
    reason text,
    settled_at timestamptz,
    check (channel is not null or identity_id is not null)
  )`,
  `create index on delivery (due_at) where state in ('pending', 'sending')`,
  `create index on delivery (community_id, settled_at) where state in ('refused', 'doubtful')`,
  'create index on delivery (settled_at) where settled_at is not null',
  'create index on delivery (identity_id)',
  `create index on delivery (space_id) where state in ('pending', 'sending')`,
  `create table announcement (
    id text primary key check (length(id) <= 25),
    key text not null unique,
    community_id uuid not null references community,
    space_id text not null references space,
    channel text not null,
    post text not null,
    subject jsonb not null,
    wanted integer not null default 1,
    shown integer not null default 0,
    message_id text,
    held_until timestamptz,
    attempted_at timestamptz,
    state text not null default 'live' check (state in ('live', 'closed', 'refused', 'doubtful')),
    reason text
  )`,
  'create index on announcement (space_id)',
  `create table notice (
    id uuid primary key,
    community_id uuid not null references community,
    key text not null unique,
    kind text not null,
    detail jsonb not null,
    noticed_at timestamptz not null
  )`,
  'create index on notice (community_id, noticed_at)',
  `create table lane (
    key text primary key,
    free_at timestamptz not null,
    taken integer not null default 0
  )`,
  `create table lease (
    name text primary key,
    holder text not null,
    beat bigint not null,
    waiting bigint not null default 0
  )`,
] as const;
