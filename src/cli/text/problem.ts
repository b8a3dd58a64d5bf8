import type { Problem } from '../../market/problem.ts';
import { subjectName } from '../../report/page/names.ts';
import { printable } from './printable.ts';

export { printable } from './printable.ts';

export const problemText = (p: Problem): string =>
  printable(`${p.severity}: ${subjectName(p.about)}: ${p.message} ${p.remedy}`.trimEnd());
