import { type Fields, rows, text } from '../shared/json.ts';
import { limitedList, limitedText, limitedUrl } from './limited.ts';
import { SELECTS, Type } from './parts.ts';
import { type Rule, Source } from './rule.ts';
import { wantNumber } from './want.ts';

const type = (part: Fields | undefined): number => Number(part?.type);

/** Which components may stand in which; `undefined` is the message or modal itself. */
function mayStand(part: Fields, parent: Fields | undefined, inModal: boolean): boolean {
  const own = type(part);
  if (inModal) {
    if (parent === undefined) return [Type.row, Type.textDisplay, Type.label].includes(own as never);
    if (type(parent) === Type.row) return own === Type.textInput;
    const fieldTypes = [Type.textInput, Type.upload, Type.radioGroup, Type.checkboxGroup, Type.checkbox];
    return type(parent) === Type.label && (SELECTS.has(own) || fieldTypes.includes(own as never));
  }
  const blocks = [Type.row, Type.section, Type.textDisplay, Type.gallery, Type.file, Type.separator];
  if (parent === undefined) return own === Type.container || blocks.includes(own as never);
  if (type(parent) === Type.container) return blocks.includes(own as never);
  if (type(parent) === Type.row) return own === Type.button || SELECTS.has(own);
  if (type(parent) !== Type.section) return false;
  return part === parent.accessory ? own === Type.button || own === Type.thumbnail : own === Type.textDisplay;
}

const LINK = 5;
const isButton = (part: Fields): boolean => type(part) === Type.button;
const rowSize = limitedList('buttons of a row', 'components', 1, 5, true);
const isPlain = (button: Fields): boolean => Number(button.style) >= 1 && Number(button.style) <= 4;

/** Rules about where components stand, rows and buttons. */
export const componentRules: readonly Rule[] = [
  {
    name: 'component-place',
    says: 'Each component stands only where its type is allowed.',
    source: Source.components,
    on: 'component',
    check(part, say, { whole, parent }) {
      const inModal = whole.title !== undefined && whole.custom_id !== undefined;
      if (!mayStand(part, parent, inModal))
        say('type', 'UNION_TYPE_CHOICES', `Value of field "type" must not be ${String(part.type)} here.`);
    },
  },
  {
    name: 'component-id',
    says: 'A component id is a whole number from 0 to 2,147,483,647.',
    source: Source.components,
    on: 'component',
    check: wantNumber('id', 0, 2_147_483_647),
  },
  {
    name: 'custom-id-length',
    says: 'A custom_id has 1 to 100 characters.',
    source: Source.components,
    on: 'component',
    ...limitedText('custom_id of a button, menu or field', 'custom_id', 1, 100),
  },
  {
    name: 'row-size',
    says: 'An action row holds 1 to 5 components.',
    source: Source.components,
    on: 'row',
    ...rowSize,
    // A menu fills its row alone.
    limit: { ...rowSize.limit, used: (row) => rows(row.components).filter(isButton).length },
  },
  {
    name: 'row-one-select',
    says: 'An action row with a select menu holds nothing else.',
    source: Source.components,
    on: 'row',
    check(row, say) {
      const inside = rows(row.components);
      if (inside.length < 2) return;
      for (const [index, each] of inside.entries()) {
        if (!SELECTS.has(type(each))) continue;
        const at = `components.${index === 0 ? 1 : index}`;
        say(at, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
        return;
      }
    },
  },
  {
    name: 'button-style',
    says: 'A button has a style from 1 to 6.',
    source: Source.components,
    on: 'button',
    check: wantNumber('style', 1, 6, true),
  },
  {
    name: 'button-label',
    says: 'A button label has at most 80 characters.',
    source: Source.components,
    on: 'button',
    ...limitedText('label of a button', 'label', 0, 80),
  },
  {
    name: 'button-face',
    says: 'A button shows a label or an emoji.',
    source: Source.observed,
    on: 'button',
    check(button, say) {
      if (Number(button.style) === 6 || text(button.label) !== '' || button.emoji) return;
      say('', 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A label or emoji is required');
    },
  },
  {
    name: 'button-custom-id',
    says: 'A button that is not a link has a custom_id and no address.',
    source: Source.components,
    on: 'button',
    check(button, say) {
      if (!isPlain(button)) return;
      if (text(button.custom_id) === '')
        say('custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required');
      if (button.url != null)
        say(
          '',
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        );
    },
  },
  {
    name: 'button-link',
    says: 'A link button has an address and no custom_id.',
    source: Source.components,
    on: 'button',
    check(button, say) {
      if (Number(button.style) !== LINK) return;
      if (text(button.url) === '') say('url', 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
      if (button.custom_id != null)
        say(
          '',
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        );
    },
  },
  {
    name: 'button-url',
    says: "A link button's address has at most 512 characters and is http, https or discord.",
    source: Source.components,
    on: 'button',
    ...limitedUrl('address of a link button', 'url', ['http', 'https', 'discord'], 512),
  },
  {
    name: 'emoji-name',
    says: 'An emoji has a name of at most 32 characters.',
    source: Source.openapi,
    on: 'emoji',
    ...limitedText('name of an emoji', 'name', 0, 32, true),
  },
];
