import type { LadderEffects } from './attribution/ladder.ts';
import type { LinkMethod } from './attribution/link.ts';
import type { BacktestRun } from './backtest-run.ts';
import type { BacktestDocument } from './document/document.ts';
import { type BacktestInference, inferenceOf, type InferenceSettings } from './inference/inference-of-run.ts';
import { byLabel, byProvenance } from './run-by-label.ts';
import type { TearSheet } from './statistics/tear-sheet.ts';
import { effectsOfRun, type HedgeFigure, hedgeFigures, linkedEffects, summaryOf } from './summary.ts';

/** What a back-test says: statistics, effects, tests against chance, growth by label and by provenance. */
export interface BacktestStudy {
  readonly summary: TearSheet;
  readonly effects: LadderEffects;
  /** How the effects over the whole span are linked, and the effects by that method. */
  readonly link: LinkMethod | 'ladder';
  readonly linked: readonly number[];
  /** What the ladder's last fund ends at, less what the record ends at: rounding only. */
  readonly residual: number;
  readonly inference: BacktestInference;
  /** The record with and without its hedge; null where none is traded. */
  readonly hedge: readonly HedgeFigure[] | null;
  readonly byLabel: ReturnType<typeof byLabel>;
  readonly byProvenance: ReturnType<typeof byProvenance>;
}

/**
 * Studies a finished back-test.
 *
 * @param settings draws and seed of the resamples, and how effects are linked; each has a default.
 */
export function studyOf(
  run: BacktestRun,
  { link = 'ladder', ...settings }: InferenceSettings & { readonly link?: LinkMethod | 'ladder' } = {},
): BacktestStudy {
  const effects = effectsOfRun(run);
  const summary = summaryOf(run);
  return {
    summary,
    effects,
    link,
    linked: linkedEffects(run, link),
    residual: effects.record - ((run.nav.at(-1)!.afterTax ?? run.nav.at(-1)!.net) - 1),
    inference: inferenceOf(run, settings),
    hedge: hedgeFigures(run, summary),
    byLabel: byLabel(run),
    byProvenance: byProvenance(run),
  };
}

/** The document of a back-test with everything studied: what `--json` prints and `backtest.json` holds. */
export const studyJson = (run: BacktestRun, study: BacktestStudy): BacktestDocument => ({
  ...run,
  months: run.months.map((month, k) => ({
    ...month,
    effects: Object.fromEntries(
      study.effects.effects.map((id, j) => [id, study.effects.byPeriod[k]!.log[j]!]),
    ),
  })),
  summary: { ...study.summary, effects: study.effects },
  linked: { method: study.link, effects: study.linked },
  inference: study.inference,
  ...(study.hedge && { hedgeFigures: study.hedge }),
  byLabel: study.byLabel,
  byProvenance: study.byProvenance,
});
