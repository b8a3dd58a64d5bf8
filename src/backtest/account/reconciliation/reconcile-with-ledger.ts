import { parseDecision } from '../../../decision/document/read-decision.ts';
import { DECISION_SCHEMA } from '../../../decision/document/decision.ts';
import type { LedgerEntry } from '../../../decision/ledger/entries/ledger-entry.ts';
import { listEntries, showEntry } from '../../../decision/ledger/ledger.ts';
import type { AccountRows } from '../../../market/accounts/read-account.ts';
import { type Day, day, iso } from '../../../market/day.ts';
import { type Problem, UserError } from '../../../market/problem.ts';
import type { Store } from '../../../market/store/store.ts';
import { parseRuleBook } from '../../../rulebook/parse.ts';
import type { ValuePath } from '../../statistics/value-path.ts';
import { decidedHoldings, openingHoldings } from './holdings-of-decision.ts';
import { marketOfHoldings } from './market-of-holdings.ts';
import type { RecordedDecision } from './paper-portfolio.ts';
import { type Reconciliation, reconcileAccount } from './reconcile-account.ts';

/**
 * Reconciles an account with the decisions in a store's ledger: the paper portfolio that followed them, why the account's return
 * differs, orders beside trades, and how far weights are apart.
 *
 * @param store an open store with the ledger and the prices of what was decided.
 * @param path the account's net time-weighted path, as `accountRecord` returns it.
 * @param account what it was valued at, traded and held; without trades, orders are not compared.
 * @returns the reconciliation (returns and weights as fractions, money in ₹); null where no decision was recorded in time to be
 *   followed, or its levels cannot be used, with the reason among the problems.
 * @example
 * import { openStore } from 'trrm';
 * import { accountRecord, readAccountFile, reconcileWithLedger } from 'trrm/backtest';
 *
 * const text = 'date,value,flow,fees\n2025-01-31,1000000,,\n2025-02-28,1010000,,\n2025-03-28,990000,,\n';
 * const days = readAccountFile(text, 'account.csv');
 * const { path } = accountRecord('A1', days);
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { found } = await reconcileWithLedger(store, path, { days, trades: [], holdings: [] });
 * await store.close();
 * console.log(found?.returns?.paper ?? 'No decision was recorded in time for these months.');
 */
export async function reconcileWithLedger(
  store: Store,
  path: ValuePath,
  account: AccountRows,
): Promise<{ readonly found: Reconciliation | null; readonly problems: readonly Problem[] }> {
  const [first, last] = [path.days[0]!, path.days.at(-1)!];
  const entries = concerning(await listEntries(store), first, last);
  if (entries.length === 0) return { found: null, problems: [] };
  const { recorded, rulebook, problems } = await readDecisions(store, entries);
  if (rulebook === null) return { found: null, problems };
  try {
    const { market, problems: ofMarket } = await marketOfHoldings(store, {
      from: day(recorded[0]!.decision.asOf),
      to: last,
      ids: idsOf(recorded, account),
      instruments: parseRuleBook(rulebook, 'the rule book of the ledger').allocations.instruments,
    });
    const found = reconcileAccount({ recorded, path, ...account, market });
    return { found, problems: [...problems, ...(found ? [...ofMarket, ...found.problems] : [noneLive()])] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The record stands without its comparison with the ledger.
    return {
      found: null,
      problems: [...problems, ...error.problems.map((p) => ({ ...p, severity: 'warning' as const }))],
    };
  }
}

const noneLive = (): Problem => ({
  severity: 'note',
  code: 'no-live-decision',
  about: 'ledger',
  message:
    'No decision was recorded by the close at which it would have been filled, so there is no paper portfolio to compare with.',
  remedy: 'Record decisions with trrm run by the session after their as-of date.',
});

/** The entries of a span, and the last day with entries before it, whose decision is in force when the span begins. */
function concerning(entries: readonly LedgerEntry[], first: Day, last: Day): LedgerEntry[] {
  const before = entries.filter((e) => e.asOf <= iso(first)).map((e) => e.asOf);
  const from = before.sort().at(-1) ?? iso(first);
  return entries.filter((e) => e.asOf >= from && e.asOf < iso(last));
}

async function readDecisions(
  store: Store,
  entries: readonly LedgerEntry[],
): Promise<{
  readonly recorded: readonly RecordedDecision[];
  /** Of the last of them. */
  readonly rulebook: string | null;
  readonly problems: readonly Problem[];
}> {
  const recorded: RecordedDecision[] = [];
  const old: number[] = [];
  let rulebook: string | null = null;
  for (const { seq, recordedOn } of entries) {
    const { texts } = await showEntry(store, seq);
    if ((JSON.parse(texts.decision) as { readonly schema?: unknown }).schema !== DECISION_SCHEMA) {
      old.push(seq);
      continue;
    }
    const decision = parseDecision(texts.decision, `ledger entry ${seq}`);
    recorded.push({ entry: seq, recordedOn, decision });
    rulebook = texts.rulebook;
  }
  recorded.sort((a, b) => (a.decision.asOf < b.decision.asOf ? -1 : 1) || a.entry - b.entry);
  const problems: Problem[] =
    old.length === 0
      ? []
      : [
          {
            severity: 'warning',
            code: 'decision-version',
            about: `ledger entries ${old.join(', ')}`,
            message: `were written by an earlier version, in another form than ${DECISION_SCHEMA}, and are not followed.`,
            remedy: 'They can be read with trrm ledger show.',
          },
        ];
  return { recorded, rulebook, problems };
}

function* idsOf(recorded: readonly RecordedDecision[], account: AccountRows): Generator<string> {
  for (const { decision } of recorded) {
    yield* decidedHoldings(decision.allocation).keys();
    yield* openingHoldings(decision.allocation).keys();
    if (decision.execution.kind === 'planned') for (const { id } of decision.execution.plan.orders) yield id;
  }
  for (const { isin } of account.trades) yield isin;
  for (const { isin } of account.holdings) yield isin;
}
