import type { MessageOnScreen } from '../../shared/screen.ts';
import type { ControlActs, FileUrl, Viewer } from './props.ts';

/** What every part of a message or form must know to be drawn. */
export interface Scene {
  viewer: Viewer;
  /** For `attachment://` addresses. */
  files: MessageOnScreen['files'];
  file: FileUrl;
  acts: ControlActs;
  /** Nothing can be pressed. */
  busy: boolean;
  /** With each edit a select goes back to what the payload says. */
  version: number;
  /** The message calls everyone, so that its @everyone stands out. */
  callsEveryone: boolean;
}

/** Signs without width keep Discord from reading markup into a text; on the page they would only be in the way. */
export const withoutSeams = (value: string): string => value.replaceAll('\u200b', '');

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The address of a link that may be followed; undefined for any other scheme and for what is no address. */
export function safeAddress(url: string): string | undefined {
  return URL.canParse(url) && SCHEMES.has(new URL(url).protocol) ? url : undefined;
}

/** Attributes of a link that opens beside the page. */
export const outward = (href: string) => ({ href, target: '_blank', rel: 'noopener noreferrer' });
