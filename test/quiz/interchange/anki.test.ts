import { expect, test } from 'vitest';
import { createBank } from '../../../src/quiz/bank.ts';
import { ankiText } from '../../../src/quiz/interchange/anki.ts';
import { question, questionOf, quizBank, quizCourse } from '../course.ts';

const notesOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

test('Anki is told how the file is written, and each question is a note of four fields', () => {
  const text = ankiText(quizCourse.questions, quizBank);
  expect(text).toMatch(/^#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#tags column:4\n/);
  const notes = notesOf(text);
  expect(notes.map(([id]) => id)).toEqual(quizCourse.questions.map(({ id }) => `parley-${id}`));
  expect(notes.map(({ length }) => length)).toEqual(quizCourse.questions.map(() => 4));
});

test('the front asks and offers, the back tells the answer and its sources', () => {
  const [[, front, back, tags] = []] = notesOf(ankiText([questionOf('who-decides')], quizBank));
  expect(front).toBe(
    'Who decides how a mediated dispute ends?<br>A. The parties<br>B. The mediator<br>C. The lawyers',
  );
  expect(back).toBe(
    'A, The parties<br>The fact of who-decides.<br>The rule of who-decides.<br>Source: A handbook',
  );
  expect(tags).toBe('process control');
});

test('the front of a match does not give the answer away by its order', () => {
  const [[, front] = []] = notesOf(ankiText([questionOf('pairs')], quizBank));
  expect(front).toContain('1. What you have if the talks fail<br>2. Where an agreement is possible');
  expect(front).toContain('Terms: BATNA, Caucus, ZOPA');
});

test('no text can break out of its field', () => {
  const stem = '"<b>a</b>"\t&\nb';
  const odd = question('odd', { stem, options: [], kind: 'typed', accept: ['x'] });
  const bank = createBank({ ...quizCourse, questions: [odd] });
  expect(notesOf(ankiText([odd], bank))[0]?.[1]).toBe('&quot;&lt;b&gt;a&lt;/b&gt;&quot; &amp; b');
});
