import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { knownSessions } from '../calendar/known-sessions.ts';
import { NIFTY } from '../series.ts';
import { asDate, asDay, literal, rowsOf } from '../store/sql.ts';
import { isIsin } from './isin.ts';
import { type IssuerList, readIssuers } from './companies/issuer-list.ts';

/** Identifies the stock data read from a store, so that a later reader can check whether it would read the same. */
export interface DataSnapshot {
  /** Rows that became known later are ignored. */
  readonly asOf: Day;
  /** Files of later imports are ignored. */
  readonly throughImport: number;
  /** The last day with a price. */
  readonly last: Day;
  /** SHA-256 over these imports in their order, which identifies the store. */
  readonly imports: string;
  /** The same whatever their order: what a decision names. */
  readonly importSet: string;
}

/** The snapshot of stock data visible at the close of a day, from imports up to `throughImport`; null if no stock has a price. */
export async function readDataSnapshot(
  connection: DuckDBConnection,
  asOf: Day,
  throughImport: number,
): Promise<DataSnapshot | null> {
  const [[last]] = (await rowsOf<[Day | null]>(
    connection,
    `SELECT ${asDay('max(observed_on)')} FROM stock_bar WHERE ${visibleTo({ asOf, throughImport })}`,
  )) as [[Day | null]];
  if (last === null) return null;
  return { asOf, last, ...(await identityOfImports(connection, throughImport)) };
}

/** The imports that a snapshot reads. */
export async function identityOfImports(
  connection: DuckDBConnection,
  throughImport: number,
): Promise<Pick<DataSnapshot, 'throughImport' | 'imports' | 'importSet'>> {
  const [[newest]] = (await rowsOf<[number]>(connection, 'SELECT max(id) FROM import_file')) as [[number]];
  const through = Math.min(throughImport, newest);
  return {
    throughImport: through,
    imports: await importsThrough(connection, through),
    importSet: await importSetThrough(connection, through),
  };
}

/**
 * The same snapshot, dated by the first day on which it was complete. Models built on a later day from the same rows then
 * carry the same date.
 */
export async function earliestEquivalent(
  connection: DuckDBConnection,
  snapshot: DataSnapshot,
): Promise<DataSnapshot> {
  const { asOf, throughImport, last } = snapshot;
  const tables = [
    'stock_bar',
    'corporate_action',
    'statement',
    'shares',
    'free_float',
    'index_membership',
  ].map((table) => `SELECT known_on FROM ${table} WHERE ${visibleTo({ asOf, throughImport })}`);
  const [[newest]] = (await rowsOf<[Day]>(
    connection,
    `SELECT ${asDay('max(known_on)')} FROM (${tables.join(' UNION ALL ')})`,
  )) as [[Day]];
  return { ...snapshot, asOf: Math.max(last, newest) as Day };
}

const importsThrough = async (connection: DuckDBConnection, id: number): Promise<string> =>
  (
    await rowsOf<[string]>(
      connection,
      `SELECT sha256(coalesce(string_agg(id || ' ' || sha256 || ' ' || imported_on, chr(10) ORDER BY id), ''))
       FROM import_file WHERE id <= ${id}`,
    )
  )[0]![0];

const importSetThrough = async (connection: DuckDBConnection, id: number): Promise<string> =>
  (
    await rowsOf<[string]>(
      connection,
      `SELECT sha256(coalesce(string_agg(sha256 || ' ' || imported_on, chr(10) ORDER BY sha256, imported_on), ''))
       FROM import_file WHERE id <= ${id}`,
    )
  )[0]![0];

const visibleTo = ({ asOf, throughImport }: Pick<DataSnapshot, 'asOf' | 'throughImport'>): string =>
  `(known_on <= ${asDate(asOf)} AND file <= ${throughImport})`;

/** Whether later capital changes affect the past: split-adjusted prices, and shares derived from paid-up capital. */
const LOOKS_AHEAD = `(EXISTS (SELECT 1 FROM stock_bar WHERE basis <> 'as-traded')
  OR EXISTS (SELECT 1 FROM statement WHERE equity_capital IS NOT NULL))`;

/** Capital changes are read before their day, if they are imported (`StockTables.capitalChanges`). */
const changeVisibleTo = ({ asOf, throughImport }: DataSnapshot): string =>
  `((known_on <= ${asDate(asOf)} OR observed_on > ${asDate(asOf)}) AND file <= ${throughImport})`;

/**
 * Whether two snapshots give bit-identical sessions up to a day, in the columns that both have, so that a model built
 * from one can be used or extended with the other. In doubt the answer is no.
 *
 * @param stored the snapshot of an existing model.
 * @param requested the snapshot of the current run.
 * @param through not after the last day of either snapshot.
 */
