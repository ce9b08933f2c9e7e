import { type Fields, fields, isFields, present, rows, text } from '../shared/json.ts';
import { componentsOf, SELECTS, Type } from './parts.ts';
import { pinged } from './pings.ts';
import { userWire } from './wire.ts';
import type { Attachment, Message, World } from './world.ts';

/** Where this server gives a file. */
export const attachmentPath = ({ channel }: Message, file: Attachment): string =>
  `/attachments/${channel.id}/${file.id}/${encodeURIComponent(file.filename)}`;

const attachmentUrl = (base: string, message: Message, file: Attachment): string =>
  `${base}${attachmentPath(message, file)}`;

const attachmentWire = (base: string, message: Message, file: Attachment): Fields => ({
  ...present({ description: file.description }),
  id: file.id,
  filename: file.filename,
  size: file.bytes.length,
  url: attachmentUrl(base, message, file),
  proxy_url: attachmentUrl(base, message, file),
  content_type: file.contentType,
});

/** A picture's address as Discord stores it: an uploaded file gets its own. */
function mediaWire(base: string, message: Message, media: Fields): Fields {
  const url = text(media.url);
  const file = message.attachments.find(({ filename }) => url === `attachment://${filename}`);
  if (!file) return { id: message.id, url, proxy_url: url, width: null, height: null, content_type: null };
  const address = attachmentUrl(base, message, file);
  return {
    id: file.id,
    url: address,
    proxy_url: address,
    width: null,
    height: null,
    content_type: file.contentType,
    attachment_id: file.id,
  };
}

/** The components as Discord gives them back: ids filled in, defaults written out, media resolved. */
export function componentsWire(base: string, message: Message): Fields[] {
  const taken = new Set(componentsOf(message.payload).map(({ part }) => part.id));
  let last = 0;
  const nextId = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const media = (value: unknown): Fields => mediaWire(base, message, fields(value));
  const wire = (part: Fields): Fields => {
    const type = Number(part.type);
    const common = { ...present(part), id: part.id || nextId() };
    if (type === Type.row) return { ...common, components: rows(part.components).map(wire) };
    if (type === Type.container) {
      const { accent_color = null, spoiler = false } = part;
      return { ...common, accent_color, spoiler, components: rows(part.components).map(wire) };
    }
    if (type === Type.section) {
      const components = rows(part.components).map(wire);
      return { ...common, components, accessory: wire(fields(part.accessory)) };
    }
    if (type === Type.separator) return { spacing: 1, divider: true, ...common };
    if (type === Type.thumbnail)
      return { description: null, spoiler: false, ...common, media: media(part.media) };
    if (type === Type.gallery) {
      const items = rows(part.items).map((item) => ({
        description: null,
        spoiler: false,
        ...present(item),
        media: media(item.media),
      }));
      return { ...common, items };
    }
    if (type === Type.file) {
      const named = text(fields(part.file).url).replace('attachment://', '');
      const size = message.attachments.find(({ filename }) => filename === named)?.bytes.length ?? null;
      return { spoiler: false, ...common, file: media(part.file), name: named, size };
    }
    return SELECTS.has(type) ? { min_values: 1, max_values: 1, ...common } : common;
  };
  return rows(message.payload.components).map(wire);
}

function embedWire(base: string, message: Message, embed: Fields): Fields {
  const picture = (value: unknown): Fields | undefined => {
    if (!isFields(value)) return undefined;
    const { url, proxy_url } = mediaWire(base, message, value);
    return { ...present(value), url, proxy_url };
  };
  return present({
    type: 'rich',
    ...embed,
    image: picture(embed.image),
    thumbnail: picture(embed.thumbnail),
    fields: rows(embed.fields).map((field) => ({ inline: false, ...present(field) })),
  });
}

/** A message as Discord sends it to the bot. */
export function messageWire(world: World, base: string, message: Message): Fields {
  const { payload } = message;
  const pings = pinged(payload, message.origin ? 'interaction' : 'message');
  return {
    ...present({
      interaction_metadata: message.origin,
      application_id: message.origin && world.applicationId,
      webhook_id: message.origin && world.applicationId,
      guild_id: message.channel.guild?.id,
    }),
    type: message.origin ? (message.origin.type === 2 ? 20 : 19) : 0,
    id: message.id,
    channel_id: message.channel.id,
    author: userWire(message.author),
    content: text(payload.content),
    mentions: pings.users.flatMap((id) => world.users.get(id) ?? []).map(userWire),
    mention_roles: pings.roles,
    mention_everyone: pings.everyone,
    attachments: message.attachments.map((file) => attachmentWire(base, message, file)),
    embeds: rows(payload.embeds).map((embed) => embedWire(base, message, embed)),
    components: componentsWire(base, message),
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    flags: Number(payload.flags ?? 0) | (message.loading ? 1 << 7 : 0),
    pinned: false,
    tts: payload.tts === true,
  };
}
