import type { Day } from '../../src/market/day.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { switchingCost } from '../costs/switching-cost.ts';
import { type PortfolioFile, valueOf } from '../holdings/portfolio-file.ts';
import type { Weights } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import type { Gain } from '../tax/gain.ts';
import { type SwitchTax, switchTax } from '../tax/switch-tax.ts';
import { situationAt, type TaxSituation } from '../tax/tax-situation.ts';
import { worthWaiting } from '../tax/long-term-deferral.ts';
import type { Execution, ExecutionPlan } from './result.ts';
import { whereKnown } from '../costs/in-force-or.ts';
import { largeOrders } from './large-orders.ts';
import { linesOf } from './position-lines.ts';
import { type Deals, deals } from './size-orders.ts';
import { notReached, reachedBy } from './gap-to-plan.ts';
import { gainsOf } from './realised-gains.ts';
import { inRupees, ordersOf, ratesOf, taxTold, waitingTold, withoutPriceOf2018 } from './summary.ts';

export interface ExecutionRequest {
  readonly asOf: Day;
  /** Null where no portfolio was given. */
  readonly held: PortfolioFile | null;
  /** What is to be held, all of the way. */
  readonly towards: Weights;
  /** The part of the way that is gone. */
  readonly reach: number;
  readonly basis: StockBasis | null;
  readonly costs: CostRules;
}

/**
 * From weights to orders, their charges and their tax, as if dealt at the as-of day's prices. What charges and tax will
 * take is kept back in cash. Taxes count what the rule book tells of the year before. Unavailable without a portfolio, or
 * on a day that the tables of charges and taxes do not know.
 */
export function execute(request: ExecutionRequest): Execution {
  const { held } = request;
  if (!held) {
    return { kind: 'unavailable', why: 'Orders need a portfolio in ₹, and the run was given none.' };
  }
  return whereKnown<Execution>(
    () => ({ kind: 'planned', plan: plan(held, request) }),
    (why) => ({ kind: 'unavailable', why }),
  );
}

function plan(held: PortfolioFile, { asOf, towards, reach, basis, costs }: ExecutionRequest): ExecutionPlan {
  const { lines, cash, cashTarget, problems } = linesOf(held, { towards, reach }, basis);
  const counted = situationAt(asOf, costs.tax);
  const { situation } = counted;
  const { done, gains, tax, paid } = keptBack((forCosts) =>
    priced(deals({ lines, cash, cashTarget, forCosts, day: asOf }, costs), held, asOf, situation),
  );
  const value = valueOf(held);
  const charges = done.dealt.map((d) => d.charges);
  const cost = switchingCost(charges, tax, value, costs.holdingDays);
  const forTax = Math.max(0, tax?.paise ?? 0);
  const cashAfter = done.cash - paid - forTax;
  const orders = ordersOf(done.dealt);
  const reached = reachedBy(lines, cashTarget, done, cashAfter);
  return {
    value: rupeesOf(value),
    orders,
    tooSmall: done.tooSmall,
    reached,
    rates: ratesOf(done.dealt),
    cost: {
      charges: inRupees(cost.charges),
      total: rupeesOf(cost.paise),
      hurdle: 100 * cost.hurdle,
      hurdleAYear: 100 * cost.hurdleAYear,
      holdingDays: costs.holdingDays,
    },
    tax: tax ? taxTold(tax, counted, done.dealt) : { kind: 'unavailable', why: NO_LOTS },
    ...waitingTold(tax ? worthWaiting(gains, situation) : [], gains, situation),
    cash: { before: rupeesOf(cash), forTax: rupeesOf(forTax), after: rupeesOf(cashAfter) },
    problems: [
      ...problems,
      ...notReached(reached),
      ...largeOrders(orders, costs.participation),
      ...withoutPriceOf2018(gains),
      ...(tax ? counted.problems : []),
    ],
  };
}

const NO_LOTS =
  'The portfolio tells values only; what a sale is taxed takes the lots that were bought, with day, quantity and cost.';

/** Deals with what they cost in cash. Paise. */
interface Priced {
  readonly done: Deals;
  readonly gains: readonly Gain[];
  readonly tax: SwitchTax | null;
  /** Charges that are paid, which impact is not. */
  readonly paid: number;
}

function priced(done: Deals, held: PortfolioFile, asOf: Day, situation: TaxSituation): Priced {
  const gains = gainsOf(done.dealt, asOf);
  const paid = done.dealt
    .flatMap((d) => d.charges.lines)
    .reduce((sum, l) => (l.id === 'impact' ? sum : sum + l.paise), 0);
  const tax = held.kind === 'by-lot' ? switchTax(gains, situation) : null;
  return { done, gains, tax, paid };
}

const ROUNDS = 20;

/** Keeps back what deals cost, until what is kept back pays for the deals that are made when it is. */
function keptBack(deal: (forCosts: number) => Priced): Priced {
  let kept = 0;
  for (let round = 0; ; round++) {
    const found = deal(kept);
    const outlay = found.paid + Math.max(0, found.tax?.paise ?? 0);
    if (outlay <= kept || round === ROUNDS) return found;
    kept = outlay;
  }
}
