import { withIndexSleeves } from '../../allocations/stocks/index-sleeves.ts';
import {
  measureRecord,
  type MeasuredRecord,
  type RecordRequest,
} from '../backtest/account/measure-record.ts';
import type { BacktestRun } from '../backtest/backtest-run.ts';
import type { Decision } from '../decision/document/decision.ts';
import { engine } from '../decision/engine.ts';
import { calendarAt } from '../decision/run/open-run.ts';
import { riskSessions } from '../decision/stocks/risk-sessions.ts';
import type { StoredFile } from '../decision/ledger/entries/ledger-entry.ts';
import type { MonthlyRun } from '../decision/run/monthly-run.ts';
import { explainedRun } from '../explain/explained-decision.ts';
import type { Explanation } from '../explain/explanation.ts';
import { headlineExplanations } from '../explain/headline-explanations.ts';
import { type Day, day } from '../market/day.ts';
import type { Store } from '../market/store/store.ts';
import { SESSIONS_A_YEAR } from '../math/annualise.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { validateRegimesOfStore } from '../validation/regimes/validate-store.ts';
import type { RegimeValidation } from '../validation/regimes/result.ts';
import { portfolioBasis } from '../whatif/portfolio-basis.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import { simulateBasis } from '../whatif/simulation/simulation-of-store.ts';
import type { SimulationOptions } from '../whatif/simulation/simulate.ts';
import { checkedSettings, type SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
import { packStress } from './stress-part.ts';
import { annexure, type ApproachDetails } from './annexure.ts';
import { concentration } from './concentration.ts';
import { decisionPoint } from './outcome/decision-path.ts';
import { modelHealth } from './health/model-health.ts';
import { lastDecision } from './outcome/last-decision.ts';
import { modelAccuracy } from './health/model-accuracy.ts';
import { limitsPart } from './limits/limits-part.ts';
import { overrideRegister } from './limits/override-register.ts';
import { outcomePart } from './outcome/outcome-part.ts';
import { PACK_SCHEMA, type PackDocument } from './document/pack-document.ts';
import { type ComputedScenarios, packScenario, runScenarios } from './pack-scenarios.ts';
import { available, missing } from './document/parts.ts';
import { NO_RECORD, performancePart } from './performance-part.ts';
import { placeInLedger, resolutionOn } from './outcome/place-in-ledger.ts';
import { packBacktest, readBacktestRun } from './read-backtest.ts';
import { decisionsBefore, LOOKED_BACK } from '../decision/ledger/decisions-before.ts';
import { regimePart } from './regime-part.ts';
import { type DecisionChoice, replayedDecision } from './outcome/replayed-decision.ts';
import { resultsByRegime } from './results-by-regime.ts';
import { riskYear } from './health/risk-year.ts';
import { turnovers } from './turnovers.ts';
import { weightSteps } from './weight-steps.ts';

/** What a pack is made of besides the store. */
export interface PackRequest extends DecisionChoice {
  /** The account’s real record; null where none is given. Days after the as-of date are not seen. */
  readonly record: Omit<RecordRequest, 'to'> | null;
  /** The text of `backtest.json`, with its name; null where none is given. */
  readonly backtest: StoredFile | null;
  /** What the annexure says of the approach. */
  readonly approach: ApproachDetails;
  readonly scenarios: readonly ReadScenario[] | null;
  readonly simulation: { readonly settings: SimulationSettings; readonly options: SimulationOptions } | null;
  /** The day of the caller's clock on which the regime model is validated, against which vendor dates are read; null for no validation. */
  readonly validateOn: Day | null;
  /** Whether the figures of the first page are explained. */
  readonly hasExplanations: boolean;
}

/** A pack's document, and the results that its pages are drawn from. */
export interface GatheredPack {
  readonly document: PackDocument;
  readonly run: MonthlyRun;
  readonly book: RuleBook;
  readonly record: MeasuredRecord | null;
  readonly backtest: BacktestRun | null;
  /** The month as it is, and the scenarios beside it; null without scenarios. */
  readonly scenarios: ComputedScenarios | null;
  readonly validation: RegimeValidation | null;
  /** Of the first page’s figures; empty where none were asked for. */
  readonly explanations: readonly Explanation[];
}

/**
 * Gathers a committee's pack from a recorded decision, everything as known on its as-of date: replays the decision, and
 * adds what a single run cannot know.
 *
 * @param store an open store; nothing is written to it.
 * @throws UserError where the ledger is broken, has no such decision, or the decision does not come out to the byte.
 */
export async function gatherPack(store: Store, request: PackRequest): Promise<GatheredPack> {
  const { entry, run, book, asRecorded } = await replayedDecision(store, request);
  const { decision } = run;
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
  const recorded = await decisionsBefore(store, entry, Infinity);
  const before = recorded.slice(-LOOKED_BACK);
  const record = request.record && (await measureRecord(store, { ...request.record, to: asOf }, book));
  const scenarios = request.scenarios && (await runScenarios(run, request.scenarios, asOf, book));
  const validation =
    request.validateOn !== null
      ? await validateRegimesOfStore(store, {
          book,
          knownOn: asOf,
          to: asOf,
          today: request.validateOn,
          progress: request.modelBuild.progress,
          ...(request.modelBuild.signal && { signal: request.modelBuild.signal }),
        })
      : null;
  const path = [
    ...before.map((b) => decisionPoint(b.entry.seq, b.decision)),
    decisionPoint(entry.seq, decision),
  ];
  const last = before.at(-1);
  const followed = last ? await lastDecision(store, recorded, decision, book) : null;
  const concentrated = concentration(decision, basis.portfolio?.stocks ?? null);
  const sessions = await riskSessions(store, {
    asOf,
    throughImport: entry.throughImport,
    book,
    calendar: calendarAt(run.market, asOf),
    count: SESSIONS_A_YEAR + 1,
    options: request.modelBuild,
  });
  const { stocks: snapshot, view } = run.orderInput;
  const stocks = snapshot && withIndexSleeves(snapshot, view, book.allocations);
  const year = riskYear(decision, sessions, stocks);
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
      outcome: outcomePart({
        isFirst: before.length === 0,
        followed: followed && followed.last,
        resolution: last ? await resolutionOn(store, last.entry.seq) : null,
        record,
      }),
      regime: regimePart(run, book),
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
      performance: performancePart(record),
      risk: {
        concentration: concentrated
          ? available(concentrated)
          : missing(
              'Without stock-level data there is no look-through, and so neither concentration nor liquidity.',
              'Import bhavcopies (trrm import), and record a decision with trrm run.',
            ),
        path,
        year: year ? available(year) : NO_RISK_YEAR,
      },
      byRegime: resultsByRegime(basis),
      whatIfs: scenarios
        ? available(scenarios.results.map(packScenario))
        : missing(
            'No saved scenarios were given.',
            'Save scenarios on the page of trrm serve, and add --scenarios scenarios.json.',
          ),
      stress: packStress(basis, request.modelBuild),
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
      health: modelHealth({
        decisions: [...before.map((b) => b.decision), decision],
        path,
        accuracy: modelAccuracy(sessions),
        year,
        validation,
      }),
      limits: limitsPart({
        decision,
        book,
        before,
        followed,
        account: request.record?.account ?? null,
        overrides: await overrideRegister(store, {
          before,
          now: decision,
          book,
          modelBuild: request.modelBuild,
        }),
      }),
      annexure:
        record && request.record
          ? available(annexure(record.record.sheet, request.record.account, asOf, request.approach))
          : NO_RECORD,
      appendix: { rulebook: entry.texts.rulebook, problems: decision.problems },
    },
  };
  const explanations = request.hasExplanations
    ? await headlineExplanations(explainedRun(store, run, book, entry.texts.portfolio))
    : [];
  return { document, run, book, record, backtest, scenarios, validation, explanations };
}

const NO_RISK_YEAR = missing(
  'INEC-1 has no year of forecasts that cover what is held, so neither their path nor their accuracy can be shown.',
  'Import at least three years of bhavcopies (trrm import), and record a decision with trrm run.',
);

const contradictedTilts = ({ tilts }: RegimeValidation, { regime }: Decision): string[] =>
  tilts.filter((t) => t.verdict === 'contradicted' && t.regime === regime.regime).map((t) => t.sleeve);
