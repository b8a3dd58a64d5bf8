import { allocate } from '../../allocations/allocate.ts';
import { implement } from '../../allocations/orders/implement.ts';
import { DEFAULT_HEDGE_RULES } from '../../allocations/hedge/hedge-rules.ts';
import type { PortfolioFile } from '../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_COST_RULES } from '../../allocations/cost-rules.ts';
import { openingHoldings } from '../../allocations/opening-holdings.ts';
import { readPortfolioByValue } from '../../allocations/holdings/portfolio-by-value.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import { SLEEVES } from '../../allocations/positions.ts';
import { NSE_PROXY_INDICES } from '../../allocations/inverse-volatility/proxy-indices.ts';
import { callMonth } from '../../regimes/model/call.ts';
import { DEFAULT_REGIME_RULES } from '../../regimes/model/rules.ts';
import { decide } from '../../src/decision/run/decide.ts';
import type { Decision } from '../../src/decision/document/decision.ts';
import { previousCall } from '../../src/decision/regime/previous-call.ts';
import { sha256 } from '../../src/market/files/sha256.ts';
import { day } from '../../src/market/day.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import { normal } from '../../src/math/random/distributions.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { marketOf, quickSignals, type Row, type Rows, smallMarket } from '../regimes/market.fixture.ts';

/** The small market with a random walk for each sleeve's index. */
export const marketWithSleeves = (seed: number): MarketHistory => marketOf(sleeveRows(seed));

export function sleeveRows(seed: number): Rows {
  const rows = new Map(smallMarket(seed));
  const nifty = rows.get('nifty-50.close')!;
  SLEEVES.forEach((id, k) => {
    const stream = randomStream(seed).split(id);
    let level = Math.log(1000);
    const walk = nifty.map((row): Row => ({
      ...row,
      value: Math.exp((level += 0.008 * (1 + k / 10) * normal(stream))),
    }));
    rows.set(`${NSE_PROXY_INDICES[id].series}.tri`, walk);
  });
  return rows;
}

/** Stand-in for the canonical rule book of a run; the ledger keeps whatever text it was. */
export const RULEBOOK = 'signals: {}\n';
export const PORTFOLIO = { file: 'held.csv', text: 'position,value\nmomentum,600000\ncash,400000\n' };

/** A decision of the small market, all of it made by the program; with the portfolio where `held`. */
export async function madeDecision(asOf: string, { held = false, seed = 7 } = {}): Promise<Decision> {
  const market = marketWithSleeves(seed);
  const date = day(asOf);
  const called = callMonth(market, date, quickSignals(), DEFAULT_REGIME_RULES);
  const previous = previousCall(called.history, DEFAULT_REGIME_RULES);
  const portfolio: PortfolioFile | null = held
    ? { kind: 'by-value', portfolio: readPortfolioByValue(PORTFOLIO.text, PORTFOLIO.file) }
    : null;
  const rules = DEFAULT_ALLOCATION_RULES;
  const basisAt = () => Promise.resolve(null);
  const holdings = await openingHoldings({
    market,
    asOf: date,
    previous,
    portfolio,
    rules,
    stocksAt: basisAt,
  });
  const view = market.view(date);
  const allocation = await allocate({
    view,
    regime: called.call.regime,
    holdings: holdings,
    rules,
    costs: DEFAULT_COST_RULES,
    stocks: null,
  });
  return decide({
    simulated: true,
    called,
    allocation,
    ...implement(allocation, {
      view,
      portfolio: portfolio,
      stocks: null,
      futures: [],
      costs: DEFAULT_COST_RULES,
      hedge: DEFAULT_HEDGE_RULES,
    }),
    vintage: [
      {
        series: 'nifty-50',
        kind: 'bar',
        first: day('2018-01-01'),
        last: date,
        rows: 1000,
        sources: ['nse'],
        files: [{ name: 'NIFTY 50.csv', sha256: sha256('nifty') }],
      },
    ],
    manifest: {
      engine: { name: 'trrm', version: '0.1.0', sources: 'unbuilt' },
      rulebook: sha256(RULEBOOK),
      throughImport: 3,
      stocks: null,
      portfolio: held ? { file: PORTFOLIO.file, sha256: sha256(PORTFOLIO.text) } : null,
    },
    problems: [],
  });
}
