import { withIndexSleeves } from '../../allocations/stocks/index-sleeves.ts';
import { listEntries, showEntry } from '../decision/ledger/ledger.ts';
import type { Manifest } from '../decision/document/decision.ts';
import { parseDecision } from '../decision/document/read-decision.ts';
import { reproduceEntry } from '../decision/replay/reproduce.ts';
import { sha256 } from '../market/files/sha256.ts';
import type { ModelBuildOptions } from '../decision/stocks/model-build-options.ts';
import { userError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import type { MonthlyRun } from '../decision/run/monthly-run.ts';
import type { Decision } from '../decision/document/decision.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import type { StoredFile } from '../decision/ledger/entries/ledger-entry.ts';
import type { ExplainInput } from './explain.ts';
import type { MadeDecision } from './rule.ts';
import { rowFinder } from './rows.ts';

/** A recorded decision, ready to be explained while its store is open. */
export interface ExplainedDecision extends ExplainInput {
  readonly entry: number;
  /** The version of the program that recorded it, where it is not this one: the figures are the same. */
  readonly recordedBy: Manifest['engine'] | null;
}

/**
 * Makes a recorded decision again from its store, so that its figures can be explained from what they were made of.
 *
 * @param store an open store; nothing is written to it.
 * @param text the bytes of a decision.json that the ledger of the store has.
 * @param file its name, for messages.
 * @param modelBuild where models of stocks are cached, and how progress of building them is reported.
 * @returns the decision ready for `explainFigure`, and its ledger entry.
 * @throws UserError for a decision that the ledger does not have, or one that does not come out the same: an explanation of
 *   other figures would be wrong.
 * @example
 * import { readFileSync } from 'node:fs';
 * import { explainedDecision, modelsBesideStore, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const file = '.trrm/demo/decision.json';
 * const { entry } = await explainedDecision(store, readFileSync(file, 'utf8'), file, {
 *   cache: { ...modelsBesideStore(store.file), writable: false },
 *   progress: () => {},
 * });
 * await store.close();
 * console.log(entry);
 */
export async function explainedDecision(
  store: Store,
  text: string,
  file: string,
  modelBuild: ModelBuildOptions,
): Promise<ExplainedDecision> {
  const decision = parseDecision(text, file);
  const hash = sha256(text);
  const entry = (await listEntries(store)).find((e) => e.decision === hash);
  if (!entry)
    throw userError(
      'not-recorded',
      file,
      `is not in the ledger of ${store.file}: no entry has the SHA-256 ${hash}. Its rule book and its rows are not known.`,
      'Name the store that it was made from with --store, or compare the file with trrm verify.',
    );
  const recorded = await showEntry(store, entry.seq);
  const { replay, run, book } = await reproduceEntry(store, recorded, { modelBuild, verifyData: false });
  if (replay.kind === 'differs' && replay.first)
    throw userError(
      'not-reproduced',
      `ledger entry ${entry.seq}`,
      `does not come out as recorded: ${replay.first.path} was ${replay.first.recorded} and is ${replay.first.now}.`,
      'An explanation would be of other figures. trrm ledger replay says what is known of the difference.',
    );
  const made = madeFrom(decision, run, book);
  return {
    made,
    findRows: rowFinder(store, made, recorded.texts.portfolio),
    entry: entry.seq,
    recordedBy: replay.kind === 'differs' ? (replay.engine?.recorded ?? null) : null,
  };
}

/** A run that was just made, ready to be explained while its store is open. */
export function explainedRun(
  store: Store,
  run: MonthlyRun,
  book: RuleBook,
  portfolio: StoredFile | null,
): ExplainInput {
  const made = madeFrom(run.decision, run, book);
  return { made, findRows: rowFinder(store, made, portfolio) };
}

function madeFrom(decision: Decision, run: MonthlyRun, book: RuleBook): MadeDecision {
  const { stocks, view } = run.orderInput;
  return { decision, book, run, stocks: stocks && withIndexSleeves(stocks, view, book.allocations) };
}
