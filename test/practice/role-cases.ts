import type { Case } from '../../src/course/course.ts';

/** Two small cases whose every confidential text has a word of its own, so that a test sees where it ends up. */

const debrief: Case['debrief'] = [
  { step: 'out-of-role', text: 'Who are you when you are yourself?' },
  { step: 'mediator', text: 'What did you set out to do?' },
  { step: 'positives', text: 'What worked?' },
  { step: 'options', text: 'What else could have been tried?' },
  { step: 'critique', text: 'What would you like to hear?' },
];

const common = {
  courses: ['dispute-resolution'],
  setting: 'A room with a round table.',
  minutes: { preparation: 10, mediation: 60, debrief: 45 },
  debrief,
  sources: [],
};

export const hedge: Case = {
  ...common,
  id: 'hedge',
  title: 'The hedge',
  general: 'Two gardens and a hedge between them. GENERALHEDGE',
  parties: [
    { id: 'gardener', name: 'Gardener' },
    { id: 'neighbour', name: 'Neighbour' },
  ],
  roles: [],
  confidential: new Map([
    ['gardener', 'You planted it for somebody who is gone. SECRETGARDENER'],
    ['neighbour', 'You want to sell the house. SECRETNEIGHBOUR'],
  ]),
  notices: ['The hedge stands for something. NOTICEHEDGE', 'Two.', 'Three.'],
  caucusPlan: 'One meeting with each. CAUCUSHEDGE',
};

/** With a further seat, and with facts for the coach. */
export const roster: Case = {
  ...common,
  id: 'roster',
  title: 'The roster',
  caution: 'It is about an illness.',
  general: 'A dispute about shifts. GENERALROSTER',
  parties: [
    { id: 'manager', name: 'Manager' },
    { id: 'nurse', name: 'Nurse' },
  ],
  roles: [
    { id: 'companion', name: 'Companion' },
    { id: 'coach', name: 'Coach of the mediator' },
  ],
  confidential: new Map([
    ['manager', 'You promised the shift to another. SECRETMANAGER'],
    ['nurse', 'You are ill. SECRETNURSE'],
    ['companion', 'You know of the illness. SECRETCOMPANION'],
    ['coach', 'Watch the silences. SECRETCOACH'],
  ]),
  notices: ['Somebody is ill. NOTICEROSTER', 'Two.', 'Three.'],
};

export const roleCases: readonly Case[] = [hedge, roster];
