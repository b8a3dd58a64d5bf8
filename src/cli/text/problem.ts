import type { Problem } from '../../market/problem.ts';

/** A text from a file or a user, with control and formatting characters made visible. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '·');

export const problemText = (p: Problem): string =>
  printable(`${p.severity}: ${p.about}: ${p.message} ${p.remedy}`.trimEnd());
