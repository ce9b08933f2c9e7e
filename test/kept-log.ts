import type { Log } from '../src/chat/failure.ts';

/** A log that keeps its lines, for tests that read them. */
export class KeptLog implements Log {
  readonly lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  debug = this.#keep('debug');
  info = this.#keep('info');
  warn = this.#keep('warn');
  error = this.#keep('error');

  #keep(level: string) {
    return (fields: object, message: string) => {
      this.lines.push({ level, fields, message });
    };
  }
}
