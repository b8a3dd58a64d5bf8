import type { Override } from '../../../regimes/model/rules.ts';
import type { HoldingMarket } from '../../backtest/account/reconciliation/holding-market.ts';
import {
  decidedHoldings,
  openingHoldings,
} from '../../backtest/account/reconciliation/holdings-of-decision.ts';
import { marketOfHoldings } from '../../backtest/account/reconciliation/market-of-holdings.ts';
import type { Decision } from '../../decision/document/decision.ts';
import type { RecordedEntry } from '../../decision/ledger/decisions-before.ts';
import { engine } from '../../decision/engine.ts';
import { showEntry } from '../../decision/ledger/ledger.ts';
import { runMonth } from '../../decision/run/monthly-run.ts';
import { type ModelBuildOptions, withReadOnlyCache } from '../../decision/stocks/model-build-options.ts';
import { day } from '../../market/day.ts';
import { UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { parseRuleBook } from '../../rulebook/parse.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { type OverrideLine, overrideLines } from './limits.ts';
import { type DecisionWithout, overrideOutcome, type OverrideOutcome } from './override-outcome.ts';

/** An override of the register, with what it added so far. */
export interface RegisteredOverride extends OverrideLine {
  /** Null where no recorded decision of the look-back stood under it, or it cannot be followed. */
  readonly outcome: OverrideOutcome | null;
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
  const pairs: DecisionWithout[] = [];
  for (const each of overridden)
    pairs.push({ ...each, without: await withoutOverrides(store, each.entry.seq, modelBuild) });
  const market = await marketOf(store, pairs, now, book);
  return lines.map((line) => {
    const of = pairs.filter(({ decision }) => isSame(decision.regime.override!, line));
    return { ...line, outcome: market && overrideOutcome(of, now.asOf, market) };
  });
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
  pairs: readonly DecisionWithout[],
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
