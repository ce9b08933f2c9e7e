import { type Asker, fitting, list, Mistake, newId, oneOf, optional, type Reader } from './content-asking.ts';
import { frontMatter, type NewFile } from './content-new-file.ts';
import { confidentialHeading, DEBRIEF_STEPS, SECTIONS, TO_WRITE } from './course/case-sections.ts';
import { COUNTS } from './course/case-shapes.ts';
import type { Course } from './course/course.ts';
import { text } from './course/fields.ts';
import { idFrom } from './course/id.ts';
import { fold } from './course/nearest.ts';

/** Asks for the head of a case; its sections stand in the file to be written. */
export async function askCase(asker: Asker, course: Course): Promise<NewFile> {
  const title = await asker.ask('Title', 'the name that members see', (typed) => {
    const given = fitting(text(60))(typed);
    const other = course.cases.find((each) => fold(each.title) === fold(given));
    if (other) throw new Mistake(`“${given}” is already the title of content/cases/${other.id}.md`);
    return given;
  });
  const proposed = idFrom(title, 'case');
  const id = await asker.ask(
    'Id',
    `Enter for ${proposed}`,
    newId(proposed, (wanted) =>
      course.cases.some((each) => each.id === wanted) ? `content/cases/${wanted}.md` : undefined,
    ),
  );
  const courses = await asker.ask(
    'Courses',
    [...course.courses.keys()].join(', '),
    list(oneOf(course.courses)),
  );
  const setting = await asker.ask('Setting', 'where and how they meet', fitting(text(300)));
  const names = await asker.ask('Parties', 'two to six roles, with commas, as in Baker, Florist', partiesOf);
  const preparation = await asker.ask('Minutes of preparation', 'Enter for 10', minutes(5, 20, 10));
  const mediation = await asker.ask('Minutes of mediation', 'Enter for 60', minutes(30, 90, 60));
  const debrief = await asker.ask('Minutes of debrief', 'Enter for 45', minutes(30, 60, 45));
  const parties = names.map((name, index) => ({ id: idFrom(name, `party-${index + 1}`), name }));
  const fields = { title, courses, setting, minutes: { preparation, mediation, debrief }, parties };
  return {
    path: `cases/${id}.md`,
    text: `${frontMatter(fields)}${sections(parties.map((party) => party.id))}`,
  };
}

const partiesOf: Reader<string[]> = (typed) => {
  const names = list(fitting(text(40)), 6)(typed);
  const ids = new Set(names.map((name) => idFrom(name, name)));
  if (names.length < 2) throw new Mistake('should be two to six, with commas between them');
  if (ids.size < names.length) throw new Mistake('should have names that differ');
  return names;
};

const minutes = (least: number, most: number, otherwise: number): Reader<number> =>
  optional((typed) => {
    const given = Number(typed);
    if (Number.isInteger(given) && given >= least && given <= most) return given;
    throw new Mistake(`should be a whole number from ${least} to ${most}`);
  }, otherwise);

/** Every section and every point that a case needs. */
function sections(parties: readonly string[]): string {
  const points = Array.from({ length: COUNTS.notices[0] }, () => `- ${TO_WRITE}`).join('\n');
  const steps = DEBRIEF_STEPS.map((step) => `### ${step}\n\n1. ${TO_WRITE}`).join('\n\n');
  return [
    `## ${SECTIONS.general}\n\n${TO_WRITE}`,
    ...parties.map((id) => `${confidentialHeading(id)}\n\n${TO_WRITE}`),
    `## ${SECTIONS.notices}\n\n${points}`,
    `## ${SECTIONS.caucus}\n\n${TO_WRITE}`,
    `## ${SECTIONS.debrief}\n\n${steps}`,
  ].join('\n\n');
}
