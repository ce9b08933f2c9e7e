import { h } from 'preact';
import { Flag, hasFlag, isV2 } from '../../discord/parts.ts';
import { type Fields, fields, rows, text } from '../../shared/json.ts';
import { drawComponents } from './discord-components.ts';
import type { Drawn } from './discord-drawn.ts';
import { drawEmbed } from './discord-embed.ts';
import { drawMarkdown } from './discord-markdown.ts';
import { attachedFile, drawAttachment } from './discord-media.ts';
import { notDrawn } from './discord-not-drawn.ts';
import type { Scene } from './discord-scene.ts';
import { useSteadyFocus } from './discord-steady-focus.ts';

interface PayloadProps {
  payload: unknown;
  scene: Scene;
}

/** What was sent, as it stands in a message; the focus stays where it was when it is edited. */
export function Payload({ payload, scene }: PayloadProps): Drawn {
  const message = fields(payload);
  const whole = useSteadyFocus(scene.busy);
  return h('div', { class: 'd-payload', ref: whole }, [
    ...(isV2(message) ? [] : drawOldStyle(message, scene)),
    ...drawComponents(message.components, scene),
    message.poll == null ? null : notDrawn('poll', message.poll),
  ]);
}

/** Content, embeds and files: what a message without components of version 2 has. */
function drawOldStyle(message: Fields, scene: Scene): (Drawn | null)[] {
  const embeds = hasFlag(message, Flag.suppressEmbeds) ? [] : rows(message.embeds);
  const embedded = embeds.flatMap((embed) =>
    [embed.image, embed.thumbnail].map((media) => attachedFile(text(fields(media).url), scene.files)),
  );
  return [
    drawMarkdown(message.content, scene),
    ...embeds.map((embed) => drawEmbed(embed, scene)),
    ...scene.files.filter((file) => !embedded.includes(file)).map((file) => drawAttachment(file, scene)),
  ];
}
