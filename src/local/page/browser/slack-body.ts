/** What a Slack payload says: of a message, an attachment, or a Home tab. */
import { h, type JSX } from 'preact';
import { type Fields, fields, rows, text } from '../../shared/json.ts';
import type { BodyProps } from './props.ts';
import { Blocks } from './slack-blocks.ts';
import { Files } from './slack-files.ts';
import { useKeptFocus } from './slack-focus.ts';
import type { Setting } from './slack-setting.ts';
import { drawMarkdown, drawMrkdwn, drawPlain } from './slack-text.ts';
import { Undrawn } from './slack-undrawn.ts';

interface ContentProps {
  payload: Fields;
  setting: Setting;
}

/** Where there are blocks, they stand for the text. */
function Words({ payload, setting }: ContentProps): JSX.Element | null {
  const blocks = rows(payload.blocks);
  const written = text(payload.markdown_text);
  if (blocks.length > 0) return h(Blocks, { blocks, setting });
  if (written) return h('div', { class: 's-rich' }, drawMarkdown(written, setting.viewer));
  if (!text(payload.text)) return null;
  const words =
    payload.mrkdwn === false
      ? h('div', { class: 's-line' }, drawPlain(text(payload.text), true))
      : drawMrkdwn(text(payload.text), { urls: true, mentions: false }, setting.viewer);
  return h('div', { class: 's-rich' }, words);
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ good: '#2eb886', warning: '#daa038', danger: '#a30200' },
};

/** What an attachment may hold beside what is drawn of it, without anything being left out. */
const NOT_SEEN = ['blocks', 'text', 'markdown_text', 'mrkdwn', 'mrkdwn_in', 'color', 'fallback', 'id'];

function Attachment({ payload, setting }: ContentProps): JSX.Element {
  const color = text(payload.color);
  const bar = NAMED[color] ?? (/^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : undefined);
  const more = Object.keys(payload).some((key) => !NOT_SEEN.includes(key));
  return h('div', { class: 's-attachment', ...(bar !== undefined && { style: { borderLeftColor: bar } }) }, [
    h(Words, { payload, setting }),
    more ? h(Undrawn, { kind: 'attachment', value: payload }) : null,
  ]);
}

export function Content({ payload, setting }: ContentProps): JSX.Element {
  const attachments = rows(payload.attachments);
  const blocks = [payload, ...attachments].flatMap((each) => rows(each.blocks));
  return h('div', { class: 's-content' }, [
    h(Words, { payload, setting }),
    attachments.map((each, index) => h(Attachment, { key: index, payload: each, setting })),
    h(Files, { blocks, setting }),
  ]);
}

export function Body({ payload, acts, ...rest }: BodyProps): JSX.Element {
  const kept = useKeptFocus<HTMLDivElement>(rest.busy);
  const setting: Setting = { ...rest, ...acts };
  return h(
    'div',
    { class: 'slack s-body', tabIndex: -1, ...kept },
    h(Content, { payload: fields(payload), setting }),
  );
}
