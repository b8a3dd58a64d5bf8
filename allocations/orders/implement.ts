import type { AsOfView } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import type { FutureQuote } from '../../src/market/futures.ts';
import { INDIA_VIX, NIFTY, type SeriesKey } from '../../src/market/series.ts';
import type { Allocation } from '../allocation.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import type { HedgeRules } from '../hedge/hedge-rules.ts';
import { monthlyHedge, type MonthlyHedge } from '../hedge/monthly-hedge.ts';
import { type PortfolioFile, valueOf } from '../holdings/portfolio-file.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { execute } from './order-plan.ts';
import type { Execution } from './result.ts';
import type { Destination } from './position-lines.ts';

/** How an allocation is carried out, and the hedge that goes with it. */
export interface CarriedOut {
  readonly execution: Execution;
  readonly hedge: MonthlyHedge;
}

/** What orders and hedge are made from, the same whatever is allocated. */
export interface CarryOutInput {
  readonly view: AsOfView;
  readonly held: PortfolioFile | null;
  readonly basis: StockBasis | null;
  /** On the Nifty, as known at the as-of day. */
  readonly futures: readonly FutureQuote[];
  readonly costs: CostRules;
  readonly hedge: HedgeRules;
}

/** Orders, charges, tax and hedge of an allocation. */
export function carryOut(allocation: Allocation, input: CarryOutInput): CarriedOut {
  const { view, held, basis, futures, costs } = input;
  const { regime, risk, strategic } = allocation;
  const execution = execute({ asOf: view.asOf, held, ...destination(allocation), basis, costs });
  const session = lastSession(view);
  const hedge = monthlyHedge({
    asOf: session,
    regime,
    beta: risk.after.kind === 'unavailable' ? risk.after : risk.after.beta,
    value: held && rupeesOf(valueOf(held)),
    reserve: strategic.find((line) => line.id === 'hedge-reserve')?.target ?? 0,
    spot: closeOn(view, `${NIFTY}.close`, session),
    vix: closeOn(view, `${INDIA_VIX}.close`, session),
    futures,
    rules: input.hedge,
    costs,
  });
  return { execution, hedge };
}

/** Only where shares are known does turnover by share stop a move on its way. */
const destination = (allocation: Allocation): Destination =>
  allocation.method === 'risk-model'
    ? { towards: allocation.towards, reach: allocation.reach }
    : { towards: allocation.after, reach: 1 };

/** The Nifty's last session; the as-of day itself where there is none. */
const lastSession = (view: AsOfView): Day =>
  (view.column(`${NIFTY}.close`).observedOn.at(-1) as Day | undefined) ?? view.asOf;

function closeOn(view: AsOfView, key: SeriesKey, on: Day): number | null {
  const { observedOn, value } = view.column(key);
  return observedOn.at(-1) === on ? value.at(-1)! : null;
}
