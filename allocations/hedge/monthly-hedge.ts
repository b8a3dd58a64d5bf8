import type { Regime } from '../../regimes/regime.ts';
import { type Day, displayDay, iso } from '../../src/market/day.ts';
import type { FutureQuote } from '../../src/market/futures.ts';
import type { ChargeId } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { whereKnown } from '../costs/in-force-or.ts';
import type { FuturesHedge } from './futures-hedge.ts';
import { hedge } from './hedge.ts';
import type { HedgeRules } from './hedge-rules.ts';
import type { PayoffPoint } from './payoff.ts';
import type { PutHedge } from './put-hedge.ts';
import { rollDay } from './roll.ts';

/** The hedge of a monthly run, as a decision tells it. Money in ₹, days in ISO form. */
export type MonthlyHedge =
  | { readonly kind: 'unavailable'; readonly why: string }
  | {
      readonly kind: 'none';
      readonly why: string;
      readonly beta: number | null;
      readonly targetBeta: number | null;
    }
  | {
      readonly kind: 'hedged';
      readonly why: string;
      readonly beta: number;
      readonly targetBeta: number;
      /** What margin and premium may take. */
      readonly budget: number;
      readonly spot: number;
      readonly future: number;
      readonly chosen: HedgeForm;
      /** The form that was not chosen, where there were two. */
      readonly instead: HedgeForm | null;
    };

export type HedgeForm = Told<FuturesHedge> | Told<PutHedge>;

/** A hedge with its days in ISO form and its charges in ₹. */
type Told<H extends FuturesHedge | PutHedge> = Omit<H, 'expiry' | 'charges' | 'roll' | 'payoff'> & {
  readonly expiry: string;
  readonly charges: Readonly<Record<ChargeId, number>>;
  readonly payoff: readonly PayoffPoint[];
} & (H extends FuturesHedge
    ? { readonly roll: { readonly day: string; readonly charges: number; readonly spread: number | null } }
    : unknown);

export interface MonthlyHedgeRequest {
  readonly asOf: Day;
  readonly regime: Regime;
  /** Of what is to be held, to what `HedgeRequest.beta` says; or why there is none. */
  readonly beta: number | { readonly why: string };
  /** ₹ of the portfolio; null where the run was given none. */
  readonly value: number | null;
  /** The hedge part of the portfolio, a fraction of it. */
  readonly reserve: number;
  /** The Nifty 50's close of the as-of day; null where it is not known. */
  readonly spot: number | null;
  /** As known at the as-of day. */
  readonly futures: readonly FutureQuote[];
  /** India VIX of the as-of day, in percent a year, to price puts by; null where it is not known. */
  readonly vix: number | null;
  readonly rules: HedgeRules;
  readonly costs: CostRules;
}

/**
 * Sizes the month's hedge by rule: whole lots of the near-month contract that bring beta down to the regime's target,
 * within the hedge part. A contract is near until its day of rolling. Puts are priced by India VIX, since the store
 * keeps no option prices (our choice; the smile makes puts out of the money dearer than that).
 */
export function monthlyHedge(request: MonthlyHedgeRequest): MonthlyHedge {
  const { asOf, regime, beta, value, reserve, spot, vix, rules, costs } = request;
  const targetBeta = rules.targetBeta[regime];
  const unavailable = (why: string): MonthlyHedge => ({ kind: 'unavailable', why });
  if (targetBeta === null) {
    const known = typeof beta === 'number' ? beta : null;
    return {
      kind: 'none',
      why: `The rule book hedges nothing in a ${regime} market.`,
      beta: known,
      targetBeta,
    };
  }
  if (typeof beta !== 'number') return unavailable(beta.why);
  if (value === null) return unavailable('A hedge needs a portfolio in ₹, and the run was given none.');
  const contracts = nearAndNext(request);
  if (spot === null || contracts === null) {
    return unavailable(
      `There is no price of Nifty futures of ${displayDay(asOf)}. Import NSE's derivatives bhavcopy of that day.`,
    );
  }
  const budget = reserve * value;
  const market = {
    day: asOf,
    spot,
    future: contracts.near.price,
    expiry: contracts.near.expiry,
    nextFuture: contracts.next?.price ?? null,
    put: vix === null ? null : ({ kind: 'volatility', volatility: vix / 100 } as const),
  };
  return whereKnown((): MonthlyHedge => {
    const found = hedge({ market, beta, targetBeta, value, budget }, rules, costs);
    if (found.kind === 'none') return { ...found, beta, targetBeta };
    const { chosen, instead, why } = found;
    const told = { chosen: formTold(chosen), instead: instead && formTold(instead) };
    return { kind: 'hedged', why, beta, targetBeta, budget, spot, future: market.future, ...told };
  }, unavailable);
}

interface Contract {
  readonly expiry: Day;
  readonly price: number;
}

/** The contract to hedge with on the day, and the one after it. Null where the day has no prices. */
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

function formTold(form: FuturesHedge | PutHedge): HedgeForm {
  const charges = Object.fromEntries(form.charges.lines.map((l) => [l.id, rupeesOf(l.paise)])) as Record<
    ChargeId,
    number
  >;
  const told = { expiry: iso(form.expiry), charges };
  if (form.kind === 'puts') return { ...form, ...told };
  const { day, charges: rolling, spread } = form.roll;
  return { ...form, ...told, roll: { day: iso(day), charges: rupeesOf(rolling.paise), spread } };
}
