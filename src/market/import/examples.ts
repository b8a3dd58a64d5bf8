import type { Problem } from '../problem.ts';

/** Something that befell some rows: how many, and the first few in words. */
export interface Seen {
  count: number;
  readonly first: string[];
}

const FEW = 3;

export const nothingSeen = (): Seen => ({ count: 0, first: [] });

export function see(seen: Seen, words: () => string): void {
  if (seen.count++ < FEW) seen.first.push(words());
}

/** `(line 2: …; line 9: …; …)` */
export const examples = ({ count, first }: Seen): string =>
  `(${first.join('; ')}${count > first.length ? '; …' : ''})`;

/** A count as it is read in India: `1,00,000`. */
export const figure = (n: number): string => n.toLocaleString('en-IN');

/** The note that it is worth; none where it befell no row. */
export const note = (about: string, code: string, seen: Seen, what: string): Problem[] =>
  seen.count === 0
    ? []
    : [
        {
          severity: 'note',
          code,
          about,
          message: `${what}: ${figure(seen.count)} ${examples(seen)}.`,
          remedy: '',
        },
      ];
