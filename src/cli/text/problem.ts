import type { Problem } from '../../market/problem.ts';
import { printable } from './printable.ts';

export { printable } from './printable.ts';

export const problemText = (p: Problem): string =>
  printable(`${p.severity}: ${p.about}: ${p.message} ${p.remedy}`.trimEnd());
