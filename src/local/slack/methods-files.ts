/** Web API: uploads in three steps, and pictures that refer to them. */
import { extname } from 'node:path';
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { count, given, visible } from './arguments.ts';
import type { Refusal } from './check.ts';
import { fileType } from './files.ts';
import { appMessage, content } from './messages.ts';
import { type Method, Refused } from './method.ts';
import { refusalAnswer, refusals } from './refusals.ts';
import { limits } from './rules.ts';
import { BOT_USER, type StoredFile, TEAM, type World } from './world.ts';

function wireFile(world: World, file: StoredFile): Fields {
  const created = Math.floor(world.clocks.shown() / 1000);
  const filetype = extname(file.name).slice(1) || 'text';
  const address = `https://files.slack.com/files-pri/${TEAM.id}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.name,
    mimetype: fileType(file.name),
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: BOT_USER,
    user_team: TEAM.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
    comments_count: 0,
    is_starred: false,
    shares: {},
    channels: [],
    groups: [],
    ims: [],
    has_more_shares: false,
    has_rich_preview: false,
    file_access: 'visible',
    media_display_type: 'unknown',
    alt_txt: file.alt,
  };
}

/** Pictures that refer to a file which Slack has not finished with, or does not have. */
export function pictureProblems(world: World, blocks: readonly Fields[]): Refusal[] {
  return blocks.flatMap((block, index) => {
    if (block.type !== 'image' || block.slack_file === undefined) return [];
    const file = world.files.get(text(fields(block.slack_file).id));
    const age = world.clocks.transport() - (file?.completed ?? Number.POSITIVE_INFINITY);
    if (file?.content && age >= limits('file-processed').min) return [];
    return [
      { rule: 'image-source', message: 'invalid slack file', path: `/blocks/${index}/slack_file` } as const,
    ];
  });
}

const scopes = ['files:write'];

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scopes,
    needs: ['filename', 'length'],
    run: (args, { world }) => {
      const id = world.id('F');
      const size = count(args.length, 0);
      if (size <= 0) throw new Refused('invalid_arguments');
      const file = {
        id,
        name: text(args.filename),
        alt: text(args.alt_text),
        size,
        content: null,
        completed: null,
      };
      world.files.set(id, file);
      return { upload_url: `${world.url}/upload/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scopes,
    needs: ['files'],
    run: (args, { world }) => {
      const wanted = rows(args.files).map(({ id }) => world.files.get(text(id)));
      const complete = wanted.filter((file): file is StoredFile => file?.content != null);
      if (complete.length === 0 || complete.length < wanted.length) throw new Refused('file_not_found');
      const target = text(args.channel_id) || text(args.channels);
      const conversation = target ? visible(world, target) : undefined;
      if (target && !conversation) throw new Refused('channel_not_found');
      if (conversation && !conversation.members.has(BOT_USER)) throw new Refused('not_in_channel');
      if (conversation?.archived) throw new Refused('is_archived');
      for (const file of complete) file.completed = world.clocks.transport();
      const files = complete.map((file) => wireFile(world, file));
      if (conversation) {
        const payload = given({ text: args.initial_comment, blocks: args.blocks, files });
        const found = refusals(payload, 'message');
        if (found.length > 0) throw new Refused('invalid_blocks', refusalAnswer(found, 'message'));
        const message = appMessage(world, conversation.id, content(world, payload));
        world.post({ ...message, files, thread: text(args.thread_ts) || undefined });
      }
      return { files };
    },
  },
};
