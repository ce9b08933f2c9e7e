import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Practice cells: who plays which role, which cases members know, and what they say of a mediator. */
export const cells: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table practice_role_plan (
    occurrence_id uuid primary key references practice_occurrence on delete cascade,
    facts_lead text not null,
    confirmed_at timestamptz,
    made_at timestamptz not null
  )`,
  `create table practice_cell (
    id uuid primary key,
    occurrence_id uuid not null references practice_role_plan on delete cascade,
    number integer not null check (number > 0),
    case_id text,
    phase text check (phase in ('preparation', 'mediation', 'debrief')),
    phase_ends_at timestamptz,
    revealed_at timestamptz,
    unique (occurrence_id, number),
    check ((phase is null) = (phase_ends_at is null))
  )`,
  `create table practice_role (
    id uuid primary key,
    cell_id uuid not null references practice_cell on delete cascade,
    occurrence_id uuid not null references practice_role_plan on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    role text not null,
    since timestamptz not null,
    unique (occurrence_id, identity_id)
  )`,
  // Of observers a cell has as many as come.
  "create unique index on practice_role (cell_id, role) where role <> 'observer'",
  'create index on practice_role (identity_id)',
  `create table practice_role_wish (
    occurrence_id uuid not null references practice_occurrence on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    wish text not null check (wish in ('mediator', 'not-mediator', 'party', 'observer', 'coach')),
    wished_at timestamptz not null,
    primary key (occurrence_id, identity_id)
  )`,
  'create index on practice_role_wish (identity_id)',
  `create table practice_case_seen (
    identity_id uuid not null references identity on delete cascade,
    case_id text not null,
    part text not null,
    occurrence_id uuid references practice_occurrence on delete set null,
    seen_at timestamptz not null,
    primary key (identity_id, case_id, part)
  )`,
  'create index on practice_case_seen (occurrence_id)',
  `create table practice_feedback (
    cell_id uuid not null references practice_cell on delete cascade,
    identity_id uuid not null references identity on delete cascade,
    mediator_id uuid not null references identity on delete cascade,
    ratings jsonb not null,
    words text,
    given_at timestamptz not null,
    primary key (cell_id, identity_id, mediator_id)
  )`,
  'create index on practice_feedback (identity_id)',
  'create index on practice_feedback (mediator_id)',
];
