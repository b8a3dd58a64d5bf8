import { createHash } from 'node:crypto';
import { type DateSurvey, newSurvey, survey } from './dates.ts';
import { splitFields } from './fields.ts';
import type { Format } from './format.ts';
import { linesOf } from './lines.ts';

/** What a first pass over a file finds: what it is to the byte, and what its dates show as a whole. */
export interface FirstPass {
  readonly sha256: string;
  readonly dates: DateSurvey;
}

/** Reads a file without taking anything from it. */
export async function firstPass(
  path: string,
  about: string,
  format: Format,
  header: readonly string[],
  sees: (bytes: Buffer) => void,
): Promise<FirstPass> {
  const { surveys } = format;
  const column = typeof surveys === 'string' ? header.indexOf(surveys) : surveys;
  const hash = createHash('sha256');
  const dates = newSurvey();
  let line = 0;
  let headerSeen = false;
  for await (const lines of linesOf(path, about, (bytes) => {
    hash.update(bytes);
    sees(bytes);
  })) {
    if (column === undefined) continue;
    for (const text of lines) {
      line++;
      if (text.trim() === '') continue;
      if (headerSeen) survey(dates, splitFields(text)?.[column] ?? '', line);
      headerSeen = true;
    }
  }
  return { sha256: hash.digest('hex'), dates };
}
