import type { Regime } from '../../regimes/regime.ts';
import { type Day, displayDay, iso } from '../../src/market/day.ts';
import type { FutureQuote } from '../../src/market/futures.ts';
import type { ChargeId } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { inForceOr } from '../costs/in-force-or.ts';
import { contractOf, type HeldFuture } from '../holdings/held-future.ts';
import { pricedFutures, withHeldFutures } from './held-position.ts';
import type { FuturesHedge } from './futures-hedge.ts';
import { hedge } from './hedge.ts';
import type { HedgeRules } from './hedge-rules.ts';
import type { PutHedge } from './put-hedge.ts';
import type { HedgeForm, MonthlyHedge } from './result.ts';
import { rollDay } from './roll.ts';

export interface MonthlyHedgeRequest {
  readonly asOf: Day;
  readonly regime: Regime;
  /** Beta of the final weights, as defined in `HedgeRequest.beta`, or the reason why it is not known. */
  readonly beta: number | { readonly reason: string };
  /** Portfolio value in ₹; null if the run has no portfolio file. */
  readonly value: number | null;
  /** The hedge reserve, as a fraction of the portfolio. */
  readonly reserve: number;
  /** Nifty 50 close of the as-of day; null if not known. */
  readonly spot: number | null;
  /** Nifty futures quotes, as known on the as-of day. */
  readonly futures: readonly FutureQuote[];
  /** Daily volatility of the Nifty as the exchange estimates it, for margins; null if not known. */
  readonly marginVolatility: number | null;
  /** India VIX of the as-of day, in percent a year, used to price puts; null if not known. */
  readonly vix: number | null;
  readonly rules: HedgeRules;
  readonly costs: CostRules;
  /** Futures in the portfolio file; default: none. */
  readonly held?: readonly HeldFuture[];
}

/**
 * Sizes the month's hedge by rule: whole lots of the near-month contract that reduce beta to the regime's target, within
 * the hedge reserve. A contract is near-month until its roll day. Puts are priced with India VIX, because the store has no
 * option prices (our choice; it ignores the volatility skew, which makes out-of-the-money puts more expensive).
 */
export function monthlyHedge(request: MonthlyHedgeRequest): MonthlyHedge {
  const { asOf, futures, held = [], costs } = request;
  const priced = pricedFutures(held, futures, asOf);
  if ('missing' in priced)
    return {
      kind: 'unavailable',
      reason: `The store has no price of ${priced.missing} on ${displayDay(asOf)}. Import NSE's derivatives bhavcopy of that day, or remove the contract from the portfolio file if it has expired.`,
    };
  const near = nearAndNext(request)?.near ?? null;
  const planned = planHedge(request, priced.find((h) => h.expiry === near?.expiry)?.units ?? 0);
  const contract = near && { ...near, contract: contractOf(near.expiry) };
  return inForceOr(
    () => withHeldFutures(planned, priced, contract, asOf, costs),
    (reason): MonthlyHedge => ({ kind: 'unavailable', reason }),
  );
}

function planHedge(request: MonthlyHedgeRequest, heldUnits: number): MonthlyHedge {
  const { asOf, regime, beta, value, reserve, spot, vix, marginVolatility, rules, costs } = request;
  const targetBeta = rules.targetBeta[regime];
  const unavailable = (reason: string): MonthlyHedge => ({ kind: 'unavailable', reason });
  if (targetBeta === null) {
    const known = typeof beta === 'number' ? beta : null;
    return {
      kind: 'none',
      reason: `The rule book sets no hedge in the ${regime} regime.`,
      beta: known,
      targetBeta,
    };
  }
  if (typeof beta !== 'number') return unavailable(beta.reason);
  if (value === null) return unavailable('A hedge needs a portfolio with values in ₹; this run has none.');
  const contracts = nearAndNext(request);
  if (spot === null || contracts === null) {
    return unavailable(
      `The store has no Nifty futures prices of ${displayDay(asOf)}. Import NSE's derivatives bhavcopy of that day.`,
    );
  }
  const budget = reserve * value;
  const market = {
    day: asOf,
    spot,
    future: contracts.near.price,
    expiry: contracts.near.expiry,
    nextFuture: contracts.next?.price ?? null,
    marginVolatility,
    put: vix === null ? null : ({ kind: 'volatility', volatility: vix / 100 } as const),
  };
  return inForceOr((): MonthlyHedge => {
    const result = hedge({ market, beta, targetBeta, value, budget, heldUnits }, rules, costs);
    if (result.kind === 'none') return { ...result, beta, targetBeta };
    const { chosen, alternative, reason } = result;
    const forms = { chosen: publishedForm(chosen), alternative: alternative && publishedForm(alternative) };
    return { kind: 'hedged', reason, beta, targetBeta, budget, spot, future: market.future, ...forms };
  }, unavailable);
}

interface Contract {
  readonly expiry: Day;
  readonly price: number;
}

/** The near-month contract and the next one. Null if there are no prices on the day. */
function nearAndNext({
  asOf,
  futures,
  rules,
}: MonthlyHedgeRequest): { near: Contract; next: Contract | null } | null {
  const open = futures.flatMap(({ observedOn, expiry, close, settle }): Contract[] => {
    const price = close ?? settle;
    const isOpen = observedOn === asOf && rollDay(expiry, rules.rollDaysBefore) > asOf;
    return isOpen && price !== null ? [{ expiry, price }] : [];
  });
  const [near, next] = open.sort((a, b) => a.expiry - b.expiry);
  return near ? { near, next: next ?? null } : null;
}

function publishedForm(form: FuturesHedge | PutHedge): HedgeForm {
  const charges = Object.fromEntries(form.charges.lines.map((l) => [l.id, rupeesOf(l.paise)])) as Record<
    ChargeId,
    number
  >;
  const common = { expiry: iso(form.expiry), charges };
  if (form.kind === 'puts') return { ...form, ...common };
  const { day, charges: rolling, spread } = form.roll;
  const { marginRate, cashNeeds, ...rest } = form;
  const needs = cashNeeds.map((need) => ({ ...need }));
  return {
    ...rest,
    marginRate,
    cashNeeds: needs,
    ...common,
    roll: { day: iso(day), charges: rupeesOf(rolling.paise), spread },
  };
}
