/**
 * Something the user should know. Stages return problems beside their result; they throw only for a
 * programmer's error. The message says what is wrong and where; the remedy says what to do about it.
 */
export interface Problem {
  /** `error`: the thing asked for could not be done; `warning`: done, read this first; `note`: for the record. */
  readonly severity: 'error' | 'warning' | 'note';
  /** A stable kebab-case word for programs, e.g. `stale-series`. */
  readonly code: string;
  /** What it concerns: a series, a file, a path in the rule book. */
  readonly about: string;
  readonly message: string;
  readonly remedy: string;
}

/** A user's error on its way to the border, where one line of it is printed and the exit code is 1. */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.about}: ${p.message} ${p.remedy}`.trim()).join('\n'));
    this.name = 'UserError';
    this.problems = problems;
  }
}

export const userError = (code: string, about: string, message: string, remedy: string): UserError =>
  new UserError([{ severity: 'error', code, about, message, remedy }]);
