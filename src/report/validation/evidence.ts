import type { Regime } from '../../../regimes/regime.ts';
import type { DatedTurn, Evidence, TiltVerdict } from '../../validation/regimes/result.ts';
import { SIGNAL_NAMES } from '../page/names.ts';
import { type BearModel, bearModels } from './bear-markets.ts';
import { monthAfter, type MonthSpan, monthSpans } from './month-spans.ts';

/** The period on trial with the phases that were dated afterwards. */
export interface TrialPeriod {
  readonly from: string;
  readonly to: string;
  readonly bears: readonly MonthSpan<boolean | null>[];
  /** Months of which it is not yet certain. */
  readonly undated: readonly MonthSpan<boolean | null>[];
  readonly turns: readonly DatedTurn[];
}

/** What one way of labelling said of each month; no span where it had too little history. */
export interface LabelRow {
  readonly title: string;
  readonly kappa: number | null;
  readonly spans: readonly MonthSpan<Regime>[];
}

/** The record as it is drawn: the evidence with its months gathered into stretches and its tilts in reading order. */
export interface EvidenceModel {
  readonly evidence: Evidence;
  readonly period: TrialPeriod;
  /** TRRM first. */
  readonly labels: readonly LabelRow[];
  /** TRRM with all its signals, then without each. */
  readonly withoutOne: readonly LabelRow[];
  readonly bears: readonly BearModel[];
  /** What the record speaks against first, then for; the undecided and the unjudged last. */
  readonly tilts: readonly TiltVerdict[];
}

const VERDICTS: readonly TiltVerdict['verdict'][] = ['contradicted', 'supported', 'open', 'no record'];

export function evidenceModel(evidence: Evidence): EvidenceModel {
  const { months, bear, classifiers, stability, tilts, turns } = evidence;
  const phases = monthSpans(months, bear);
  const rowOf = (title: string, kappa: number | null, labels: readonly (Regime | null)[]): LabelRow => ({
    title,
    kappa,
    spans: monthSpans(months, labels).flatMap(({ value, ...span }) =>
      value === null ? [] : [{ value, ...span }],
    ),
  });
  const labels = classifiers.map((c) => rowOf(c.title, c.kappa, c.labels));
  return {
    evidence,
    period: {
      from: `${months[0]!.slice(0, 7)}-01`,
      to: monthAfter(months.at(-1)!),
      bears: phases.filter((p) => p.value === true),
      undated: phases.filter((p) => p.value === null),
      turns,
    },
    labels,
    withoutOne: [
      ...labels.slice(0, 1),
      ...stability.dropOne.map((d) => rowOf(`Without ${SIGNAL_NAMES[d.signal]}`, d.kappa, d.labels)),
    ],
    bears: bearModels(evidence),
    tilts: VERDICTS.flatMap((verdict) => tilts.filter((t) => t.verdict === verdict)),
  };
}
