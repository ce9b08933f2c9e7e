import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { OperatorError } from './chat/adapter.ts';
import { importQuestions } from './content-import.ts';
import type { Course } from './course/course.ts';
import { loadCourse } from './course/load.ts';
import { runProgram } from './program.ts';
import { createBank } from './quiz/bank.ts';
import { ankiText } from './quiz/interchange/anki.ts';
import { csvText } from './quiz/interchange/csv.ts';
import { giftText } from './quiz/interchange/gift.ts';
import { moodleGlossary } from './quiz/interchange/moodle.ts';

const DIRECTORY = 'content';

const USAGE = `npm run content -- import gift FILE   takes questions out of a GIFT file, as Moodle writes it
npm run content -- import csv FILE    takes questions out of a table
    --topic NAME      puts all of them into one topic of this name
    --dimension ID    for questions that name no dimension of content/course.yaml
    --source ID       for questions that name no source; may be given several times
    --terms ID,ID     for questions in which no term of the glossary is found
npm run content -- export gift|csv|anki|moodle-glossary [FILE]
npm run content -- check              looks for mistakes in the content
npm run content -- preview FILE       shows the cards of a content file as both platforms will, on a page
    --text            in the terminal instead`;

const EXPORTS: Readonly<Record<string, (course: Course) => string>> = {
  gift: giftText,
  csv: csvText,
  anki: (course) => ankiText(course.questions, createBank(course)),
  'moodle-glossary': moodleGlossary,
};

// `npm run content`: node src/content.ts import|export|check|preview …
await runProgram(async () => {
  const { values, positionals } = readWords();
  const [verb, format, file, ...more] = positionals;
  if (verb === 'check' && format === undefined) {
    process.argv.splice(2);
    await import('./content-check.ts');
    return;
  }
  if (verb === 'preview' && format !== undefined && file === undefined) {
    if (!values.text) {
      const { showPreview } = await import('./content-page.ts');
      return showPreview(format, DIRECTORY);
    }
    const { previewOf } = await import('./content-preview.ts');
    return put(`${await previewOf(format, DIRECTORY)}\n`, undefined);
  }
  if (more.length > 0 || format === undefined) throw new OperatorError(USAGE);
  if (verb === 'import' && file !== undefined && (format === 'gift' || format === 'csv')) {
    const terms = (values.terms ?? '').split(',').map((id) => id.trim());
    const wish = {
      format,
      file,
      topic: values.topic,
      dimension: values.dimension,
      sources: values.source ?? [],
      terms: terms.filter((id) => id !== ''),
    } as const;
    process.stdout.write(`${await importQuestions(wish, DIRECTORY)}\n`);
    return;
  }
  const write = verb === 'export' ? EXPORTS[format] : undefined;
  if (!write) throw new OperatorError(USAGE);
  await put(write(await loadCourse(DIRECTORY)), file);
});

function readWords() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        topic: { type: 'string' },
        dimension: { type: 'string' },
        source: { type: 'string', multiple: true },
        terms: { type: 'string' },
        text: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** Into a new file, or to wherever the output goes. */
async function put(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    // Who reads it may have read enough, as `head` does: that is no fault.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST')
      throw new OperatorError(`${file} cannot be written (${error.code}); choose another place.`);
    throw new OperatorError(`${file} is there already; choose another name, or delete it first.`);
  });
  process.stderr.write(`${file} is written\n`);
}
