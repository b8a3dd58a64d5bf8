import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fault } from './outcome.ts';
import { trrm } from './program.ts';

/** A market that the program itself built: store, models, market files, a portfolio and a published month. */
export interface Market {
  readonly folder: string;
  readonly store: string;
  readonly files: string;
  /** Options that name the store and its models. */
  readonly where: readonly string[];
}

/** The soak's own temporary folder; nothing outside it is written. */
export interface Workplace {
  readonly folder: string;
  /** Indices only: a run takes a second. */
  readonly indices: Market;
  /** With stocks: risk model, sleeves, a portfolio by lot, orders. */
  readonly stocks: Market;
  /** Market files that the indices' store does not have: a second's import. */
  readonly arrivals: string;
  /** A portfolio by value, as a file. */
  readonly portfolio: string;
  /** A new empty folder, removed by `clear`. */
  readonly scratch: () => string;
  /** A copy of a market in a new folder. */
  readonly copyOf: (market: Market) => Market;
  readonly clear: () => void;
  readonly remove: () => void;
}

const STOCKS = 100;
const ARRIVALS = [
  'SIMULATED cm2025bhav.csv',
  'SIMULATED corporate actions.csv',
  'SIMULATED shares outstanding.csv',
];

export const marketIn = (folder: string): Market => {
  const store = join(folder, 'market.duckdb');
  return {
    folder,
    store,
    files: join(folder, 'files'),
    where: ['--store', store, '--model', join(folder, 'inec1'), '--sleeves', join(folder, 'sleeves.json')],
  };
};

export const lotsOf = ({ files }: Market): string => join(files, 'SIMULATED holdings.csv');

/** Makes the workplace; the program builds both markets. */
export async function openWorkplace(): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-soak-'));
  const trials = join(folder, 'trials');
  mkdirSync(trials);
  const built = async (name: string, stocks: number): Promise<Market> => {
    const market = marketIn(join(folder, name));
    const made = await trrm(['demo', '--stocks', String(stocks), '--out', market.folder, '--quiet']);
    const wrong = fault(made) ?? (made.code === 0 ? null : made.err);
    if (wrong !== null) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`the demo cannot be built: ${wrong}`);
    }
    return market;
  };
  const indices = await built('indices', 0);
  const stocks = await built('stocks', STOCKS);
  const portfolio = join(folder, 'held.csv');
  cpSync(new URL('../../../bench/soak/held.csv', import.meta.url), portfolio);
  const arrivals = join(folder, 'arrivals');
  mkdirSync(arrivals);
  for (const name of ARRIVALS) cpSync(join(stocks.files, name), join(arrivals, name));
  return {
    folder,
    arrivals,
    indices,
    stocks,
    portfolio,
    scratch: () => mkdtempSync(join(trials, 't-')),
    copyOf: (market) => {
      const copy = mkdtempSync(join(trials, 'm-'));
      cpSync(market.folder, copy, { recursive: true, filter: (path) => !path.startsWith(market.files) });
      return { ...marketIn(copy), files: market.files };
    },
    clear: () => {
      rmSync(trials, { recursive: true, force: true });
      mkdirSync(trials);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
