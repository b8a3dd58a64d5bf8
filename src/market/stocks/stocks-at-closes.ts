import type { DuckDBConnection } from '@duckdb/node-api';
import { knownSessions } from '../calendar/known-sessions.ts';
import { addDays, type Day } from '../day.ts';
import type { KnowledgeCutoffs } from '../store/lineage.ts';
import type { CorporateActions } from './actions/corporate-actions.ts';
import { type DataSnapshot, identityOfImports, isPrefix, snapshotsAgree } from './data-snapshot.ts';
import { issuersAtCloses, type IssuerList, type ListedIssuer } from './companies/issuer-list.ts';
import type { Bars } from './prices/bars.ts';
import { firstDayOfPrices, type LastPrices, lastPricesOf } from './prices/last-prices.ts';
import { readRestatements } from './restatements.ts';
import { openStockTables } from './stock-tables.ts';

/** What was known of stocks at the closes of several days. */
export interface StocksAtCloses {
  /** Identifies the data visible at a close; null if no stock has a price by then. */
  readonly dataSnapshot: (asOf: Day) => Promise<DataSnapshot | null>;
  /** Whether the data of the last close give bit-identical sessions up to this one, in the columns that both have. */
  readonly agreesWithLast: (asOf: Day) => Promise<boolean>;
  /** The issuers with a price by a close, in column order. */
  readonly issuers: (asOf: Day) => Promise<readonly ListedIssuer[]>;
  readonly actions: (asOf: Day) => Promise<CorporateActions>;
  /** Last prices and traded values at the close of `day`, as known at that of `asOf`. */
  readonly lastPrices: (day: Day, asOf: Day) => Promise<LastPrices>;
}

/** Prices are read in blocks of so many days; those of a quarter are kept, which is what one close needs. */
const BLOCK_DAYS = 32;
const BLOCKS_KEPT = 5;

/** Days with a reading of their own that are kept. */
const OWN_READINGS_KEPT = 2;

/**
 * The stocks of a store at the closes of days, which share one reading, that of the last day: rows are only added, so an earlier close saw
 * the same, up to its day, where nothing has been restated since. A day where something has been, or that was not announced,
 * has a reading of its own.
 *
 * @param cutoffs the days that will be asked for, at least one.
 */
export function stocksAtCloses(connection: DuckDBConnection, cutoffs: KnowledgeCutoffs): StocksAtCloses {
  const last = Math.max(...cutoffs.days) as Day;
  const { throughImport } = cutoffs;
  const announced = new Set(cutoffs.days);
  const shared = once(() => openReading(connection, cutoffs, last));
  const own = new Map<Day, Promise<Reading>>();

  async function readingAt(asOf: Day): Promise<Reading> {
    if (asOf === last || (announced.has(asOf) && (await (await shared()).serves(asOf)))) return shared();
    const reading = own.get(asOf) ?? openReading(connection, { days: [asOf], throughImport }, asOf);
    own.set(asOf, reading);
    if (own.size > OWN_READINGS_KEPT) own.delete(own.keys().next().value!);
    return reading;
  }
  const dataSnapshot = async (asOf: Day): Promise<DataSnapshot | null> => (await shared()).dataSnapshot(asOf);
  return {
    dataSnapshot,
    agreesWithLast: async (asOf) => {
      if (asOf === last || announced.has(asOf)) return (await shared()).agrees(asOf);
      const [now, then] = [await dataSnapshot(last), await dataSnapshot(asOf)];
      return now !== null && then !== null && snapshotsAgree(connection, now, then, asOf);
    },
    issuers: async (asOf) => (await (await readingAt(asOf)).list(asOf)).issuers,
    actions: async (asOf) => (await readingAt(asOf)).actions(asOf),
    lastPrices: async (day, asOf) => (await readingAt(asOf)).lastPrices(day, asOf),
  };
}

type Reading = Awaited<ReturnType<typeof openReading>>;

/** One reading of the tables, as known at the close of `last`. */
async function openReading(connection: DuckDBConnection, cutoffs: KnowledgeCutoffs, last: Day) {
  const { throughImport } = cutoffs;
  const known = { asOf: last, throughImport };
  const lists = new Map<Day, Promise<IssuerList>>();
  const readList = await issuersAtCloses(connection, cutoffs);
  const list = (asOf: Day): Promise<IssuerList> => keep(lists, asOf, readList, 2);
  const lastList = await readList(last);
  const restated = await readRestatements(connection, known);
  const imports = once(() => identityOfImports(connection, throughImport));
  const tables = once(() => openStockTables(connection, lastList, known));
  const actionsAt = once(async () => (await tables()).actions());
  const isSession = once(() => knownSessions(connection, throughImport));
  const blocks = new Map<Day, Promise<Bars>>();
  const blockFrom = (first: Day): Promise<Bars> =>
    keep(
      blocks,
      first,
      async () => (await tables()).bars(first, addDays(first, BLOCK_DAYS - 1)),
      BLOCKS_KEPT,
    );
  const answers = new Map<Day, Promise<boolean>>();

  const agrees = (asOf: Day): Promise<boolean> =>
    keep(
      answers,
      asOf,
      async () =>
        asOf === last ||
        (!restated.ofPrices(asOf) && !restated.ofActions(asOf) && isPrefix(lastList, await list(asOf))),
      2,
    );
  const actionsKept = new Map<Day, Promise<CorporateActions>>();
  const actions = (asOf: Day): Promise<CorporateActions> =>
    keep(actionsKept, asOf, async () => (await actionsAt())(asOf, (await list(asOf)).issuers.length), 2);

  return {
    list,
    actions,
    agrees,
    /** Judging corporate actions takes the Nifty too. */
    serves: async (asOf: Day): Promise<boolean> => !restated.ofMarket(asOf) && agrees(asOf),
    dataSnapshot: async (asOf: Day): Promise<DataSnapshot | null> => {
      const lastPrice = restated.lastPrice(asOf);
      return lastPrice === null ? null : { ...(await imports()), asOf, last: lastPrice };
    },
    lastPrices: async (day: Day, asOf: Day): Promise<LastPrices> => {
      const bars: Bars[] = [];
      const from = firstDayOfPrices(day);
      for (let d = addDays(from, -(from % BLOCK_DAYS)); d <= day; d = addDays(d, BLOCK_DAYS))
        bars.push(await blockFrom(d));
      const { issuers } = await list(asOf);
      const { changes } = await actions(asOf);
      return lastPricesOf({ day, issuers, changes, isSession: await isSession(), bars });
    },
  };
}

/** The same promise however often it is asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** What was made for a day, if it is among the last few that were asked for; else made and kept. */
function keep<T>(
  kept: Map<Day, Promise<T>>,
  day: Day,
  make: (day: Day) => Promise<T>,
  most: number,
): Promise<T> {
  const found = kept.get(day) ?? make(day);
  kept.delete(day);
  kept.set(day, found);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return found;
}
