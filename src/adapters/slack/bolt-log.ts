import { LogLevel } from '@slack/bolt';
import { describeError, type Log } from '../../chat/failure.ts';

/** Bolt's logger interface, which has seven methods. */
interface BoltLog {
  debug(...said: unknown[]): void;
  info(...said: unknown[]): void;
  warn(...said: unknown[]): void;
  error(...said: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

// Bolt appends values, and with them bodies and tokens, after one of these.
const VALUE = /[(:!]|json-pointer/;

/** Bolt's own lines in our log: the fixed words only, since bodies and errors' texts hold what members wrote. */
export function boltLog(log: Log): BoltLog {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...said: unknown[]): void => {
      const errors = said.filter((each) => each instanceof Error).map(describeError);
      const words = typeof said[0] === 'string' ? (said[0].split(VALUE, 1)[0] ?? '').trim() : 'an error';
      log[level]({ library: 'bolt', ...(errors.length > 0 ? { errors } : {}) }, words);
    };
  return {
    // Left out altogether: every debug line carries a payload.
    debug: () => {},
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