export async function snapshotsAgree(
  connection: DuckDBConnection,
  stored: DataSnapshot,
  requested: DataSnapshot,
  through: Day,
): Promise<boolean> {
  if ((await importsThrough(connection, stored.throughImport)) !== stored.imports) return false;
  if (stored.asOf === requested.asOf && stored.throughImport === requested.throughImport) return true;
  if (await rowsDiffer(connection, stored, requested, through)) return false;
  if (await closuresDiffer(connection, stored, requested, through)) return false;
  const [a, b] = [await issuersOf(connection, stored), await issuersOf(connection, requested)];
  return a.issuers.length <= b.issuers.length ? isPrefix(b, a) : isPrefix(a, b);
}

/** The issuers of a snapshot. What one sees never changes, so the last few are kept: risk model and sleeves are compared with the same. */
function issuersOf(connection: DuckDBConnection, { asOf, throughImport }: DataSnapshot): Promise<IssuerList> {
  const kept = issuerLists.get(connection) ?? new Map<string, Promise<IssuerList>>();
  issuerLists.set(connection, kept);
  const key = `${asOf} ${throughImport}`;
  const list = kept.get(key) ?? readIssuers(connection, { asOf, throughImport });
  // The one used last is the last to go.
  kept.delete(key);
  kept.set(key, list);
  if (kept.size > LISTS_KEPT) kept.delete(kept.keys().next().value!);
  return list;
}

const LISTS_KEPT = 3;
const issuerLists = new WeakMap<DuckDBConnection, Map<string, Promise<IssuerList>>>();

/** Rows are only added, so two snapshots differ if one sees a row that the other does not. */
async function rowsDiffer(
  connection: DuckDBConnection,
  stored: DataSnapshot,
  requested: DataSnapshot,
  through: Day,
): Promise<boolean> {
  const by = asDate(through);
  const differs = (table: string, visible: (s: DataSnapshot) => string, condition: string): string =>
    `EXISTS (SELECT 1 FROM ${table} WHERE ${visible(stored)} <> ${visible(requested)} AND ${condition})`;
  const [[found]] = (await rowsOf<[boolean]>(
    connection,
    `SELECT ${[
      differs('stock_bar', visibleTo, `observed_on <= ${by}`),
      differs(
        'corporate_action',
        changeVisibleTo,
        `(observed_on <= ${by} OR (action <> 'dividend' AND ${LOOKS_AHEAD}))`,
      ),
      // These are used from the day on which they become known, whatever day they describe.
      differs('statement', visibleTo, `known_on <= ${by}`),
      differs('shares', visibleTo, `known_on <= ${by}`),
      differs('free_float', visibleTo, `known_on <= ${by}`),
      differs('index_membership', visibleTo, `known_on <= ${by}`),
    ].join(' OR ')}`,
  )) as [[boolean]];
  return found;
}

/** Whether a day with stock prices counts as a non-session of the Nifty in one snapshot and not in the other. */
async function closuresDiffer(
  connection: DuckDBConnection,
  stored: DataSnapshot,
  requested: DataSnapshot,
  through: Day,
): Promise<boolean> {
  const inBoth = Math.min(stored.throughImport, requested.throughImport);
  const doubtful = await rowsOf<[Day]>(
    connection,
    `SELECT DISTINCT ${asDay('observed_on')} FROM stock_bar WHERE observed_on <= ${asDate(through)}
     AND observed_on NOT IN (SELECT observed_on FROM bar
       WHERE series = ${literal(NIFTY)} AND "close" IS NOT NULL AND file <= ${inBoth})`,
  );
  if (doubtful.length === 0) return false;
  const [before, now] = [
    await knownSessions(connection, stored.throughImport),
    await knownSessions(connection, requested.throughImport),
  ];
  return doubtful.some(([day]) => (before(day) === false) !== (now(day) === false));
}

/** Whether the shorter list is a prefix of the longer one, with the same descriptions and series. */
export function isPrefix(longer: IssuerList, shorter: IssuerList): boolean {
  const columns = shorter.issuers.length;
  const description = ({ issuers, firstAdjustment }: IssuerList): string =>
    JSON.stringify([
      issuers.slice(0, columns).map(({ industries, faceValue }) => [industries, faceValue]),
      firstAdjustment.slice(0, columns),
    ]);
  if (description(longer) !== description(shorter)) return false;
  const former = ({ earlierColumns }: IssuerList): string => JSON.stringify(earlierColumns);
  if (former(longer) !== former(shorter)) return false;
  for (const [series, column] of shorter.columnOf) if (longer.columnOf.get(series) !== column) return false;
  for (const [series, column] of longer.columnOf)
    // A new ISIN belongs to its issuer by its code; a symbol depends on a list, which older rows may have lacked.
    if (column < columns && !shorter.columnOf.has(series) && !isIsin(series)) return false;
  return true;
}
