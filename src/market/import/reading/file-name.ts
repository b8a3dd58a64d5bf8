/** The prefix of simulated files' names, so that they cannot be mistaken for real data. */
export const SIMULATED = 'SIMULATED ';

const EXTENSIONS = /(\.(csv|txt|tsv|json|zip|gz|parquet))+$/i;

/**
 * What browsers and file managers add to the name of a copy: `name (1)`, `name(2)`, `name - Copy`, `name - Copy (2)`,
 * `name copy 2`, `Copy of name`. A span of years in brackets belongs to the name.
 */
const COPY_END = /(?:\s+-\s+(?:copy|kopie)|\s+copy(?:\s+\d{1,2})?)?\s*(?:\(\d{1,2}\))?$/i;
const COPY_START = /^copy(?: \(\d{1,2}\))? of /i;

/** The part of a file name that may name a series: without the prefix, extensions and the marks of a copy. */
export function stemOf(name: string): string {
  const own = name.startsWith(SIMULATED) ? name.slice(SIMULATED.length) : name;
  const stem = own.replace(EXTENSIONS, '').replace(COPY_START, '');
  // "name (1).csv" may be copied again, and a copy's extension may precede its mark: "name.csv (1).csv".
  const plain = stem.replace(COPY_END, '').replace(EXTENSIONS, '').replace(COPY_END, '');
  return plain === '' ? stem : plain;
}
