import type { Problem } from '../../../market/problem.ts';
import { subjectName } from '../../../report/page/names.ts';
import { printable } from './printable.ts';

/** A problem as one line: how serious it is, what it is about, the message and the remedy. */
export const problemText = (p: Problem): string =>
  printable(`${p.severity}: ${subjectName(p.about)}: ${p.message} ${p.remedy}`.trimEnd());
