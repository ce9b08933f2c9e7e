import { describe, expect, test } from 'vitest';
import { readGift } from '../../../src/quiz/interchange/gift-reading.ts';

const one = (text: string) => readGift(text).drafts[0];
const why = (text: string) => readGift(text).refusals.map((refusal) => refusal.why);

describe('a GIFT file from elsewhere', () => {
  test('loses only what is wrong in it, each with its line', () => {
    const { drafts, refusals } = readGift(
      'First? {=a ~b}\n\nBroken? {\n=a\n~b\n\nSecond? {=c ~d}\n\n\nWhy? {}\n\nHow many? {#2}\n\nWords alone.\n',
    );
    expect(drafts.map(({ line, stem }) => [line, stem])).toEqual([
      [1, 'First?'],
      [7, 'Second?'],
    ]);
    expect(refusals).toEqual([
      { line: 5, why: expect.stringContaining('is not GIFT') },
      { line: 10, why: expect.stringContaining('free text') },
      { line: 12, why: expect.stringContaining('number') },
      { line: 14, why: expect.stringContaining('no answers') },
    ]);
  });

  test('may leave single colons unescaped, as Moodle allows', () => {
    expect(one('::A: title::Who: me {=at 9:00 ~no #why: x}')).toMatchObject({
      name: 'A: title',
      stem: 'Who: me',
      options: [{ text: 'at 9:00' }, { text: 'no', feedback: 'why: x' }],
    });
  });

  test('gives its ids, tags and categories to the questions', () => {
    const { drafts } = readGift(
      '$CATEGORY: $course$/top/Talks//Walks\n\n// question: 7 [id:seven] [tag:BATNA] [tag:dimension:role]\n\nQ? {=a ~b}\n',
    );
    expect(drafts).toMatchObject([
      { line: 5, id: 'seven', tags: ['BATNA'], dimension: 'role', topicTitle: 'Talks/Walks' },
    ]);
  });

  test('may be HTML, of which the words are kept and pictures named', () => {
    expect(
      one(
        '[html]<p>Who &amp; what&nbsp;is <b>this</b>?<br>Say<img src\\="a.png"></p> {=<i>One</i> ~Two &\\#233;}',
      ),
    ).toMatchObject({
      stem: 'Who & what is this? Say',
      options: [{ text: 'One' }, { text: 'Two é' }],
      notes: ['its pictures were left out'],
    });
  });

  test('has its Windows line ends and invisible signs taken off', () => {
    expect(one('Who\u202e is\r\nit? {=a\u0007\r\n~b}')).toMatchObject({
      stem: 'Who is it?',
      options: [{ text: 'a' }, { text: 'b' }],
    });
  });

  test('takes no time over one endless line', () => {
    expect(why('x'.repeat(1_000_000))).toEqual([expect.stringContaining('too long')]);
  });
});

describe('a kind of GIFT', () => {
  test('true or false has two options, and the feedback of each', () => {
    expect(one('It binds {F#Not by itself.#Right, not by itself.}')).toMatchObject({
      kind: 'true-false',
      options: [
        { text: 'True', right: false, feedback: 'Not by itself.' },
        { text: 'False', right: true, feedback: 'Right, not by itself.' },
      ],
      shuffle: false,
    });
  });

  test('several right ones are those that earn points', () => {
    expect(one('Which? {~%50%a ~%50%b ~%-100%c}')).toMatchObject({
      kind: 'several',
      options: [{ right: true }, { right: true }, { right: false }],
    });
  });

  test('part of the points is said, and counts as wrong', () => {
    expect(one('Which? {=a ~%50%b ~c}')).toMatchObject({
      kind: 'single',
      options: [{ right: true }, { right: false }, { right: false }],
      notes: [expect.stringContaining('“b” earned some of the points')],
    });
  });

  test('two of which one is enough become two to be chosen, and that is said', () => {
    expect(one('Which? {=a =b ~c}')).toMatchObject({
      kind: 'several',
      notes: [expect.stringContaining('all of them are to be chosen')],
    });
  });

  test('a short answer keeps what is right as it stands', () => {
    expect(one('Which? {=caucus =%50%talk =cauc* =private talk}')).toMatchObject({
      kind: 'typed',
      accept: ['caucus', 'private talk'],
      notes: [expect.stringContaining('“talk”'), expect.stringContaining('“cauc*”')],
    });
    expect(why('Which? {=cauc*}')).toEqual([expect.stringContaining('no answer that is right')]);
  });

  test('a missing word is a gap in the text', () => {
    expect(one('A mediator is {=neutral ~partial} here.')?.stem).toBe('A mediator is _____ here.');
  });

  test('a match keeps signs in its terms', () => {
    expect(one('Match {=a \\= b -> c \\: d =e -> f = -> g}')).toMatchObject({
      kind: 'match',
      pairs: [
        { prompt: 'a = b', term: 'c : d' },
        { prompt: 'e', term: 'f' },
      ],
      others: ['g'],
    });
  });

  test('nothing right is no question', () => {
    expect(why('Which? {~a ~b}')).toEqual(['marks no answer as right']);
  });

  test('general feedback is the fact', () => {
    expect(one('Which? {=a ~b ####Because of c.}')?.fact).toBe('Because of c.');
  });
});
