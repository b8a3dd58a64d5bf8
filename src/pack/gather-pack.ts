import { historyRow } from '../../regimes/model/history-row.ts';
import {
  measureRecord,
  type MeasuredRecord,
  type RecordRequest,
} from '../backtest/account/measure-record.ts';
import type { BacktestRun } from '../backtest/backtest-run.ts';
import { listAttached } from '../decision/attach.ts';
import type { ResolutionEntry } from '../decision/attached-entry.ts';
import type { Decision } from '../decision/decision.ts';
import { filesOfEntry, listEntries, showEntry } from '../decision/ledger.ts';
import type { StoredFile } from '../decision/ledger-entry.ts';
import type { LedgerEntryWithTexts } from '../decision/ledger-table.ts';
import { listNotes } from '../decision/append-note.ts';
import type { MonthlyRun } from '../decision/monthly-run.ts';
import { parseDecision } from '../decision/read-decision.ts';
import type { Replay } from '../decision/replay.ts';
import { reproduceEntry } from '../decision/reproduce.ts';
import { engine } from '../decision/engine.ts';
import type { ModelBuildOptions } from '../decision/stocks/model-build-options.ts';
import { verifyLedger } from '../decision/verify-ledger.ts';
import { type Day, day } from '../market/day.ts';
import { userError, type UserError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { diffRuleBooks } from '../rulebook/change.ts';
import { parseRuleBook } from '../rulebook/parse.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { validateRegimesOfStore } from '../validation/regimes/validate-store.ts';
import type { RegimeValidation } from '../validation/regimes/result.ts';
import { portfolioBasis } from '../whatif/portfolio-basis.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import { scenarioResult, type ScenarioResult } from '../whatif/scenario-results.ts';
import { simulateBasis } from '../whatif/simulation/simulation-of-store.ts';
import type { SimulationOptions } from '../whatif/simulation/simulate.ts';
import { checkedSettings, type SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
import { stressBasis } from '../whatif/stress/stress-of-store.ts';
import { suppose } from '../whatif/suppose.ts';
import { warmMonth } from '../whatif/warm-month.ts';
import type { WhatIf } from '../whatif/what-if.ts';
import { annexure, type ApproachDetails } from './annexure.ts';
import { concentration } from './concentration.ts';
import { decisionPoint } from './decision-path.ts';
import { lastDecision } from './last-decision.ts';
import { bandLines, limitLines, overrideLines } from './limits.ts';
import { PACK_SCHEMA, type PackDecision, type PackDocument, type PackScenario } from './pack-document.ts';
import { available, missing } from './parts.ts';
import { packBacktest, readBacktestRun } from './read-backtest.ts';
import { decisionsBefore, type RecordedEntry } from './recorded-decisions.ts';
import { resultsByRegime } from './results-by-regime.ts';
import { turnovers } from './turnovers.ts';
import { weightSteps } from './weight-steps.ts';

/** What a pack is made of besides the store. */
export interface PackRequest {
  /** Number of the decision, or its as-of date; the last decision where neither is given. */
  readonly entry?: number;
  readonly asOf?: Day;
  /** Whether a decision that does not come out to the byte is printed as it was recorded. */
  readonly isAsRecorded: boolean;
  /** The account’s real record; null where none is given. Days after the as-of date are not seen. */
  readonly record: Omit<RecordRequest, 'to'> | null;
  /** The text of `backtest.json`, with its name; null where none is given. */
  readonly backtest: StoredFile | null;
  /** What the annexure says of the approach. */
  readonly approach: ApproachDetails;
  readonly scenarios: readonly ReadScenario[] | null;
  readonly simulation: { readonly settings: SimulationSettings; readonly options: SimulationOptions } | null;
  readonly hasEvidence: boolean;
  readonly modelBuild: ModelBuildOptions;
  /** The day of the caller's clock, against which vendor dates of the validation are read. */
  readonly today: Day;
}

/** A pack's document, and the results that its pages are drawn from. */
export interface GatheredPack {
  readonly document: PackDocument;
  readonly run: MonthlyRun;
  readonly book: RuleBook;
  readonly record: MeasuredRecord | null;
  readonly backtest: BacktestRun | null;
  /** The month as it is, and the scenarios beside it; null without scenarios. */
  readonly scenarios: { readonly asItIs: WhatIf; readonly results: readonly ScenarioResult[] } | null;
  readonly validation: RegimeValidation | null;
}

/**
 * Gathers a committee's pack from a recorded decision, everything as known on its as-of date: replays the decision, and
 * adds what a single run cannot know.
 *
 * @param store an open store; nothing is written to it.
 * @throws UserError where the ledger is broken, has no such decision, or the decision does not come out to the byte.
 */
export async function gatherPack(store: Store, request: PackRequest): Promise<GatheredPack> {
  const ledger = await verifyLedger(store);
  if (ledger.kind === 'broken')
    throw userError(
      'ledger-broken',
      `ledger entry ${ledger.entry}`,
      `${ledger.fault}; nothing is printed from a broken ledger.`,
      'Restore a copy of the store whose ledger verifies.',
    );
  const entry = await showEntry(store, await chosenEntry(store, request));
  const {
    replay,
    run: reproduced,
    book,
  } = await reproduceEntry(store, entry, {
    modelBuild: request.modelBuild,
    verifyData: false,
  });
  const asRecorded = replay.kind === 'differs' ? differenceText(replay) : null;
  if (asRecorded !== null && !request.isAsRecorded) throw notReproduced(entry.seq, asRecorded);
  const decision = asRecorded === null ? reproduced.decision : recordedDecision(entry);
  const run: MonthlyRun = { ...reproduced, decision };
  const asOf = day(entry.asOf);
  const runRequest = {
    asOf,
    book,
    portfolio: entry.texts.portfolio,
    engine: engine(),
    throughImport: entry.throughImport,
    modelBuild: request.modelBuild,
  };
  const basis = await portfolioBasis(store, runRequest, run);
  const backtest =
    request.backtest && readBacktestRun(request.backtest.text, request.backtest.file, entry.asOf);
  const before = await decisionsBefore(store, entry);
  const record = request.record && (await measureRecord(store, { ...request.record, to: asOf }));
  const scenarios = request.scenarios && (await runScenarios(run, request.scenarios, asOf, book));
  const validation = request.hasEvidence
    ? await validateRegimesOfStore(store, {
        book,
        knownOn: asOf,
        to: asOf,
        today: request.today,
        progress: request.modelBuild.progress,
        ...(request.modelBuild.signal && { signal: request.modelBuild.signal }),
      })
    : null;
  const path = [
    ...before.map((b) => decisionPoint(b.entry.seq, b.decision)),
    decisionPoint(entry.seq, decision),
  ];
  const followed = before.length > 0 ? await lastDecision(store, before, decision, book) : null;
  const overrides = overrideLines(book, entry.asOf);
  const concentrated = concentration(decision, basis.portfolio?.stocks ?? null);
  const document: PackDocument = {
    schema: PACK_SCHEMA,
    asOf: entry.asOf,
    simulated: decision.simulated,
    decision: await placeInLedger(store, entry),
    asRecorded,
    parts: {
      decision: {
        now: path.at(-1)!,
        before: path.at(-2) ?? null,
        override: decision.regime.override,
        resolution: await resolutionOn(store, entry.seq),
        contradicted: validation && contradictedTilts(validation, decision),
      },
      outcome: {
        last: followed
          ? available(followed)
          : missing(
              before.length === 0
                ? 'This is the first decision in the ledger.'
                : 'The last decision cannot be followed: no session lies between its fill and this one, or its levels are not in the store.',
              'Record a decision every month with trrm run; the next pack compares.',
            ),
        resolution: before.length === 0 ? null : await resolutionOn(store, before.at(-1)!.entry.seq),
        account: record?.reconciliation
          ? available({ from: record.reconciliation.from, to: record.reconciliation.to })
          : record
            ? missing(
                'No decision was recorded in time to be followed by the account.',
                'Record decisions with trrm run by the session after their as-of date.',
              )
            : missing(
                'What was really dealt is not known without a record of the account.',
                'Add --account CODE for an account in the store, or --record account.csv.',
              ),
      },
      regime: { monthsInForce: monthsInForce(run, book), overrides },
      allocation: { steps: weightSteps(decision.allocation) },
      trades: turnovers(decision),
      hedge: { path },
      attribution: {
        ladder: backtest
          ? available(packBacktest(backtest))
          : missing(
              'No back-test was given, so there is no ladder of notional funds.',
              'Run trrm backtest, and add --backtest FOLDER/backtest.json.',
            ),
      },
      performance: record ? available(withoutPaths(record)) : NO_RECORD,
      risk: {
        concentration: concentrated
          ? available(concentrated)
          : missing(
              'Without stock-level data there is no look-through, and so neither concentration nor liquidity.',
              'Import bhavcopies (trrm import), and record a decision with trrm run.',
            ),
        path,
      },
      byRegime: resultsByRegime(basis),
      whatIfs: scenarios
        ? available(scenarios.results.map(packScenario))
        : missing(
            'No saved scenarios were given.',
            'Save scenarios on the page of trrm serve, and add --scenarios scenarios.json.',
          ),
      stress: stressBasis(basis, request.modelBuild, {}),
      simulation: request.simulation
        ? available(
            await simulateBasis(
              basis,
              checkedSettings(request.simulation.settings),
              request.simulation.settings.yes === true,
              request.simulation.options,
            ),
          )
        : missing('No Monte Carlo simulation was asked for.', 'Add --simulate.'),
      health: {
        path,
        freshness: decision.vintage.map(({ series, last }) => ({ series, last, days: asOf - day(last) })),
        validation: validation
          ? available({ summary: validation.summary })
          : missing('The regime model was not validated for this pack.', 'Add --with-evidence.'),
      },
      limits: {
        limits: limitLines(decision),
        bands: bandLines(decision),
        overrides,
        ruleChanges: ruleChangesSince(before.at(-1), book),
      },
      annexure:
        record && request.record
          ? available(annexure(record.record.sheet, request.record.account, asOf, request.approach))
          : NO_RECORD,
      appendix: { rulebook: entry.texts.rulebook, problems: decision.problems },
    },
  };
  return { document, run, book, record, backtest, scenarios, validation };
}

const NO_RECORD = missing(
  'No record of a real account was given, so there is nothing of the firm’s own to show.',
  'Add --record account.csv, or --account CODE for an account in the store (docs/how-to/live-record.md).',
);

async function chosenEntry(store: Store, { entry, asOf }: PackRequest): Promise<number> {
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

async function placeInLedger(store: Store, entry: LedgerEntryWithTexts): Promise<PackDecision> {
  const kinds = [
    ...(await listEntries(store)).map((e) => ({ ...e, kind: 'decision' })),
    ...(await listNotes(store)),
    ...(await listAttached(store)),
  ];
  return {
    entry: entry.seq,
    hash: entry.hash,
    sha256: entry.decision,
    recordedOn: entry.recordedOn,
    // Later entries would change the pack every time one is recorded, this pack included.
    chain: kinds
      .filter(({ seq }) => seq <= entry.seq)
      .sort((a, b) => a.seq - b.seq)
      .map(({ seq, kind, asOf, hash }) => ({ entry: seq, kind, asOf, hash })),
    files: await filesOfEntry(store, entry.seq),
  };
}

/** The last resolution on a decision. */
async function resolutionOn(store: Store, seq: number): Promise<ResolutionEntry | null> {
  const found = (await listAttached(store)).findLast((e) => e.kind === 'resolution' && e.about === seq);
  return (found as ResolutionEntry | undefined) ?? null;
}

/** Months at whose end the present label was in force without a break, this one included. */
function monthsInForce({ called, decision }: MonthlyRun, book: RuleBook): number {
  const labels = called.history.map((month) => historyRow(month, book.regimes).regime);
  const change = labels.findLastIndex((label) => label !== decision.regime.regime);
  return labels.length - 1 - change;
}

const contradictedTilts = ({ tilts }: RegimeValidation, { regime }: Decision): string[] =>
  tilts.filter((t) => t.verdict === 'contradicted' && t.regime === regime.regime).map((t) => t.sleeve);

/** A record without the paths that its figures were drawn from. */
const withoutPaths = ({
  record,
  outcome,
  reconciliation,
  simulated,
  problems,
}: MeasuredRecord): Omit<MeasuredRecord, 'path' | 'benchmark'> => ({
  record,
  outcome,
  reconciliation,
  simulated,
  problems,
});

async function runScenarios(
  run: MonthlyRun,
  read: readonly ReadScenario[],
  asOf: Day,
  book: RuleBook,
): Promise<NonNullable<GatheredPack['scenarios']>> {
  const warm = warmMonth({ ...run, asOf, book });
  const results: ScenarioResult[] = [];
  for (const scenario of read) {
    const { result, problems } = await scenarioResult(warm, scenario);
    // A pack is signed: a scenario that cannot be computed as it was saved is refused, not shown in part.
    if (problems.length > 0 || !result)
      throw userError(
        'scenario',
        `scenario ${scenario.name || scenario.id.toUpperCase()}`,
        problems.map((p) => p.message).join(' '),
        'Correct it in the file of scenarios.',
      );
    results.push(result);
  }
  return { asItIs: await suppose(warm, { shocks: [], forced: null, assumedBook: book }), results };
}

const packScenario = ({ scenario, whatIf }: ScenarioResult): PackScenario => ({
  name: scenario.name,
  set: whatIf.set,
  regime: whatIf.after.regime,
  score: whatIf.after.score,
  final: whatIf.after.allocation.final,
  turnover: whatIf.after.allocation.turnover,
  loss: whatIf.loss && whatIf.loss.return,
});

/** Parameters that changed since the decision before; null for the first. */
const ruleChangesSince = (before: RecordedEntry | undefined, book: RuleBook) =>
  before
    ? diffRuleBooks(parseRuleBook(before.rulebook, `rule book of entry ${before.entry.seq}`), book)
    : null;
