import { systemProblem } from '../../market/files/system-error.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import { printable } from '../text/layout/printable.ts';

/** Problems printed for one failed request; more of them help nobody (our choice). */
const MOST_SHOWN = 20;

/** What the program prints when a request fails: the problems to solve, or how to report a fault of the program. */
export function failureText(error: unknown): string {
  if (error instanceof UserError) return problemsText(error.problems);
  const problem = systemProblem(error);
  return problem ? problemsText([problem]) : internalErrorText(error);
}

function problemsText(problems: readonly Problem[]): string {
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map(({ about, message, remedy }) => printable(`${about}: ${message} ${remedy}`.trim()));
  const more = problems.length - shown.length;
  if (more > 0) shown.push(`and ${more.toLocaleString('en-IN')} more. Correct these first.`);
  return `trrm: ${shown.join('\n')}\n`;
}

const internalErrorText = (error: unknown): string =>
  [
    'trrm: internal error. This is a fault of the program, not of your files.',
    'Please report it with the command line, `trrm --version` and the lines below.',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    '',
  ].join('\n');
