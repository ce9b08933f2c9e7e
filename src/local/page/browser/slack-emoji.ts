/** Emoji by Slack's names: the commonest; the others keep their colons. */
import { type Fields, fields, list, text } from '../../shared/json.ts';

const EMOJI: Readonly<Record<string, string>> = {
  ...{ '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', wave: '👋', clap: '👏', pray: '🙏' },
  ...{
    ok_hand: '👌',
    muscle: '💪',
    raised_hands: '🙌',
    raised_hand: '✋',
    handshake: '🤝',
    point_right: '👉',
  },
  ...{ point_down: '👇', point_up: '☝️', point_left: '👈', writing_hand: '✍️', eyes: '👀', brain: '🧠' },
  ...{ smile: '😄', smiley: '😃', grinning: '😀', slightly_smiling_face: '🙂', wink: '😉', blush: '😊' },
  ...{ joy: '😂', thinking_face: '🤔', neutral_face: '😐', cry: '😢', sob: '😭', sweat_smile: '😅' },
  ...{ sunglasses: '😎', confused: '😕', worried: '😟', heart_eyes: '😍', partying_face: '🥳' },
  ...{ heart: '❤️', broken_heart: '💔', star: '⭐', star2: '🌟', sparkles: '✨', fire: '🔥', tada: '🎉' },
  ...{ rocket: '🚀', trophy: '🏆', medal: '🏅', bulb: '💡', bell: '🔔', no_bell: '🔕', mega: '📣' },
  ...{ white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', x: '❌' },
  ...{ warning: '⚠️', question: '❓', exclamation: '❗', no_entry: '⛔', information_source: 'ℹ️' },
  ...{ red_circle: '🔴', large_green_circle: '🟢', large_yellow_circle: '🟡', large_blue_circle: '🔵' },
  ...{ white_circle: '⚪', black_circle: '⚫', arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️' },
  ...{ arrow_down: '⬇️', one: '1️⃣', two: '2️⃣', three: '3️⃣', four: '4️⃣', five: '5️⃣', '100': '💯' },
  ...{
    calendar: '📅',
    date: '📅',
    spiral_calendar_pad: '🗓️',
    clock1: '🕐',
    hourglass: '⌛',
    alarm_clock: '⏰',
  },
  ...{ stopwatch: '⏱️', book: '📖', books: '📚', memo: '📝', pencil: '📝', pencil2: '✏️', clipboard: '📋' },
  ...{ bar_chart: '📊', link: '🔗', lock: '🔒', unlock: '🔓', key: '🔑', mag: '🔍', gear: '⚙️', scales: '⚖️' },
  ...{ speech_balloon: '💬', thought_balloon: '💭', busts_in_silhouette: '👥', bust_in_silhouette: '👤' },
  ...{
    robot_face: '🤖',
    seedling: '🌱',
    coffee: '☕',
    house: '🏠',
    globe_with_meridians: '🌐',
    pushpin: '📌',
  },
};

const named = (name: string): string | undefined => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined);

/** The text with its `:names:` as emoji. */
export const withEmoji = (words: string): string =>
  words.replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/g, (whole, name: string) => named(name) ?? whole);

/** A rich_text block in which each emoji that is known by name is written out; its text stays as it is. */
export function emojiFilled(part: Fields): Fields {
  const written = part.type === 'emoji' && !part.unicode ? named(text(part.name)) : undefined;
  if (written !== undefined) return { type: 'text', text: written, style: part.style };
  if (!Array.isArray(part.elements)) return part;
  return { ...part, elements: list(part.elements).map((each) => emojiFilled(fields(each))) };
}
