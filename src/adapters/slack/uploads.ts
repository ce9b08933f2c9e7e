import type { WebClient } from '@slack/web-api';
import { cleanLine, shorten } from '../../chat/clean.ts';

const TIMEOUT = 10_000;
/** Slack's limits. */
const NAME = 255;
const ALT = 1_000;

export interface Upload {
  readonly name: string;
  readonly content: Uint8Array;
  readonly alt?: string;
}

/** Where a file is shown, and the words with it, as Slack's markup. */
export interface Showing {
  readonly channel: string;
  readonly comment?: string;
  readonly thread?: string;
}

/** Brings a file to Slack and shows it, or keeps it for an image block; its id. Rejects as the Web API does. */
export async function upload(
  web: WebClient,
  { name, content, alt = '' }: Upload,
  showing?: Showing,
): Promise<string> {
  const filename = shorten(cleanLine(name), NAME) || 'file';
  const words = shorten(cleanLine(alt), ALT);
  const { upload_url, file_id } = await web.files.getUploadURLExternal({
    filename,
    length: content.length,
    ...(words === '' ? {} : { alt_text: words }),
  });
  if (upload_url === undefined || file_id === undefined) throw new Error('no place to upload to');
  const response = await fetch(upload_url, {
    method: 'POST',
    body: content as Uint8Array<ArrayBuffer>,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the upload was answered ${response.status}`);
  const files: [{ id: string; title: string }] = [{ id: file_id, title: filename }];
  if (showing === undefined) await web.files.completeUploadExternal({ files });
  else await show(web, files, showing);
  return file_id;
}

async function show(
  web: WebClient,
  files: [{ id: string; title: string }],
  { channel, comment, thread }: Showing,
): Promise<void> {
  const words = comment === undefined ? {} : { initial_comment: comment };
  await web.files.completeUploadExternal(
    thread === undefined
      ? { files, channel_id: channel, ...words }
      : { files, channel_id: channel, thread_ts: thread, ...words },
  );
}
