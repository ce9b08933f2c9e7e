import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { previewOf } from '../src/content-preview.ts';
import { loadCourse } from '../src/course/load.ts';
import { contentDirectory, type Files } from './course/content-directory.ts';

const real = join(import.meta.dirname, '../content');

async function preview(file: string, files: Files = {}): Promise<string> {
  const directory = await contentDirectory(files);
  onTestFinished(() => directory.remove());
  return previewOf(file, directory.path);
}

describe('a preview', () => {
  test('of a term shows its short and its long entry with their buttons, once where both platforms are alike', async () => {
    expect(await preview('glossary/batna.md')).toBe(
      [
        '━━ Short entry',
        '',
        '── Discord and Slack',
        'BATNA',
        'What BATNA means',
        'Course: Law',
        'Source: “A book” (An author)',
        'Last change: 22 November 2026',
        '[Caucus]',
        '[Read more] [Compare with Caucus] [Show to the channel]',
        '',
        '━━ Long entry',
        '',
        '── Discord and Slack',
        'BATNA',
        'The long entry.',
        'Source: “A book” (An author)',
        '[Caucus]',
        '[Short entry] [Compare with Caucus] [Show to the channel]',
        '',
      ].join('\n'),
    );
  });

  test('of a comparison shows its rows', async () => {
    const shown = await preview('comparisons/batna-caucus.yaml');
    expect(shown).toContain('Role\n• BATNA: A plan [1]\n• Caucus: A meeting [1]');
    expect(shown).toContain('[Go to a difference ▾]');
  });

  test('of a topic shows each question, then what is told after each option', async () => {
    const shown = await preview('quiz/talks.yaml');
    expect(shown).toContain('━━ who-talks: The question');
    expect(shown).toMatch(/Who talks\?\n\[[AB]: (?:Both|Nobody)\] \[[AB]: (?:Both|Nobody)\]/);
    expect(shown).toMatch(
      /After option a, the right one\n\n── Discord and Slack\n[\s\S]*Right\. The answer: /,
    );
    expect(shown).toMatch(
      /After option b, M01\n\n── Discord and Slack\n[\s\S]*A caucus is silent on neither side/,
    );
  });

  test('of a case says whom each part reaches, and shows it to nobody else', async () => {
    const shown = await previewOf('cases/fence-and-drums.md', real);
    const cards = new Map(
      shown.split('━━ ').flatMap((card) => {
        const [says = '', ...lines] = card.split('\n');
        return says === '' ? [] : [[says, lines.join('\n')] as const];
      }),
    );
    const { confidential, parties } = (await loadCourse(real)).cases.find(
      ({ id }) => id === 'fence-and-drums',
    )!;
    for (const { id, name } of parties) {
      const secret = confidential.get(id)!.split('. ')[0]!;
      const readers = [...cards].filter(([, card]) => card.includes(secret)).map(([says]) => says);
      expect(readers).toEqual([
        `Facts: ${name} alone, when the facts go out`,
        expect.stringMatching(/^All facts.*: the whole cell, once the mediator reveals them$/),
        expect.stringMatching(/^Case file.*: a facilitator who opens it/),
      ]);
    }
    expect([...cards.keys()]).toContain('Debrief, Out of role: the whole cell, after the reveal');
  });

  test('takes the file’s path with its folder, too', async () => {
    const file = join(real, 'glossary/batna.md');
    expect(await previewOf(file, real)).toBe(await previewOf('glossary/batna.md', real));
  });

  test('of a file that is not there says what is near', async () => {
    await expect(preview('glossary/batn.md')).rejects.toThrow('did you mean "glossary/batna.md"?');
    await expect(preview('course.yaml')).rejects.toThrow('course.yaml is no file that members see');
  });

  test('of content with a mistake names the mistake', async () => {
    await expect(preview('glossary/batna.md', { 'glossary/caucus.md': 'Caucus' })).rejects.toThrow(
      'should start with a line of three hyphens',
    );
  });
});
