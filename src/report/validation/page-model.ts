import type { Regime } from '../../../regimes/regime.ts';
import type { DatedTurn, RegimeValidation, TiltVerdict } from '../../validation/regimes/result.ts';
import { SIGNAL_NAMES } from '../page/names.ts';
import { type BearMarketModel, bearMarketModels } from './bear-market-model.ts';
import { monthAfter, type MonthSpan, monthSpans } from './month-spans.ts';

/** The validation period with the phases dated ex post. */
export interface ValidationPeriod {
  readonly from: string;
  readonly to: string;
  readonly bearMarkets: readonly MonthSpan<boolean | null>[];
  /** Months that cannot be dated yet. */
  readonly undated: readonly MonthSpan<boolean | null>[];
  readonly turns: readonly DatedTurn[];
}

/** Labels of one classifier by month; no span where its history is too short. */
export interface LabelRow {
  readonly title: string;
  readonly kappa: number | null;
  readonly spans: readonly MonthSpan<Regime>[];
}

/** The validation as drawn: results with months grouped into spans and tilts in reading order. */
export interface ValidationModel {
  readonly result: RegimeValidation;
  readonly period: ValidationPeriod;
  /** TRRM first. */
  readonly labels: readonly LabelRow[];
  /** TRRM with all signals, then without each one. */
  readonly withoutOne: readonly LabelRow[];
  readonly bearMarkets: readonly BearMarketModel[];
  /** Contradicted tilts first, then supported, inconclusive and untested ones. */
  readonly tilts: readonly TiltVerdict[];
}

const VERDICTS: readonly TiltVerdict['verdict'][] = ['contradicted', 'supported', 'open', 'no data'];

export function validationModel(result: RegimeValidation): ValidationModel {
  const { months, bear, classifiers, stability, tilts, turns } = result;
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
    result,
    period: {
      from: `${months[0]!.slice(0, 7)}-01`,
      to: monthAfter(months.at(-1)!),
      bearMarkets: phases.filter((p) => p.value === true),
      undated: phases.filter((p) => p.value === null),
      turns,
    },
    labels,
    withoutOne: [
      ...labels.slice(0, 1),
      ...stability.dropOne.map((d) => rowOf(`Without ${SIGNAL_NAMES[d.signal]}`, d.kappa, d.labels)),
    ],
    bearMarkets: bearMarketModels(result),
    tilts: VERDICTS.flatMap((verdict) => tilts.filter((t) => t.verdict === verdict)),
  };
}
