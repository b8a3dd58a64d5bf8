import { iso } from '../../market/day.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import { MODEL_MARKET } from '../../risk/portfolio/benchmark.ts';
import { type FactorCut, factorCut, type HeldSession } from '../attribution/factor-cut.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import type { Walk } from '../walker.ts';

/**
 * The held rung of a walk in stocks by the factors of INEC-1, from the model’s record of each session. The benchmark’s
 * members are not in the store, so that the model’s market portfolio stands for them (our choice). Null without stocks.
 */
export async function factorsOfWalk(opened: OpenedBacktest, { stocks }: Walk): Promise<FactorCut | null> {
  const model = stocks && (await opened.riskSessions());
  if (!model || opened.stocks === null) return null;
  const { sessions, months } = opened.schedule;
  const first = months[0]!.filled;
  const benchmark = opened.market.series.get(opened.plan.benchmark)!;
  const key = ({ isin, symbol }: { readonly isin: string; readonly symbol: string }): string =>
    issuerPart(isin || symbol);
  const columns = new Map(model.issuers.map((issuer, i) => [key(issuer), i]));
  const columnOf = opened.stocks.issuers.map((issuer) => columns.get(key(issuer)));
  function* between(from: number, to: number): Generator<HeldSession> {
    for (let s = from + 1; s <= to; s++) {
      const close = stocks!.closes[s - 1 - first]!;
      const { gross, strategic } = stocks!.growth[s - first]!;
      yield {
        day: sessions[s]!,
        // A company that the model does not know has no column, and what it returned is not covered.
        holdings: Array.from(close.columns).flatMap((column, i) => {
          const issuer = columnOf[column];
          return issuer === undefined ? [] : [{ issuer, weight: close.weights[i]! }];
        }),
        total: gross - 1,
        strategic,
        benchmark: benchmark[s]! / benchmark[s - 1]! - 1,
      };
    }
  }
  return factorCut({
    periods: months.map(({ filled, until }) => ({
      from: iso(sessions[filled]!),
      to: iso(sessions[until]!),
      sessions: between(filled, until),
    })),
    model: model.sessions,
    benchmark: MODEL_MARKET,
  });
}
