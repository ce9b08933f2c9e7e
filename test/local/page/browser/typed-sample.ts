import type { Viewer } from '../../../../src/local/page/browser/props.ts';
import type { CommandOnOffer, OptionOnOffer } from '../../../../src/local/shared/screen.ts';

export const option = (name: string, more: Partial<OptionOnOffer> = {}): OptionOnOffer => ({
  ...{ name, description: `About ${name}`, required: false, kind: 'text', suggests: false },
  ...more,
});

export const command = (name: string, options: OptionOnOffer[] = []): CommandOnOffer => ({
  ...{ name, kind: 'slash', description: `Does ${name}`, options },
});

export const glossary = command('glossary', [
  option('term', { suggests: true }),
  option('versus', { suggests: true }),
]);
export const create = command('practice create', [option('when'), option('title')]);
export const list = command('practice list');
export const quiz = command('quiz', [
  option('topic', { required: true }),
  option('length', { required: true, kind: 'integer' }),
  option('level', { choices: [{ name: 'Easy', value: 'e' }] }),
]);

export const offers: CommandOnOffer[] = [
  glossary,
  create,
  list,
  quiz,
  { name: 'Ask about this', kind: 'message', description: '' },
];

export const viewer: Viewer = {
  me: '1',
  zone: 'UTC',
  now: 0,
  people: [
    { id: '1', name: 'Member', handle: 'member', app: false, zone: 'UTC' },
    { id: '2', name: 'Second member', handle: 'second_member', app: false, zone: 'UTC' },
  ],
  roles: [{ id: '9', name: 'Facilitators' }],
  places: [
    { id: '5', name: 'general', kind: 'channel', writable: true },
    { id: '6', name: 'Parley', kind: 'direct', writable: true },
  ],
};
