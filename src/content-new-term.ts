import { type Asker, fitting, list, Mistake, newId, oneOf, optional } from './content-asking.ts';
import { frontMatter, type NewFile, prose, sourceNames, termNames } from './content-new-file.ts';
import type { Course } from './course/course.ts';
import { text } from './course/fields.ts';
import { idFrom } from './course/id.ts';
import { fold } from './course/nearest.ts';
import { BODY_LIMIT, termShape } from './course/shapes.ts';
import { lengthOf } from './course/text.ts';

/** Asks for a term of the glossary; `today` is an ISO day. */
export async function askTerm(asker: Asker, course: Course, today: string): Promise<NewFile> {
  const { shape } = termShape;
  const names = new Map(
    course.terms.flatMap(({ id, term, aliases }) => [term, ...aliases].map((name) => [fold(name), id])),
  );
  const nameOf = (typed: string): string => {
    const name = fitting(text(60))(typed);
    const owner = names.get(fold(name));
    if (owner !== undefined) throw new Mistake(`“${name}” is already a name of content/glossary/${owner}.md`);
    return name;
  };
  const ids = new Set(course.terms.map(({ id }) => id));

  const term = await asker.ask('Term', 'the name that members see', nameOf);
  const proposed = idFrom(term, 'term');
  const id = await asker.ask(
    'Id',
    `Enter for ${proposed}`,
    newId(proposed, (wanted) => (ids.has(wanted) ? `content/glossary/${wanted}.md` : undefined)),
  );
  const short = await asker.ask('Short definition', 'one or two sentences', fitting(shape.short));
  const courses = await asker.ask(
    'Courses',
    [...course.courses.keys()].join(', '),
    list(oneOf(course.courses)),
  );
  const aliases = await asker.ask('Other names', 'with commas; Enter for none', optional(list(nameOf), []));
  const related = await asker.ask(
    'Related terms',
    'with commas; Enter for none',
    optional(list(oneOf(termNames(course))), []),
  );
  const sources = await asker.ask(
    'Sources',
    'titles or ids, with commas; ? lists them',
    list(oneOf(sourceNames(course))),
  );
  const caution = await asker.ask(
    'Caution',
    'what may mislead; Enter for none',
    optional(fitting(text(400))),
  );
  const body = await askParagraphs(asker);
  const fields = {
    ...{ term, short, courses },
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(related.length > 0 ? { related } : {}),
    sources,
    ...(caution === undefined ? {} : { caution }),
    changed: today,
  };
  return { path: `glossary/${id}.md`, text: frontMatter(fields) + body.map(prose).join('\n\n') };
}

async function askParagraphs(asker: Asker): Promise<string[]> {
  asker.say('Long entry, a paragraph a line: what it is, an **Example.**, and what it is mistaken for.');
  const paragraphs: string[] = [];
  const read = (typed: string): string => {
    if (typed === '' && paragraphs.length === 0) throw new Mistake('needs an answer');
    const length = lengthOf([...paragraphs, typed].join('\n\n'));
    if (length > BODY_LIMIT)
      throw new Mistake(`makes the entry ${length} characters long; ${BODY_LIMIT} at most`);
    return typed;
  };
  for (;;) {
    const hint = paragraphs.length === 0 ? '' : 'Enter ends';
    const paragraph = await asker.ask(`Paragraph ${paragraphs.length + 1}`, hint, read);
    if (paragraph === '') return paragraphs;
    paragraphs.push(paragraph);
  }
}
