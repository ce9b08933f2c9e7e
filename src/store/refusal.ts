import { OperatorError } from '../chat/adapter.ts';
import { errorCode } from './unreachable.ts';

export const NO_RIGHTS =
  'The user in DATABASE_URL may not make tables in that database, or not use those that are there. Make that user the owner of the database (alter database NAME owner to USER), and of what another user made in it (reassign owned by OTHER to USER).';

const CURES: readonly { readonly what: RegExp; readonly cure: string }[] = [
  {
    what: /^28P01$|SASL|password/i,
    cure: 'The database server refused the user or the password in DATABASE_URL. Correct them; a sign such as @ or / in a password is written %40 or %2F.',
  },
  {
    what: /^28000$/,
    cure: 'The database server does not let the user in DATABASE_URL in from here: see its pg_hba.conf; it may also want an encrypted connection (?sslmode=require at the end of DATABASE_URL).',
  },
  {
    what: /^3D000$/,
    cure: 'The database named in DATABASE_URL is not on that server. Create it (createdb NAME), or correct the name.',
  },
  {
    what: /^(?:42501|3F000)$/,
    cure: NO_RIGHTS,
  },
  {
    what: /does not support SSL/,
    cure: 'The database server has no encrypted connections: take sslmode out of DATABASE_URL, or set it to disable.',
  },
  {
    what: /CERT|UNABLE_TO_VERIFY/,
    cure: 'The database server’s certificate is not trusted here. Name its authority in DATABASE_URL (&sslrootcert=FILE).',
  },
  {
    what: /^ERR_INVALID_URL$|^URI malformed$/,
    cure: 'DATABASE_URL cannot be read: it looks like postgres://user:password@host/database, with signs such as @ or / in the password written %40 or %2F.',
  },
];

/** What the operator can mend about a server that refuses, in words that show nothing of the address. */
export function cureOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return CURES.find(({ what }) => what.test(errorCode(error)) || what.test(error.message))?.cure;
}

/** The same for whoever starts the program; any other error as it is. */
export function operatorError(error: unknown): unknown {
  const cure = error instanceof OperatorError ? undefined : cureOf(error);
  return cure === undefined ? error : new OperatorError(cure);
}
