/** What an image block and an image element have in common. */
import { type Fields, text } from '../shared/json.ts';
import { anything, type Field, type Findings, optional, required, string } from './check.ts';

export const picture: Record<string, Field> = {
  image_url: optional(string('image-url')),
  slack_file: optional(anything),
  alt_text: required(string('image-alt')),
};

/** Addresses that Slack's own machines cannot reach. */
const UNREACHABLE = /^(localhost|127\.|10\.|192\.168\.|\[::1|0\.0\.0\.0)|\.(local|internal|invalid|test)$/;

function reachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (protocol === 'https:' || protocol === 'http:') && !UNREACHABLE.test(hostname);
}

export function pictureSource(value: Fields, path: string, found: Findings): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined))
    found.refuse('image-source', path, 'must have either image_url or slack_file');
  if (value.image_url !== undefined && !reachable(text(value.image_url)))
    found.refuse('image-public', `${path}/image_url`, 'downloading image failed');
}
