import { OperatorError } from './chat/adapter.ts';
import { ContentError } from './course/problems.ts';

/** Runs a command-line program; what the operator can mend is told in words, a stack only where the fault is ours. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    const told = error instanceof OperatorError || error instanceof ContentError;
    process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
