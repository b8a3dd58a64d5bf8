import { type Day, iso } from '../market/day.ts';

/*
 * Addresses, bodies and file names with placeholders: {yyyy} {mm} {dd} {MMM} {MON} of the request's last day,
 * {from:DD-Mon-YYYY} and {to:DD-Mon-YYYY}, {series}, {n}. Nothing else is replaced and nothing is computed, so that a
 * source remains data. Braces around anything else, as in a JSON body, stay.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATE_FORMS = ['DD-Mon-YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD', 'DDMMYYYY'] as const;
const WORD = /\{([A-Za-z]+)(?::([^{}]*))?\}/g;
const PLAIN: ReadonlySet<string> = new Set(['yyyy', 'mm', 'dd', 'MMM', 'MON', 'series', 'n']);

/** What is wrong with a template; null if nothing is. */
export function templateFault(text: string): string | null {
  for (const [whole, word, form] of text.matchAll(WORD)) {
    const isDate = word === 'from' || word === 'to';
    if (isDate && !(DATE_FORMS as readonly (string | undefined)[]).includes(form))
      return `${whole} is not a placeholder: write {${word}:FORM} with one of ${DATE_FORMS.join(', ')}.`;
    if (!isDate && (!PLAIN.has(word!) || form !== undefined))
      return `${whole} is not a placeholder; use {yyyy} {mm} {dd} {MMM} {MON} {from:FORM} {to:FORM} {series} {n}.`;
  }
  return null;
}

/** The values of the placeholders in one request. */
export interface Blanks {
  readonly from: Day;
  readonly to: Day;
  readonly series: string;
  readonly page: number;
}

/** How a filled-in value is written where it stands: escaped for a URL, for JSON inside a body, or made safe for a name. */
export type Escape = 'url' | 'json' | 'name';

const ESCAPES: Readonly<Record<Escape, (text: string) => string>> = {
  url: encodeURIComponent,
  json: (text) => JSON.stringify(text).slice(1, -1).replaceAll("'", "\\\\'"),
  name: (text) => text.replaceAll(/[^A-Za-z0-9._ -]/g, '-'),
};

/** Fills in a template. */
export function fill(text: string, blanks: Blanks, escape: Escape): string {
  const write = ESCAPES[escape];
  const [year, month, dayOfMonth] = iso(blanks.to).split('-') as [string, string, string];
  const name = MONTHS[Number(month) - 1]!;
  const plain: Readonly<Record<string, string>> = {
    yyyy: year,
    mm: month,
    dd: dayOfMonth,
    MMM: name,
    MON: name.toUpperCase(),
    series: write(blanks.series),
    n: String(blanks.page),
  };
  return text.replaceAll(WORD, (whole, word: string, form?: string) => {
    if (word === 'from' || word === 'to') return dateIn(form ?? '', blanks[word]);
    return plain[word] ?? whole;
  });
}

function dateIn(form: string, day: Day): string {
  const [year, month, dayOfMonth] = iso(day).split('-') as [string, string, string];
  return form
    .replace('YYYY', year)
    .replace('Mon', MONTHS[Number(month) - 1]!)
    .replace('MM', month)
    .replace('DD', dayOfMonth);
}
