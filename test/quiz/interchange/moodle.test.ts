import { describe, expect, test } from 'vitest';
import { moodleGlossary } from '../../../src/quiz/interchange/moodle.ts';
import { quizCourse } from '../course.ts';

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a reader of XML finds in the elements of this name, as nothing but text may stand in them. */
const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(\w+);/g, (entity, sign) => SIGNS[sign] ?? entity),
  );

const [caucus] = quizCourse.terms.filter(({ id }) => id === 'caucus');

describe('the glossary for Moodle', () => {
  test('has every term with its other names, definitions in HTML', () => {
    const xml = moodleGlossary(quizCourse);
    expect(textsOf(xml, 'CONCEPT')).toEqual(quizCourse.terms.map(({ term }) => term));
    expect(textsOf(xml, 'NAME')).toEqual([
      quizCourse.title,
      ...quizCourse.terms.flatMap(({ aliases }) => aliases),
    ]);
    expect(textsOf(xml, 'DEFINITION')).toContain(
      '<p>A private talk with one side.</p><p><small>Source: “A handbook” (A press)</small></p>',
    );
    expect(new Set(textsOf(xml, 'FORMAT'))).toEqual(new Set(['1']));
  });

  test('shows cautions, further meanings and the long entry, whatever signs they hold', () => {
    const meaning = { courses: ['mediation'], short: 'a < b & c', caution: 'Not "always".', sources: [] };
    const body = '**Bold** & <i>not a tag</i>\n\n- one\n- [two](https://example.org/?a=1&b=2)';
    const odd = { ...caucus!, term: 'A & B &lt; C', meanings: [meaning, meaning], body };
    const xml = moodleGlossary({ ...quizCourse, terms: [odd] });
    expect(textsOf(xml, 'CONCEPT')).toEqual(['A & B &lt; C']);
    const [definition] = textsOf(xml, 'DEFINITION');
    expect(definition).toContain(
      '<p><strong>Mediation:</strong> a &lt; b &amp; c</p><p><strong>Take care:</strong> Not &quot;always&quot;.</p>',
    );
    expect(definition).toContain('<strong>Bold</strong> &amp; &lt;i&gt;not a tag&lt;/i&gt;');
    expect(definition).toContain('<a href="https://example.org/?a=1&amp;b=2">two</a>');
  });
});
