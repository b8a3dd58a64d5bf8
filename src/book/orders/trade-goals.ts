import type { Day } from '../../market/day.ts';
import type { BookRules } from '../files/book-rules.ts';
import { leastTaxSales, type SaleCandidate } from './least-tax-sales.ts';

/** Why a line of an account is traded, or is not. */
export type TradeReason =
  'within the band' | 'outside the band' | 'exit' | 'restriction' | 'inflow' | 'outflow' | 'not tradable';

/** A line of an account. Weights are fractions of its value. */
export interface LineToTrade {
  readonly held: number;
  readonly target: number;
  readonly mayBuy: boolean;
  readonly maySell: boolean;
  /** Largest weight that restrictions allow: what is held above it is sold, whatever the band. Infinity where there is no limit. */
  readonly ceiling: number;
  readonly isTradable: boolean;
  /** For the tax of a sale; `room` and `sold` are set here. */
  readonly sale: Omit<SaleCandidate, 'room' | 'sold'>;
}

export interface TradeGoal {
  readonly weight: number;
  /** Largest weight that restrictions allow. */
  readonly ceiling: number;
  readonly reason: TradeReason;
}

/** The cash that an account is to have, as fractions of its value. */
export interface CashOfAccount {
  /** Money due, and what the model wants in cash. */
  readonly wanted: number;
  /** Money due and the client's floor: the share that must be reached. */
  readonly floor: number;
}

/** What an account aims at. */
export interface AccountTargets {
  readonly lines: readonly LineToTrade[];
  readonly cash: CashOfAccount;
}

const NOTHING = 1e-12;

/**
 * The weight to which each line of an account is traded.
 *
 * - A line outside its no-trade band moves to its target, and so do exits and what a restriction requires; others stay.
 * - Cash beyond what is wanted is invested by need: in proportion to what lines lack.
 * - Missing cash first reduces purchases. What is then still missing, because money is paid out, is raised from the holdings
 *   whose sale costs the least tax, each to at most a tolerance below its target; then in proportion to all that may be sold.
 *
 * @returns one goal per line; where nothing more can be sold, cash may be missing.
 */
export function tradeGoals(
  { lines, cash }: AccountTargets,
  rules: Pick<BookRules, 'noTrade' | 'outflowTolerance'>,
  day: Day,
): TradeGoal[] {
  const { points, relative } = rules.noTrade;
  const goals = lines.map((line): Goals[number] => {
    const { held, target, maySell } = line;
    const ceiling = maySell ? line.ceiling : Math.max(held, line.ceiling);
    const stay = (reason: TradeReason) => ({ weight: held, ceiling, reason });
    if (!line.isTradable) return stay('not tradable');
    const goal = allowed(line, target);
    if (Math.abs(goal - held) <= NOTHING) return stay('within the band');
    if (held > ceiling) return { weight: goal, ceiling, reason: 'restriction' };
    if (target <= 0) return { weight: goal, ceiling, reason: 'exit' };
    const isInside = Math.abs(target - held) <= Math.max(points.value, relative.value * target);
    return isInside ? stay('within the band') : { weight: goal, ceiling, reason: 'outside the band' };
  });
  const cashAfter = (): number => 1 - goals.reduce((sum, g) => sum + g.weight, 0);

  const surplus = cashAfter() - cash.wanted;
  if (surplus > points.value) invest(lines, goals, surplus);
  const missing = cash.wanted - cashAfter();
  const needed = Math.max(cash.floor - cashAfter(), missing > points.value ? missing : 0);
  if (needed > NOTHING) {
    const left = reducePurchases(lines, goals, needed);
    if (left > NOTHING) raise(lines, goals, left, rules.outflowTolerance.value, day);
  }
  return goals;
}

/** A target as far as restrictions allow to move there. */
const allowed = ({ held, mayBuy, maySell }: LineToTrade, target: number): number =>
  Math.max(maySell ? 0 : held, Math.min(mayBuy ? Infinity : held, target));

type Goals = { weight: number; readonly ceiling: number; reason: TradeReason }[];

function invest(lines: readonly LineToTrade[], goals: Goals, surplus: number): void {
  const lacks = lines.map((line, i) =>
    line.isTradable && line.mayBuy ? Math.max(0, line.target - goals[i]!.weight) : 0,
  );
  const total = lacks.reduce((sum, lack) => sum + lack, 0);
  if (total <= NOTHING) return;
  const part = Math.min(1, surplus / total);
  lacks.forEach((lack, i) => {
    if (lack <= NOTHING) return;
    const goal = goals[i]!;
    goal.weight += part * lack;
    if (goal.reason === 'within the band') goal.reason = 'inflow';
  });
}

/** @returns what is still missing. */
function reducePurchases(lines: readonly LineToTrade[], goals: Goals, needed: number): number {
  const purchases = lines.map(({ held }, i) => Math.max(0, goals[i]!.weight - held));
  const total = purchases.reduce((sum, p) => sum + p, 0);
  if (total <= NOTHING) return needed;
  const kept = Math.max(0, 1 - needed / total);
  lines.forEach(({ held }, i) => {
    if (purchases[i]! > 0) goals[i]!.weight = held + kept * purchases[i]!;
  });
  return needed - (1 - kept) * total;
}

function raise(
  lines: readonly LineToTrade[],
  goals: Goals,
  needed: number,
  tolerance: number,
  day: Day,
): void {
  const sell = (i: number, amount: number): void => {
    if (amount <= NOTHING) return;
    goals[i]!.weight = Math.max(0, goals[i]!.weight - amount);
    if (goals[i]!.reason === 'within the band') goals[i]!.reason = 'outflow';
  };
  const isSellable = (line: LineToTrade): boolean => line.isTradable && line.maySell;
  const sales = leastTaxSales(
    lines.map((line, i) => ({
      ...line.sale,
      room: isSellable(line) ? Math.max(0, goals[i]!.weight - Math.max(0, line.target - tolerance)) : 0,
      sold: Math.max(0, line.held - goals[i]!.weight),
    })),
    needed,
    day,
  );
  sales.forEach((amount, i) => sell(i, amount));
  const left = needed - sales.reduce((sum, s) => sum + s, 0);
  const rest = lines.map((line, i) => (isSellable(line) ? goals[i]!.weight : 0));
  const total = rest.reduce((sum, r) => sum + r, 0);
  if (left <= NOTHING || total <= NOTHING) return;
  const part = Math.min(1, left / total);
  rest.forEach((weight, i) => sell(i, part * weight));
}
