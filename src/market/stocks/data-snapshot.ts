import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { knownSessions } from '../import/sessions.ts';
import { NIFTY } from '../series.ts';
import { asDate, asDay, literal, rowsOf } from '../store/sql.ts';
import { isIsin } from './isin.ts';
import { type IssuerList, readIssuers } from './companies/issuer-list.ts';

/** What of a store's shares somebody read: enough to tell later whether another would read the same. */
export interface ShareReading {
  /** What became known later was as if it were not there. */
  readonly asOf: Day;
  /** So were the files of later imports. */
  readonly throughImport: number;
  /** The last day with a price. */
  readonly last: Day;
  /** SHA-256 over these imports, which tells stores apart. */
  readonly imports: string;
}

/** What is read of the shares at the close of a day, out of the imports up to one; null where none has a price by then. */
export async function shareReading(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
): Promise<ShareReading | null> {
  const [[last]] = (await rowsOf<[Day | null]>(
    connection,
    `SELECT ${asDay('max(observed_on)')} FROM stock_bar WHERE ${seenBy({ asOf, throughImport })}`,
  )) as [[Day | null]];
  if (last === null) return null;
  const [[newest]] = (await rowsOf<[number]>(connection, 'SELECT max(id) FROM import_file')) as [[number]];
  const through = Math.min(throughImport, newest);
  return { asOf, throughImport: through, last, imports: await importsThrough(connection, through) };
}

/**
 * The same reading by the first day on which it could have been made, since when nothing has become known; so that what
 * is built on a later day out of the same rows says the same.
 */
export async function settled(connection: DuckDBConnection, reading: ShareReading): Promise<ShareReading> {
  const { asOf, throughImport, last } = reading;
  const tables = [
    'stock_bar',
    'corporate_action',
    'statement',
    'shares',
    'free_float',
    'index_membership',
  ].map((table) => `SELECT known_on FROM ${table} WHERE ${seenBy({ asOf, throughImport })}`);
  const [[newest]] = (await rowsOf<[Day]>(
    connection,
    `SELECT ${asDay('max(known_on)')} FROM (${tables.join(' UNION ALL ')})`,
  )) as [[Day]];
  return { ...reading, asOf: Math.max(last, newest) as Day };
}

const importsThrough = async (connection: DuckDBConnection, id: number): Promise<string> =>
  (
    await rowsOf<[string]>(
      connection,
      `SELECT sha256(coalesce(string_agg(id || ' ' || sha256 || ' ' || imported_on, chr(10) ORDER BY id), ''))
       FROM import_file WHERE id <= ${id}`,
    )
  )[0]![0];

const seenBy = ({ asOf, throughImport }: Pick<ShareReading, 'asOf' | 'throughImport'>): string =>
  `(known_on <= ${asDate(asOf)} AND file <= ${throughImport})`;

/** Whether later changes of terms tell on the past: prices put on later terms, and shares told as capital. */
const LOOKS_AHEAD = `(EXISTS (SELECT 1 FROM stock_bar WHERE basis <> 'as-traded')
  OR EXISTS (SELECT 1 FROM statement WHERE equity_capital IS NOT NULL))`;

/** Changes of terms are read ahead of their day, if an import has them (`StockTables.changes`). */
const changeSeenBy = ({ asOf, throughImport }: ShareReading): string =>
  `((known_on <= ${asDate(asOf)} OR observed_on > ${asDate(asOf)}) AND file <= ${throughImport})`;

/**
 * Whether two readings see the same sessions up to a day, bit for bit, in the columns that both have; so that what was
 * made of the one can be used, or gone on with, by the other. Errs on the side of no. The day must not be after either.
 */
export async function sharesAgree(
  connection: DuckDBConnection,
  kept: ShareReading,
  wanted: ShareReading,
  through: Day,
): Promise<boolean> {
  if ((await importsThrough(connection, kept.throughImport)) !== kept.imports) return false;
  if (kept.asOf === wanted.asOf && kept.throughImport === wanted.throughImport) return true;
  if (await rowsDiffer(connection, kept, wanted, through)) return false;
  if (await closuresDiffer(connection, kept, wanted, through)) return false;
  const [a, b] = [await listOf(connection, kept), await listOf(connection, wanted)];
  return a.issuers.length <= b.issuers.length ? beginsLike(b, a) : beginsLike(a, b);
}

const listOf = (connection: DuckDBConnection, { asOf, throughImport }: ShareReading): Promise<IssuerList> =>
  readIssuers(connection, { asOf, throughImport });

/** Rows are only ever added, so two readings differ where one sees a row that the other does not. */
async function rowsDiffer(
  connection: DuckDBConnection,
  kept: ShareReading,
  wanted: ShareReading,
  through: Day,
): Promise<boolean> {
  const by = asDate(through);
  const there = (table: string, seen: (r: ShareReading) => string, told: string): string =>
    `EXISTS (SELECT 1 FROM ${table} WHERE ${seen(kept)} <> ${seen(wanted)} AND ${told})`;
  const [[found]] = (await rowsOf<[boolean]>(
    connection,
    `SELECT ${[
      there('stock_bar', seenBy, `observed_on <= ${by}`),
      there(
        'corporate_action',
        changeSeenBy,
        `(observed_on <= ${by} OR (action <> 'dividend' AND ${LOOKS_AHEAD}))`,
      ),
      // These are heard on the day on which they become known, whatever day they tell of.
      there('statement', seenBy, `known_on <= ${by}`),
      there('shares', seenBy, `known_on <= ${by}`),
      there('free_float', seenBy, `known_on <= ${by}`),
      there('index_membership', seenBy, `known_on <= ${by}`),
    ].join(' OR ')}`,
  )) as [[boolean]];
  return found;
}

/** Whether a day with share prices is left out as no session of the Nifty by one reading and not by the other. */
async function closuresDiffer(
  connection: DuckDBConnection,
  kept: ShareReading,
  wanted: ShareReading,
  through: Day,
): Promise<boolean> {
  const inBoth = Math.min(kept.throughImport, wanted.throughImport);
  const doubtful = await rowsOf<[Day]>(
    connection,
    `SELECT DISTINCT ${asDay('observed_on')} FROM stock_bar WHERE observed_on <= ${asDate(through)}
     AND observed_on NOT IN (SELECT observed_on FROM bar
       WHERE series = ${literal(NIFTY)} AND "close" IS NOT NULL AND file <= ${inBoth})`,
  );
  if (doubtful.length === 0) return false;
  const [before, now] = [
    await knownSessions(connection, kept.throughImport),
    await knownSessions(connection, wanted.throughImport),
  ];
  return doubtful.some(([day]) => (before(day) === false) !== (now(day) === false));
}

/** Whether the columns of the shorter list are the first of the longer, told of alike and with the same lines. */
function beginsLike(longer: IssuerList, shorter: IssuerList): boolean {
  const columns = shorter.issuers.length;
  const told = ({ issuers, firstTerms }: IssuerList): string =>
    JSON.stringify([
      issuers.slice(0, columns).map(({ industries, faceValue }) => [industries, faceValue]),
      firstTerms.slice(0, columns),
    ]);
  if (told(longer) !== told(shorter)) return false;
  for (const [series, column] of shorter.columnOf) if (longer.columnOf.get(series) !== column) return false;
  for (const [series, column] of longer.columnOf)
    // A new ISIN belongs to its issuer by its letters; a symbol by a list, and an older row may have been without one.
    if (column < columns && !shorter.columnOf.has(series) && !isIsin(series)) return false;
  return true;
}
