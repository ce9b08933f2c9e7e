import { CONTENT } from './app.ts';
import { type Finding, OperatorError } from './chat/adapter.ts';
import { type Config, loadConfig } from './config.ts';
import { loadCourse } from './course/load.ts';
import { ContentError } from './course/problems.ts';
import { runProgram } from './program.ts';

// `npm run doctor`: what is configured, whether it works, and what to do where it does not. Prints no secret.
const MARK: Readonly<Record<Finding['level'], string>> = {
  good: 'ok     ',
  note: 'note   ',
  warning: 'look   ',
  bad: 'mend   ',
};

async function examine(): Promise<Finding[]> {
  const findings: Finding[] = [nodeFinding(), await contentFinding()];
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [...findings, { level: 'bad', what: error.message, cure: 'Mend .env and run this again.' }];
  }
  for (const what of config.notices) findings.push({ level: 'note', what });
  if (!config.discord && !config.slack) {
    findings.push({
      level: 'note',
      what: 'No tokens are set: npm start runs the demo, with no account needed.',
    });
  }
  const { discord, slack, publicUrl } = config;
  const examined = await Promise.all([
    discord ? import('./adapters/discord/check.ts').then(({ checkDiscord }) => checkDiscord(discord)) : [],
    slack
      ? import('./adapters/slack/check.ts').then(({ checkSlack }) =>
          checkSlack({ ...slack, ...(publicUrl ? { publicUrl } : {}) }),
        )
      : [],
  ]);
  return [...findings, ...examined.flat()];
}

function nodeFinding(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 26
    ? { level: 'good', what: `Node ${process.versions.node}` }
    : {
        level: 'bad',
        what: `Node ${process.versions.node} is too old for this program`,
        cure: 'Start it by npm (npm start), which uses the Node 26 that npm install brought.',
      };
}

async function contentFinding(): Promise<Finding> {
  try {
    const course = await loadCourse(CONTENT);
    return { level: 'good', what: `The course has ${course.terms.length} terms and no mistakes` };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { level: 'bad', what: `The course has mistakes:\n${error.message}`, cure: 'Mend these lines.' };
  }
}

await runProgram(async () => {
  const findings = await examine();
  for (const { level, what, cure } of findings) {
    process.stdout.write(`${MARK[level]}${what}\n${cure === undefined ? '' : `       → ${cure}\n`}`);
  }
  process.exitCode = findings.some(({ level }) => level === 'bad') ? 1 : 0;
});
