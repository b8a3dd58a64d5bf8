import { INDUSTRIES } from '../../risk/factors.ts';
import { isIsin } from '../../market/stocks/isin.ts';
import { hasCheckDigit } from '../../market/stocks/isin-check.ts';
import type { Restriction, RestrictionEffect, RestrictionSubject } from './client.ts';
import type { ReadLine } from './cash.ts';
import { type RowReader, rowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

export const RESTRICTIONS = 'restrictions.csv';
const COLUMNS = ['client', 'kind', 'value', 'effect', 'from', 'until', 'reason'] as const;
type Column = (typeof COLUMNS)[number];

/** `*`: every client. */
export const ALL_CLIENTS = '*';

/**
 * Reads restrictions of clients.
 *
 * @param lists names of the lists that the book has.
 * @throws UserError for faults of the file as a whole.
 */
export const readRestrictions = (text: string, lists: ReadonlySet<string>): ReadLine<Restriction>[] =>
  readTable<Column>(text, RESTRICTIONS, {
    columns: COLUMNS,
    required: ['client', 'kind', 'value', 'effect', 'reason'],
  }).map((row) => {
    const read = rowReader(RESTRICTIONS, row);
    const client = read.text('client', 60);
    const subject = subjectOf(read, row.cell('value'), lists);
    const effect = effectOf(read, row.cell('effect'));
    const [from, until] = [read.day('from'), read.day('until')];
    if (from !== null && until !== null && until < from)
      read.fault('until is before from.', 'Give the first and the last day on which it is in force.');
    const reason = read.text('reason');
    if (reason === '') read.fault('reason is empty.', 'Say who asked for it and why.');
    const value =
      read.problems.length > 0 || !effect
        ? null
        : { client, line: row.line, subject, effect, from, until, reason };
    return { client, line: row.line, value, problems: read.problems };
  });

function subjectOf(read: RowReader<Column>, value: string, lists: ReadonlySet<string>): RestrictionSubject {
  const kind = read.oneOf('kind', ['isin', 'issuer', 'industry', 'list']);
  if (kind === 'isin' && !isValidIsin(value))
    read.fault(`${JSON.stringify(value)} is not a valid ISIN.`, 'Give the ISIN of a stock or fund.');
  if (kind === 'issuer' && !/^[A-Z0-9]{9}$/.test(value) && !isValidIsin(value))
    read.fault(
      `${JSON.stringify(value)} is not an issuer.`,
      'Give the first nine characters of its ISINs, or one of its ISINs.',
    );
  if (kind === 'industry' && !INDUSTRIES.some((industry) => industry === value.toUpperCase()))
    read.fault(
      `${JSON.stringify(value)} is not an industry of INEC-1.`,
      `Give one of ${INDUSTRIES.join(', ')}.`,
    );
  if (kind === 'list' && !lists.has(value))
    read.fault(
      `there is no list ${JSON.stringify(value)}.`,
      `Put ${value}.csv with the columns isin and day into the folder lists.`,
    );
  if (kind === 'industry') return { kind, value: value.toUpperCase() };
  return { kind, value: kind === 'issuer' ? value.slice(0, 9) : value };
}

function effectOf(read: RowReader<Column>, text: string): RestrictionEffect | null {
  const [word = '', argument = '', ...rest] = text.split(/\s+/);
  const kind = word.toLowerCase();
  if (rest.length === 0 && argument === '' && (kind === 'no-buy' || kind === 'no-hold' || kind === 'no-sell'))
    return { kind };
  if (rest.length === 0 && kind === 'max' && /^(0(\.\d+)?|1(\.0+)?)$/.test(argument))
    return { kind, weight: Number(argument) };
  if (rest.length === 0 && kind === 'substitute' && isValidIsin(argument)) return { kind, isin: argument };
  read.fault(
    `effect is ${JSON.stringify(text.slice(0, 60))}.`,
    'Give no-buy, no-hold, no-sell, max with a fraction (max 0.02), or substitute with an ISIN.',
  );
  return null;
}

const isValidIsin = (text: string): boolean => isIsin(text) && hasCheckDigit(text);
