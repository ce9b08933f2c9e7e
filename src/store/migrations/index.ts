import type { Migration } from 'kysely/migration';
import { ground } from './2026-11-ground.ts';
import { quiz } from './2026-11-quiz.ts';
import { practice } from './2026-12-practice.ts';
import { cells } from './2027-01-cells.ts';

/** Every migration, in the order of its name; one that was published is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-ground': ground,
  '2026-11-quiz': quiz,
  '2026-12-practice': practice,
  '2027-01-cells': cells,
};
