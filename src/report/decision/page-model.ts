import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { Decision, Manifest, Vintage } from '../../decision/document/decision.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { type ExplanationModel, explanationModel } from './explanations/explanation-model.ts';
import type { Problem } from '../../market/problem.ts';
import { DEFAULT_RULE_BOOK } from '../../rulebook/rule-book.ts';
import { hashRuleBook } from '../../rulebook/show.ts';
import { type AllocationModel, allocationModel } from './allocation/allocation-model.ts';
import { type ValidationModel, validationModel } from '../validation/page-model.ts';
import { type CallModel, callModel } from './regime/call-model.ts';
import { type ImplementationModel, implementationModel } from './orders/implementation-model.ts';
import { type Closes, type HistoryModel, historyModel } from './history/history-model.ts';

/**
 * Everything a report shows, in reading order and display units: weights in percent of the portfolio, percentiles from
 * 0 to 100, dates as ISO strings. Plain data; pages are drawn from it without further calculation.
 */
export interface ReportModel extends ImplementationModel {
  readonly simulated: boolean;
  readonly asOf: string;
  /** Session of the call, ISO date. */
  readonly session: string;
  readonly call: CallModel;
  readonly history: HistoryModel;
  readonly allocation: AllocationModel;
  /** Model validation, if it was run for this report. */
  readonly validation: ValidationModel | null;
  /** Explanations of figures, if they were made for this report. */
  readonly explanations: readonly ExplanationModel[];
  /** Errors first, then warnings, then notes. */
  readonly problems: readonly Problem[];
  readonly vintage: readonly Vintage[];
  readonly manifest: Manifest;
  /** SHA-256 of `decision.json`. */
  readonly decisionHash: string;
  /**
   * Whether the rule book equals the default rule book in every parameter. Statements on the selection of the rules and
   * their track record apply to the default only.
   */
  readonly defaultRules: boolean;
}

export interface ReportInput {
  readonly decision: Decision;
  /** Month-end calls up to and including the decision, ascending. */
  readonly history: readonly HistoryRow[];
  /** Daily closes, ISO dates ascending. */
  readonly nifty: Closes;
  readonly indiaVix?: Closes;
  /** |score| from which a signal votes, as in the rule book of the run. */
  readonly voteThreshold: number;
  readonly validation?: RegimeValidation;
  readonly explanations?: readonly Explanation[];
}

const NO_CLOSES: Closes = { dates: [], closes: [] };
const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'note'];

export function buildReportModel({
  decision,
  history,
  nifty,
  indiaVix,
  voteThreshold,
  validation,
  explanations = [],
}: ReportInput): ReportModel {
  return {
    simulated: decision.simulated,
    asOf: decision.asOf,
    session: decision.regime.session,
    call: callModel(decision.regime, decision.signals, voteThreshold),
    history: historyModel(history, nifty, indiaVix ?? NO_CLOSES),
    allocation: allocationModel(decision.allocation),
    ...implementationModel(decision),
    validation: validation ? validationModel(validation) : null,
    explanations: explanations.map((e) => explanationModel(decision, e)),
    problems: bySeverity([...decision.problems, ...(validation?.problems ?? [])]),
    vintage: decision.vintage,
    manifest: decision.manifest,
    decisionHash: sha256(canonicalJson(decision)),
    defaultRules: decision.manifest.rulebook === hashRuleBook(DEFAULT_RULE_BOOK),
  };
}

const bySeverity = (problems: readonly Problem[]): Problem[] =>
  SEVERITIES.flatMap((severity) => problems.filter((p) => p.severity === severity));
