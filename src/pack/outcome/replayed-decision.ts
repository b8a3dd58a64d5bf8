import type { Decision } from '../../decision/document/decision.ts';
import { listEntries, showEntry } from '../../decision/ledger/ledger.ts';
import type { LedgerEntryWithTexts } from '../../decision/ledger/tables/ledger-table.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import { parseDecision } from '../../decision/document/read-decision.ts';
import type { Replay } from '../../decision/replay/replay.ts';
import { reproduceEntry } from '../../decision/replay/reproduce.ts';
import type { ModelBuildOptions } from '../../decision/stocks/model-build-options.ts';
import { verifyLedger } from '../../decision/ledger/verify-ledger.ts';
import { type Day, day } from '../../market/day.ts';
import { userError, type UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

/** Which decision of the ledger is shown. */
export interface DecisionChoice {
  /** Number of the decision, or its as-of date; the last decision where neither is given. */
  readonly entry?: number;
  readonly asOf?: Day;
  /** Whether a decision that does not come out to the byte is shown as it was recorded. */
  readonly isAsRecorded: boolean;
  readonly modelBuild: ModelBuildOptions;
}

/** A recorded decision with the run that it comes from. */
export interface ReplayedDecision {
  readonly entry: LedgerEntryWithTexts;
  /** With the decision as recorded. */
  readonly run: MonthlyRun;
  readonly book: RuleBook;
  /** Why it is shown as recorded; null where it came out to the byte. */
  readonly asRecorded: string | null;
}

/**
 * Makes a recorded decision again from its own data, rule book and holdings.
 *
 * @throws UserError where the ledger is broken, has no such decision, or the decision does not come out to the byte.
 */
export async function replayedDecision(store: Store, request: DecisionChoice): Promise<ReplayedDecision> {
  const ledger = await verifyLedger(store);
  if (ledger.kind === 'broken')
    throw userError(
      'ledger-broken',
      `ledger entry ${ledger.entry}`,
      `${ledger.fault}; nothing is printed from a broken ledger.`,
      'Restore a copy of the store whose ledger verifies.',
    );
  const entry = await showEntry(store, await chosenEntry(store, request));
  const { replay, run, book } = await reproduceEntry(store, entry, {
    modelBuild: request.modelBuild,
    verifyData: false,
  });
  if (replay.kind !== 'differs') return { entry, run, book, asRecorded: null };
  const asRecorded = differenceText(replay);
  if (!request.isAsRecorded) throw notReproduced(entry.seq, asRecorded);
  return { entry, run: { ...run, decision: recordedDecision(entry) }, book, asRecorded };
}

async function chosenEntry(store: Store, { entry, asOf }: DecisionChoice): Promise<number> {
  if (entry !== undefined) return entry;
  const entries = await listEntries(store);
  if (entries.length === 0)
    throw userError(
      'no-entry',
      'ledger',
      'No decision has been recorded yet.',
      'Record a decision with trrm run.',
    );
  if (asOf === undefined) return entries.at(-1)!.seq;
  const found = entries.findLast((e) => day(e.asOf) === asOf);
  if (found) return found.seq;
  throw userError(
    'no-entry',
    'ledger',
    'No decision of this date is recorded.',
    'List the decisions with trrm ledger list, or record one with trrm run --as-of.',
  );
}

function differenceText({ first, engine: versions }: Extract<Replay, { kind: 'differs' }>): string {
  if (first === null)
    return `only the version of the code differs: ${versions!.recorded.version} (sources ${versions!.recorded.sources.slice(0, 12)}) recorded, ${versions!.now.version} (${versions!.now.sources.slice(0, 12)}) now`;
  return `the first difference is at ${first.path}: ${first.recorded.slice(0, 80)} recorded, ${first.now.slice(0, 80)} now`;
}

const notReproduced = (seq: number, difference: string): UserError =>
  userError(
    'not-reproduced',
    `ledger entry ${seq}`,
    `It does not come out to the byte: ${difference}.`,
    `Print it as it was recorded with --as-recorded; trrm ledger replay ${seq} says more.`,
  );

const recordedDecision = ({ seq, texts }: LedgerEntryWithTexts): Decision =>
  parseDecision(texts.decision, `ledger entry ${seq}`);
