import { grouped } from '../../../format/numbers.ts';
import type { Problem } from '../../problem.ts';

/** A finding about some rows: how many rows it concerns, and the first few of them in words. */
export interface Examples {
  count: number;
  readonly first: string[];
}

const FEW = 3;

export const noExamples = (): Examples => ({ count: 0, first: [] });

export function addExample(seen: Examples, words: () => string): void {
  if (seen.count++ < FEW) seen.first.push(words());
}

/** The examples in brackets: `(line 2: …; line 9: …; …)` */
export const examplesText = ({ count, first }: Examples): string =>
  `(${first.join('; ')}${count > first.length ? '; …' : ''})`;

/** A finding as a note; none if it concerns no row. */
export const exampleNote = (about: string, code: string, seen: Examples, what: string): Problem[] =>
  seen.count === 0
    ? []
    : [
        {
          severity: 'note',
          code,
          about,
          message: `${what}: ${grouped(seen.count, 0)} ${examplesText(seen)}.`,
          remedy: '',
        },
      ];
