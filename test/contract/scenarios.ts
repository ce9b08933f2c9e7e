import type { Stage } from './stage.ts';

/** A conversation as one member has it; each must go the same way on every platform. */
export interface Scenario {
  readonly name: string;
  play(stage: Stage): Promise<void>;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a term is looked up, read on, left for a related one, and shown to the channel',
    async play(stage) {
      await stage.run('glossary', { term: 'batna' }, 'batna');
      await stage.click('Read more');
      await stage.click('Short entry');
      await stage.click('ZOPA');
      await stage.click('Show to the channel');
    },
  },
  {
    name: 'a shared card is taken back by the member who showed it, and by nobody else',
    async play(stage) {
      await stage.run('glossary', { term: 'caucus' }, 'caucus');
      await stage.click('Show to the channel');
      await stage.as('Second member').click('Take back', 'shared');
      await stage.as('Member').click('Take back', 'shared');
    },
  },
  {
    name: 'a click on a shared card answers the one who clicked, and leaves the card as it was',
    async play(stage) {
      await stage.run('glossary', { term: 'mediator' }, 'mediator');
      await stage.click('Show to the channel');
      await stage.as('Second member').click('Read more', 'shared');
      await stage.look();
    },
  },
  {
    name: 'two terms are compared, page by page, and by going straight to a difference',
    async play(stage) {
      await stage.run('glossary', { term: 'mediation', versus: 'negotiation' }, 'mediation vs negotiation');
      await stage.click('More differences');
      await stage.choose('Go to a difference', 'confidentiality');
      await stage.click('Negotiation');
      await stage.run('glossary', { term: 'caucus', versus: 'batna' }, 'compare caucus, batna');
    },
  },
  {
    name: 'the glossary is browsed by page, course and letter',
    async play(stage) {
      await stage.run('glossary', {}, 'list');
      await stage.click('Next');
      await stage.click('Back');
      await stage.choose('Show a course or a letter', 'course:police');
      await stage.pick('Open a term', 'active-listening');
    },
  },
  {
    name: 'a miss offers what is near, and asking for the term',
    async play(stage) {
      await stage.run('glossary', { term: 'quantum chromodynamics' }, 'quantum chromodynamics');
      await stage.click('Ask for this term');
    },
  },
  {
    name: 'misspelt, plural, hyphenated and shouted names are understood',
    async play(stage) {
      for (const typed of [
        'concilliation',
        'MEDIATORS',
        'co mediation',
        'win-win bargaining',
        'arbitrashun',
      ]) {
        await stage.run('glossary', { term: typed }, typed);
      }
    },
  },
  {
    name: 'the terms that stand in somebody’s message are found',
    async play(stage) {
      await stage.menu('Our mediator suggested a caucus before any settlement.', 'Terms in this message');
      await stage.menu('Good morning, everyone!', 'Terms in this message');
    },
  },
  {
    name: 'help is derived, for all commands and for one',
    async play(stage) {
      await stage.run('help', {}, '');
      await stage.run('help', { command: 'glossary' }, 'glossary');
      await stage.run('help', { command: 'nonsense' }, 'nonsense');
    },
  },
  {
    name: 'every kind of option is read',
    async play(stage) {
      await stage.run(
        'play typed',
        { number: '7', colour: 'green', when: '2026-12-01T19:30Z' },
        '7 green 2026-12-01T19:30Z',
      );
      await stage.run('play typed', { number: '7', when: 'some day' }, '7 some day');
    },
  },
  {
    name: 'what a member types is shown as it is, whatever it holds',
    async play(stage) {
      for (const words of NASTY) await stage.run('play echo', { words }, words);
    },
  },
  {
    name: 'buttons update, answer privately, post, refuse and fail as they were defined',
    async play(stage) {
      await stage.run('play controls', {}, '');
      await stage.choose('Choose', 'blue');
      await stage.run('play controls', {}, '');
      await stage.click('Announce');
      await stage.click('Administer', 'first');
      await stage.as('Administrator').run('play controls', {}, '');
      await stage.click('Administer');
      await stage.as('Member').run('play controls', {}, '');
      await stage.click('Count');
      await stage.click('One more');
    },
  },
  {
    name: 'a public message changes for everyone, and is taken away by its owner',
    async play(stage) {
      await stage.run('play post', {}, '');
      await stage.as('Second member').click('Take back', 'shared');
      await stage.as('Second member').click('Count', 'shared');
      await stage.as('Member').look();
    },
  },
  {
    name: 'a form is filled in and sent',
    async play(stage) {
      await stage.run('play form', {}, '');
      await stage.fill({ Title: 'Tea', Seats: '3', Colour: 'red', Words: 'One line\nand another' });
    },
  },
  {
    name: 'a button opens a form with what already stands in it',
    async play(stage) {
      await stage.run('play controls', {}, '');
      await stage.click('Write');
      await stage.fill({ Seats: '2' });
    },
  },
  {
    name: 'a late answer comes all the same; a public one that fails is told to its member alone',
    async play(stage) {
      await stage.late('play slow', {}, '');
      await stage.late('play fail', {}, '');
      await stage.look();
    },
  },
  {
    name: 'only administrators may do what is theirs',
    async play(stage) {
      await stage.run('play manage', {}, '');
      await stage.as('Administrator').run('play manage', {}, '');
    },
  },
  {
    name: 'a picture is said in words, and a moment is shown in the reader’s zone',
    async play(stage) {
      await stage.run('play picture', {}, '');
      await stage.run('play moments', {}, '');
      await stage.as('Second member').run('play moments', {}, '');
    },
  },
];

/** Words that would ping, link, format, hide or reorder if they were taken for markup. */
export const NASTY: readonly string[] = [
  '@everyone @here <@1> <!channel> <!here> <@U1>',
  '**bold** _italic_ ~struck~ ~~struck~~ `code` ||hidden|| *star*',
  '# heading',
  '> quoted',
  '- a point',
  '1. first',
  '[label](https://example.org) <https://example.org>',
  'https://example.org/path?x=1 and www.example.org',
  '&amp; &lt; < > & :smile: <:smile:1>',
  '-# small ``` fence',
  'back\\slash and under_score_s',
  '19:30 is a time, <t:0> is not',
];
