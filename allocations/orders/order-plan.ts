import type { Day } from '../../src/market/day.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { switchingCost } from '../costs/switching-cost.ts';
import { type PortfolioFile, valueOf } from '../holdings/portfolio-file.ts';
import type { Weights } from '../positions.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import type { Gain } from '../tax/gain.ts';
import { type SwitchTax, switchTax } from '../tax/switch-tax.ts';
import { situationAt, type TaxSituation } from '../tax/tax-situation.ts';
import { worthwhileDeferrals } from '../tax/long-term-deferral.ts';
import type { Execution, ExecutionPlan } from './result.ts';
import { inForceOr } from '../costs/in-force-or.ts';
import { largeOrderWarning } from './large-orders.ts';
import { type IndexLevels, type PositionLines, positionLines, type Rebalance } from './position-lines.ts';
import { type SizedOrders, sizeOrders } from './size-orders.ts';
import { gapWarning, reachedAfter } from './gap-to-plan.ts';
import { realisedGains } from './realised-gains.ts';
import {
  inRupees,
  orderSummary,
  rateSummary,
  taxSummary,
  deferralSummary,
  missingPriceOf2018,
} from './summary.ts';

export interface OrderPlanRequest {
  readonly asOf: Day;
  /** Null if the run has no portfolio file. */
  readonly portfolio: PortfolioFile | null;
  /** Weights after the full rebalancing. */
  readonly destination: Weights;
  /** Fraction of every trade that is completed, 0 to 1. */
  readonly completion: number;
  readonly newMoney?: Rebalance['newMoney'];
  readonly stocks: StockSnapshot | null;
  /** Indices by which positions are held; default: none. */
  readonly indices?: IndexLevels;
  readonly costs: CostRules;
}

/**
 * Turns weights into orders with their charges and tax, at the prices of the as-of date. Cash is reserved for charges and
 * tax. The tax takes into account the gains and losses of the year that the rule book reports. Unavailable without a
 * portfolio, or on a day that the tables of charges and taxes do not cover.
 */
export function planOrders(request: OrderPlanRequest): Execution {
  const { portfolio } = request;
  if (!portfolio) {
    return { kind: 'unavailable', reason: 'Orders need a portfolio with values in ₹; this run has none.' };
  }
  return inForceOr<Execution>(
    () => ({ kind: 'planned', plan: plan(portfolio, request) }),
    (reason) => ({ kind: 'unavailable', reason }),
  );
}

function plan(
  portfolio: PortfolioFile,
  { asOf, destination, completion, newMoney = null, stocks, indices, costs }: OrderPlanRequest,
): ExecutionPlan {
  const lines = positionLines(portfolio, { destination, completion, newMoney }, stocks, indices);
  const tax: TaxOfSales = portfolio.kind === 'by-lot' ? COMPUTED : { kind: 'unavailable', reason: NO_LOTS };
  return planOrderLines({ asOf, lines, value: valueOf(portfolio), tax, costs });
}

/** Whether the tax on sales is computed, and why not. */
export type TaxOfSales =
  { readonly kind: 'computed' } | { readonly kind: 'unavailable'; readonly reason: string };
const COMPUTED: TaxOfSales = { kind: 'computed' };

export interface LinePlanRequest {
  readonly asOf: Day;
  readonly lines: PositionLines;
  /** Paise: of the opening portfolio, cash included. */
  readonly value: number;
  readonly tax: TaxOfSales;
  readonly costs: CostRules;
}

/**
 * The order plan of lines that have their targets.
 *
 * @throws UserError on a day that the tables of charges and taxes do not cover.
 */
export function planOrderLines({
  asOf,
  lines: { lines, cash, cashTarget, problems },
  value,
  tax: ofSales,
  costs,
}: LinePlanRequest): ExecutionPlan {
  const applicable = situationAt(asOf, costs.tax);
  const { situation } = applicable;
  const taxed = ofSales.kind === 'computed' ? situation : null;
  const { sized, gains, tax, paid } = withReserveForCosts((forCosts) =>
    priced(sizeOrders({ lines, cash, cashTarget, forCosts, day: asOf }, costs), asOf, taxed),
  );
  const charges = sized.orders.map((o) => o.charges);
  const cost = switchingCost(charges, tax, value, costs.holdingDays);
  const taxReserve = Math.max(0, tax?.paise ?? 0);
  const cashAfter = sized.cash - paid - taxReserve;
  const orders = orderSummary(sized.orders);
  const reached = reachedAfter(lines, cashTarget, sized, cashAfter);
  return {
    value: rupeesOf(value),
    orders,
    belowMinimum: sized.belowMinimum,
    reached,
    rates: rateSummary(sized.orders),
    cost: {
      charges: inRupees(cost.charges),
      total: rupeesOf(cost.paise),
      breakEvenReturn: 100 * cost.breakEvenReturn,
      annualBreakEvenReturn: 100 * cost.annualBreakEvenReturn,
      holdingDays: costs.holdingDays,
    },
    tax: ofSales.kind === 'computed' ? taxSummary(tax!, applicable, sized.orders) : ofSales,
    ...deferralSummary(tax ? worthwhileDeferrals(gains, situation) : [], gains, situation),
    cash: { opening: rupeesOf(cash), taxReserve: rupeesOf(taxReserve), final: rupeesOf(cashAfter) },
    problems: [
      ...problems,
      ...gapWarning(reached),
      ...largeOrderWarning(orders, costs.participation),
      ...missingPriceOf2018(gains),
      ...(tax ? applicable.problems : []),
    ],
  };
}

const NO_LOTS =
  'The portfolio file gives values only; tax on sales needs the purchase lots, with date, quantity and cost.';

/** Sized orders with their cash costs, in paise. */
interface Priced {
  readonly sized: SizedOrders;
  readonly gains: readonly Gain[];
  readonly tax: SwitchTax | null;
  /** Charges paid in cash, so without market impact. */
  readonly paid: number;
}

/** @param taxed null where the tax is not computed. */
function priced(sized: SizedOrders, asOf: Day, taxed: TaxSituation | null): Priced {
  const gains = realisedGains(sized.orders, asOf);
  const paid = sized.orders
    .flatMap((o) => o.charges.lines)
    .reduce((sum, l) => (l.id === 'impact' ? sum : sum + l.paise), 0);
  const tax = taxed && switchTax(gains, taxed);
  return { sized, gains, tax, paid };
}

const MAX_ROUNDS = 20;

/** Sizes orders with a rising cash reserve until the reserve covers the costs of the orders made with it. */
function withReserveForCosts(size: (forCosts: number) => Priced): Priced {
  let reserve = 0;
  for (let round = 0; ; round++) {
    const priced = size(reserve);
    const outlay = priced.paid + Math.max(0, priced.tax?.paise ?? 0);
    if (outlay <= reserve || round === MAX_ROUNDS) return priced;
    reserve = outlay;
  }
}
