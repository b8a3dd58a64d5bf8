import { type DateInput, dayFromOptional } from '../../market/date-input.ts';
import { userError } from '../../market/problem.ts';
import type { RiskModelAt } from '../store/risk-model-at.ts';
import { type AttributionReport, attributePeriod } from './attribution-report.ts';
import { type Benchmark, fixedBenchmark, MODEL_MARKET } from './benchmark.ts';
import { resolveHoldings, type StockHoldings } from './isin-holdings.ts';
import type { Holding } from './portfolio-risk.ts';
import type { StockBenchmark } from './risk-of.ts';

/** Options of `attributeReturn`. */
export interface AttributionOptions {
  /** First ISO date; default: the first session with factor returns. */
  readonly from?: DateInput;
  /** Last ISO date; default: the model's last session. */
  readonly to?: DateInput;
  /** Constant weights; default: the model's market portfolio, re-formed at every close. */
  readonly benchmark?: StockBenchmark;
}

/**
 * Attributes the return of constant weights, rebalanced at every close, to factors, stocks and uncovered holdings.
 *
 * @param model a model from `readRiskModel`; all its stored sessions are read, whatever its date.
 * @param holdings weights by ISIN, fractions of the portfolio; the rest is cash.
 * @returns total and active return in percent over the period; the parts sum to each.
 * @throws UserError for faulty holdings, an issuer that the model does not have, or a period without factor returns.
 * @example
 * import { attributeReturn, readRiskModel } from 'trrm/risk';
 *
 * const model = readRiskModel('.trrm/demo/inec1');
 * const [stock] = model.store.issuers;
 * const { total, active } = attributeReturn(model, { [stock!.isin]: 1 });
 * console.log(total.total, active.specific);
 */
export function attributeReturn(
  model: RiskModelAt,
  holdings: StockHoldings,
  { from, to, benchmark }: AttributionOptions = {},
): AttributionReport {
  const [first, last] = [dayFromOptional(from, 'from'), dayFromOptional(to, 'to')];
  const against: Benchmark = benchmark
    ? fixedBenchmark(benchmark.name, columnsOf(model, benchmark.holdings, benchmark.name))
    : MODEL_MARKET;
  return attributePeriod(model.folder, model.store, columnsOf(model, holdings, 'portfolio'), against, {
    ...(first !== undefined && { from: first }),
    ...(last !== undefined && { to: last }),
  });
}

/** Holdings by column. Those without exposures have their own part of the result, so only unknown issuers are refused. */
function columnsOf({ store }: RiskModelAt, given: StockHoldings, about: string): readonly Holding[] {
  const { holdings, unknown } = resolveHoldings(given, store.issuers, about);
  if (unknown.length === 0) return holdings;
  throw userError(
    'unknown-isin',
    about,
    `the model does not have ${unknown.map(({ isin }) => isin).join(', ')}.`,
    'Remove them, or import their prices and build the model again.',
  );
}
