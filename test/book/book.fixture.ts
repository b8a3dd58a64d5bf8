import { checkDigit } from '../../fixtures/equities/isin.ts';
import { SLEEVES, type SleeveId } from '../../allocations/positions.ts';
import { DEFAULT_COST_RULES } from '../../allocations/cost-rules.ts';
import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { ApproachModel } from '../../src/book/model/approach-model.ts';
import { clientInFiles, readInputs } from '../../src/book/files/client-inputs.ts';
import {
  type ClientExecutor,
  type ClientJob,
  type ClientKeeper,
  inProcess,
  runClientJob,
} from '../../src/book/jobs/client-job.ts';
import type { RenderClient } from '../../src/book/jobs/client-result.ts';
import { type Book, type BookFiles, readBook } from '../../src/book/files/read-book.ts';
import { inline } from '../../src/parallel/executor.ts';
import { day } from '../../src/market/day.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../../src/risk/factors.ts';

/** A deterministic generator of uniform numbers (Lehmer), so that the fixture needs no seed from outside. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export const ISINS = Array.from({ length: 40 }, (_, i) => {
  const body = `INE${String(100 + i)}A0101`;
  return `${body}${checkDigit(body)}`;
});

const AS_OF = day('2025-03-31');

/**
 * A model of 40 stocks in five industries and two sleeves: momentum holds the even columns, value the odd ones, ten of each
 * industry pair. 95 % in stocks, 2 % gold, 3 % cash.
 */
export function testModel(nameCap = 0.08): ApproachModel {
  const next = uniforms(11);
  const n = ISINS.length;
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) covariance[k * FACTOR_COUNT + k] = k === 0 ? 1e-4 : 1e-5;
  const sleeve = (columns: readonly number[]) => ({
    holdings: columns.map((issuer) => ({ issuer, weight: 1 / columns.length })),
    levels: { day: [], total: [] },
  });
  const columns = ISINS.map((_, i) => i);
  const sleeves = Object.fromEntries(SLEEVES.map((id) => [id, null])) as Record<
    SleeveId,
    StockSnapshot['sleeves'][SleeveId]
  >;
  const stocks: StockSnapshot = {
    day: AS_OF,
    issuers: ISINS.map((isin, i) => ({
      isin,
      symbol: `S${i}`,
      name: `Stock ${i}`,
      industry: Math.floor(i / 8),
      listedOn: null,
    })),
    riskModel: {
      day: AS_OF,
      horizon: 21,
      styles: Float64Array.from({ length: n * STYLE_COUNT }, () => 2 * next() - 1),
      industry: Uint8Array.from(columns, (i) => Math.floor(i / 8)),
      covariance,
      specificVolatility: Float64Array.from(columns, () => 0.01 + 0.01 * next()),
    },
    market: columns.map((issuer) => ({ issuer, weight: 1 / n })),
    sleeves: {
      ...sleeves,
      momentum: sleeve(columns.filter((i) => i % 2 === 0)),
      value: sleeve(columns.filter((i) => i % 2 === 1)),
    },
    price: Float64Array.from(columns, () => Math.round(100 * (50 + 950 * next())) / 100),
    lastTraded: columns.map(() => AS_OF),
    tradedValue: new Float64Array(n).fill(1e9),
  };
  return {
    approach: 'core',
    asOf: AS_OF,
    simulated: true,
    decision: 'a'.repeat(64),
    stocks,
    weights: columns.map((column) => ({ column, weight: column % 2 === 0 ? 0.6 / 20 : 0.35 / 20 })),
    sleevesOf: new Map(columns.map((i) => [i, i % 2 === 0 ? ['momentum'] : ['value']])),
    positions: new Map([
      ['gold', 0.02],
      ['liquid-fund', 0.03],
    ]),
    indices: new Map(),
    nameCap,
    costs: DEFAULT_COST_RULES,
  };
}

/** Files of a book from their rows. */
export const files = (rows: Readonly<Record<string, readonly string[]>>): BookFiles => {
  const texts = new Map(Object.entries(rows).map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
  const lots = texts.get('lots.csv');
  texts.delete('lots.csv');
  return { texts, lots: lots === undefined ? null : Buffer.from(lots) };
};

/** What a book has of each client, with its lots. */
export const inputsOf = (book: Book) => book.clients.map((client) => readInputs(clientInFiles(book, client)));

/** Decides clients in this thread. @param keeper by default nothing is kept. */
export const inThisThread = (render: RenderClient, keeper: ClientKeeper = KEPT_NOWHERE): ClientExecutor =>
  inProcess(
    inline,
    { run: (job: ClientJob) => runClientJob(job, render, keeper), worker: new URL('file:///none') },
    (job) => job,
  );
const KEPT_NOWHERE: ClientKeeper = { before: () => null, keep: () => Promise.resolve() };

export const LOTS_HEADER = 'client,holding,position,bought,quantity,cost';
export const RESTRICTIONS_HEADER = 'client,kind,value,effect,from,until,reason';

/** The inputs of the only client of a book. */
export const onlyClient = (rows: Readonly<Record<string, readonly string[]>>) => {
  const book = readBook(files({ 'clients.csv': ['id,approach', 'C1,core'], ...rows }));
  return { inputs: inputsOf(book)[0]!, lists: book.lists, rules: book.rules };
};
