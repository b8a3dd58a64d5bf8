import { DEFAULT_TAX_RULES, type TaxRules } from '../../../allocations/tax/tax-rules.ts';
import { parseYear } from '../../../allocations/tax/financial-year.ts';
import { type Day, iso } from '../../market/day.ts';
import { rupeesOf } from '../../market/money.ts';
import type { Problem } from '../../market/problem.ts';
import { type BookClient, CLIENT_STATUSES, TAX_STATUSES } from './client.ts';
import { type RowReader, rowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

export const CLIENTS = 'clients.csv';

const COLUMNS = [
  'id',
  'approach',
  'profile',
  'tax-status',
  'surcharge',
  'realised-until',
  'realised-short',
  'realised-long',
  'loss-year',
  'loss-short',
  'loss-long',
  'minimum-order',
  'cash-floor',
  'discretionary',
  'associates-consent',
  'opened',
  'status',
] as const;
type Column = (typeof COLUMNS)[number];

/** A line of the file, whether it could be read or not. */
export interface ClientLine {
  /** As a file name may have it; null where it is not such an id, or belongs to another line. */
  readonly id: string | null;
  /** Null where the line has faults. */
  readonly client: BookClient | null;
  readonly line: number;
  readonly problems: readonly Problem[];
}

/** An id becomes the name of a folder, on every system. */
const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$/;
/** Names of devices, which Windows keeps for itself, and of what lies beside the folders of the clients. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|models|exchange|stop|.*\.(json|html|csv))$/i;

/**
 * Reads the clients of a book.
 *
 * @throws UserError for faults of the file as a whole.
 */
export function readClients(text: string): ClientLine[] {
  const seen = new Map<string, number>();
  return readTable<Column>(text, CLIENTS, { columns: COLUMNS, required: ['id', 'approach'] }).map((row) => {
    const read = rowReader(CLIENTS, row);
    const id = row.cell('id');
    const isName = ID.test(id) && !RESERVED.test(id);
    if (!isName)
      read.fault(
        `the id ${JSON.stringify(id.slice(0, 60))} cannot be the name of a folder.`,
        'Use up to 40 letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit, and no name of a file.',
      );
    const approach = row.cell('approach');
    if (!ID.test(approach))
      read.fault(
        `the approach ${JSON.stringify(approach.slice(0, 60))} cannot be the name of a file.`,
        'Use letters, digits, dots, hyphens and underscores, like the rule book in the folder approaches.',
      );
    const before = seen.get(id.toLowerCase());
    if (before !== undefined)
      read.fault(`${id} is already on line ${before}.`, 'Give each client one line and an id of its own.');
    else seen.set(id.toLowerCase(), row.line);
    const client: BookClient = {
      id,
      line: row.line,
      approach,
      profile: read.text('profile', 60),
      taxStatus: read.oneOf('tax-status', TAX_STATUSES, 'individual'),
      tax: taxOf(read),
      minimumOrder: read.paise('minimum-order', 'not below 0'),
      cashFloor: read.paise('cash-floor', 'not below 0') ?? 0,
      discretionary: read.oneOf('discretionary', ['y', 'n'], 'y') === 'y',
      associatesConsent: read.oneOf('associates-consent', ['y', 'n'], 'n') === 'y',
      opened: read.day('opened'),
      status: read.oneOf('status', CLIENT_STATUSES, 'active'),
    };
    const hasFaults = read.problems.length > 0;
    return {
      id: isName && before === undefined ? id : null,
      client: hasFaults ? null : client,
      line: row.line,
      problems: read.problems,
    };
  });
}

/** The client's figures of the financial year, in the form in which a rule book has them. */
function taxOf(read: RowReader<Column>): TaxRules {
  const rupees = (column: Column): number => rupeesOf(read.paise(column, 'any') ?? 0);
  const until: Day | null = read.day('realised-until');
  const [short, long] = [rupees('realised-short'), rupees('realised-long')];
  if (until === null && (short !== 0 || long !== 0))
    read.fault(
      'realised-until is empty, although gains are given.',
      'Give the day until which the realised gains were counted.',
    );
  const year = read.text('loss-year', 7);
  const losses = [
    { term: 'short', loss: rupees('loss-short') },
    { term: 'long', loss: rupees('loss-long') },
  ] as const;
  if (losses.some(({ loss }) => loss < 0))
    read.fault('a loss brought forward is below 0.', 'Give losses as amounts above 0.');
  const hasLoss = losses.some(({ loss }) => loss > 0);
  if ((hasLoss || year !== '') && parseYear(year) === null)
    read.fault(
      `loss-year is ${JSON.stringify(year)}, which is not a financial year.`,
      'Give the year of the loss like 2023-24.',
    );
  return {
    ...DEFAULT_TAX_RULES,
    surcharge: read.fraction('surcharge', 0.15) ?? 0,
    realised: until === null || (short === 0 && long === 0) ? [] : [{ until: iso(until), short, long }],
    broughtForward: losses.flatMap(({ term, loss }) => (loss > 0 ? [{ year, term, loss }] : [])),
  };
}
