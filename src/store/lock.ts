import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../chat/adapter.ts';

/**
 * Holds a file for this process alone; the system lets go of it when the process ends, however it ends.
 * Throws an OperatorError where another process holds it.
 */
export function holdLock(path: string): { release(): void } {
  const file = new DatabaseSync(path);
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    // SQLite's number for “busy”.
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) {
      throw new OperatorError(
        'Another Parley is running on the same DATA_DIR, and two would spoil its records. Stop that one first, or give this one a DATA_DIR of its own. (With a PostgreSQL server, set in DATABASE_URL, any number may run.)',
      );
    }
    throw error;
  }
  return { release: () => file.close() };
}
