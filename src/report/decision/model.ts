import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import type { Decision, Manifest, Vintage } from '../../decision/decision.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import type { Problem } from '../../market/problem.ts';
import { DEFAULT_RULE_BOOK } from '../../rulebook/rule-book.ts';
import { hashRuleBook } from '../../rulebook/show.ts';
import type { WhatIf } from '../../whatif/what-if.ts';
import { type AllocationModel, allocationModel } from './allocation/allocation.ts';
import { type EvidenceModel, evidenceModel } from '../validation/evidence.ts';
import { type CallModel, callModel } from './regime/call.ts';
import { type CarriedOutModel, carriedOutModel } from './orders/implementation.ts';
import { type Closes, type HistoryModel, historyModel } from './history/history.ts';
import { type WhatIfModel, whatIfModel } from './what-if/what-if.ts';

/**
 * All that a report shows, in the order and the units in which it is shown: weights in percent of the
 * portfolio, percentiles from 0 to 100, dates as ISO strings. Plain data; the page, the PDF and the web page
 * are drawn from it and add no arithmetic.
 */
export interface ReportModel extends CarriedOutModel {
  readonly simulated: boolean;
  readonly asOf: string;
  /** The session that the call is made from. */
  readonly session: string;
  readonly call: CallModel;
  readonly history: HistoryModel;
  readonly allocation: AllocationModel;
  readonly whatIf: WhatIfModel | null;
  /** The record of the rules, where it was gathered for this report. */
  readonly evidence: EvidenceModel | null;
  /** Errors first, then warnings, then notes. */
  readonly problems: readonly Problem[];
  readonly vintage: readonly Vintage[];
  readonly manifest: Manifest;
  /**
   * Whether the rule book is the engine's own, to the last parameter. What is known of how the rules were chosen,
   * and of their record, holds for that one alone.
   */
  readonly defaultRules: boolean;
}

export interface ReportInput {
  readonly decision: Decision;
  /** Month-end calls up to the decision's own, ascending. */
  readonly history: readonly HistoryRow[];
  /** Daily closes, ISO dates ascending. */
  readonly nifty: Closes;
  readonly indiaVix?: Closes;
  readonly whatIf?: WhatIf;
  readonly evidence?: Evidence;
}

const NO_CLOSES: Closes = { dates: [], closes: [] };
const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'note'];

export function buildReportModel({
  decision,
  history,
  nifty,
  indiaVix,
  whatIf,
  evidence,
}: ReportInput): ReportModel {
  return {
    simulated: decision.simulated,
    asOf: decision.asOf,
    session: decision.regime.session,
    call: callModel(decision.regime, decision.signals),
    history: historyModel(history, nifty, indiaVix ?? NO_CLOSES),
    allocation: allocationModel(decision.allocation),
    ...carriedOutModel(decision),
    whatIf: whatIf ? whatIfModel(whatIf) : null,
    evidence: evidence ? evidenceModel(evidence) : null,
    problems: bySeverity([...decision.problems, ...(evidence?.problems ?? [])]),
    vintage: decision.vintage,
    manifest: decision.manifest,
    defaultRules: decision.manifest.rulebook === hashRuleBook(DEFAULT_RULE_BOOK),
  };
}

const bySeverity = (problems: readonly Problem[]): Problem[] =>
  SEVERITIES.flatMap((severity) => problems.filter((p) => p.severity === severity));
