import type { Override } from '../../regimes/model/rules.ts';
import type { Regime } from '../../regimes/regime.ts';
import { carryHoldings, type HoldingMarket } from '../backtest/account/reconciliation/holding-market.ts';
import { decidedHoldings, openingHoldings } from '../backtest/account/reconciliation/holdings-of-decision.ts';
import { marketOfHoldings } from '../backtest/account/reconciliation/market-of-holdings.ts';
import type { Decision } from '../decision/decision.ts';
import type { RecordedEntry } from '../decision/decisions-before.ts';
import { engine } from '../decision/engine.ts';
import { showEntry } from '../decision/ledger.ts';
import { runMonth } from '../decision/monthly-run.ts';
import { type ModelBuildOptions, withReadOnlyCache } from '../decision/stocks/model-build-options.ts';
import { sessionOnOrBefore } from '../market/calendar/calendar.ts';
import { day, iso } from '../market/day.ts';
import { UserError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { parseRuleBook } from '../rulebook/parse.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { type OverrideLine, overrideLines } from './limits.ts';

/** A recorded decision that stood under an override, beside the same run without it. Fractions; dates ISO. */
export interface OverriddenDecision {
  readonly entry: number;
  readonly asOf: string;
  /** To the fill of the next recorded decision, or to the as-of date of the pack. */
  readonly until: string;
  readonly regime: Regime;
  readonly withoutOverride: Regime;
  /** Returns from the fill on, after planned charges and tax. */
  readonly own: number;
  readonly other: number;
  /** own − other: what the override added, below 0 what it cost. */
  readonly gain: number;
}

/** An override of the register, with what it added so far. */
export interface RegisteredOverride extends OverrideLine {
  /** Null where no recorded decision of the look-back stood under it, or it cannot be followed. */
  readonly outcome: {
    readonly decisions: readonly OverriddenDecision[];
    /** Compound of (1 + gain). */
    readonly total: number;
  } | null;
}

export interface RegisterRequest {
  /** Earlier decisions, oldest first. */
  readonly before: readonly RecordedEntry[];
  readonly now: Decision;
  readonly book: RuleBook;
  readonly modelBuild: ModelBuildOptions;
}

type Key = Pick<Override, 'author' | 'from' | 'expires' | 'regime'>;
const isSame = (a: Key, b: Key): boolean =>
  a.author === b.author && a.from === b.from && a.expires === b.expires && a.regime === b.regime;

/**
 * Every override of the rule book, and every other one under which a recorded decision of the look-back stood; each with the
 * result of the decisions made under it against the same runs without any override, both filled at the next close and left alone
 * until the next decision.
 */
export async function overrideRegister(
  store: Store,
  { before, now, book, modelBuild }: RegisterRequest,
): Promise<RegisteredOverride[]> {
  const lines = overrideLines(book, now.asOf);
  for (const { decision } of before) {
    const { override } = decision.regime;
    if (override && !lines.some((line) => isSame(line, override)))
      lines.push({ ...override, state: 'withdrawn' });
  }
  const overridden = before.flatMap(({ entry, decision }, k) =>
    decision.regime.override ? [{ entry, decision, next: before[k + 1]?.decision ?? null }] : [],
  );
  if (overridden.length === 0) return lines.map((line) => ({ ...line, outcome: null }));
  // One after another: a store has one connection.
  const pairs: Pair[] = [];
  for (const each of overridden)
    pairs.push({ ...each, without: await withoutOverrides(store, each.entry.seq, modelBuild) });
  const market = await marketOf(store, pairs, now, book);
  return lines.map((line) => {
    const of = pairs.filter(({ decision }) => isSame(decision.regime.override!, line));
    const decisions = market === null ? [] : of.flatMap((pair) => followed(pair, now, market) ?? []);
    const total = decisions.reduce((product, d) => product * (1 + d.gain), 1) - 1;
    return { ...line, outcome: decisions.length === 0 ? null : { decisions, total } };
  });
}

interface Pair {
  readonly entry: RecordedEntry['entry'];
  readonly decision: Decision;
  readonly next: Decision | null;
  readonly without: Decision;
}

/** The run of an entry with its own rule book less all overrides. */
async function withoutOverrides(store: Store, seq: number, modelBuild: ModelBuildOptions): Promise<Decision> {
  const { asOf, throughImport, texts } = await showEntry(store, seq);
  const book = parseRuleBook(texts.rulebook, `rule book of entry ${seq}`);
  const { decision } = await runMonth(store, {
    asOf: day(asOf),
    book: { ...book, regimes: { ...book.regimes, overrides: [] } },
    portfolio: texts.portfolio,
    engine: engine(),
    throughImport,
    modelBuild: withReadOnlyCache(modelBuild),
  });
  return decision;
}

/** Levels of everything that these decisions hold; null where they cannot be used. */
async function marketOf(
  store: Store,
  pairs: readonly Pair[],
  now: Decision,
  { allocations: { instruments } }: RuleBook,
): Promise<HoldingMarket | null> {
  const ids = pairs.flatMap(({ decision, without }) =>
    [decision, without].flatMap(({ allocation }) => [
      ...decidedHoldings(allocation).keys(),
      ...openingHoldings(allocation).keys(),
    ]),
  );
  try {
    const { market } = await marketOfHoldings(store, {
      from: day(pairs[0]!.decision.asOf),
      to: day(now.asOf),
      ids: new Set(ids),
      instruments,
    });
    return market;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

function followed(
  { entry, decision, next, without }: Pair,
  now: Decision,
  market: HoldingMarket,
): OverriddenDecision | null {
  const fillOf = (asOf: string): number => sessionOnOrBefore(market.sessions, day(asOf)) + 1;
  const filled = fillOf(decision.asOf);
  const end = next ? fillOf(next.asOf) : sessionOnOrBefore(market.sessions, day(now.asOf));
  if (filled >= end) return null;
  const resultOf = ({ allocation, execution }: Decision): number => {
    const cost = execution.kind === 'planned' ? execution.plan.cost.total / execution.plan.value : 0;
    return (1 - cost) * carryHoldings(decidedHoldings(allocation), market, filled, end).growth - 1;
  };
  const [own, other] = [resultOf(decision), resultOf(without)];
  return {
    entry: entry.seq,
    asOf: decision.asOf,
    until: iso(market.sessions[end]!),
    regime: decision.regime.regime,
    withoutOverride: without.regime.regime,
    own,
    other,
    gain: own - other,
  };
}
