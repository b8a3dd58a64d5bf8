import type { problemSchema, Published } from './published.ts';

/**
 * Something the user should know. Stages return problems beside their result; they throw only for a
 * programmer's error. An `error` means that the request failed; a `warning`, that the result should be read with care;
 * a `note` is for information. The message says what is wrong and where; the remedy says what to do about it.
 */
export type Problem = Published<typeof problemSchema>;

/** An error that the user can correct. The command line prints it in one line and exits with code 1. */
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

const USAGE = 'usage';

/** A request that cannot be read: no such key, not a number. The command line exits with 2, as for an unknown option. */
export const usageError = (about: string, message: string, remedy: string): UserError =>
  userError(USAGE, about, message, remedy);

export const isUsageError = (error: UserError): boolean => error.problems.every((p) => p.code === USAGE);
