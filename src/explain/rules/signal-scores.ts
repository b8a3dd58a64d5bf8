import { fiiFlows } from '../../../signals/fii-flows.ts';
import { gsecYields } from '../../../signals/gsec-yields.ts';
import { indiaVix } from '../../../signals/india-vix.ts';
import { niftyFutures } from '../../../signals/nifty-futures.ts';
import { niftyRegression } from '../../../signals/nifty-regression.ts';
import { niftyValuation } from '../../../signals/nifty-valuation.ts';
import type { SignalId } from '../../../signals/signal.ts';
import { usVix } from '../../../signals/us-vix.ts';
import type { At } from '../rule.ts';

/** How each signal scores: the formula, its features in order, and the signal's own score function on them. */
export interface Scoring {
  readonly words: string;
  readonly symbols: string;
  readonly parameters: readonly string[];
  /** The score from the inputs, which are values of features or, where a signal ranks one, percentiles. */
  readonly score: (inputs: readonly number[], at: At) => number;
  /** Which of the features enter, and whether by value or by percentile. */
  readonly features: readonly (readonly [number, 'value' | 'percentile'])[];
}

const CONTRARIAN = '−clip((p − 0.5) / halfRange, −1, +1)';
/** The parameters of a signal in the rule book, whose type leaves only what all signals have in common. */
export const parametersOf = (at: At, id: SignalId): Readonly<Record<string, unknown>> => ({
  ...at.made.book.signals[id],
});

/** The same with the types of the signal's own rule, which it is called with. */
const paramsOf = <P>({ id }: { readonly id: SignalId; readonly defaults: P }, at: At): P =>
  parametersOf(at, id) as P;

export const SCORING: Readonly<Record<SignalId, Scoring>> = {
  'us-vix': {
    words: 'The contrarian score of the percentile: a high volatility index is hostile to equities.',
    symbols: CONTRARIAN,
    parameters: ['halfRange'],
    features: [[0, 'percentile']],
    score: ([percentile], at) => usVix.score({ mean: NaN, percentile: percentile! }, paramsOf(usVix, at)),
  },
  'india-vix': {
    words: 'The contrarian score of the percentile: a high volatility index is hostile to equities.',
    symbols: CONTRARIAN,
    parameters: ['halfRange'],
    features: [[0, 'percentile']],
    score: ([percentile], at) =>
      indiaVix.score({ source: 'india-vix', level: NaN, percentile: percentile! }, paramsOf(indiaVix, at)),
  },
  'nifty-regression': {
    words:
      'Half the distance from the centroid and half the t-statistic of the slope, each in units of its scale.',
    symbols: '½ clip(gap / gapScale) + ½ clip(t / tScale)',
    parameters: ['gapScale', 'tScale'],
    features: [
      [0, 'value'],
      [1, 'value'],
    ],
    score: ([gap, t], at) => niftyRegression.score({ gap: gap!, t: t! }, paramsOf(niftyRegression, at)),
  },
  'nifty-valuation': {
    words: 'The contrarian score of the mean percentile of P/E, P/B and inverted dividend yield.',
    symbols: CONTRARIAN,
    parameters: ['halfRange'],
    features: [[3, 'value']],
    score: ([valuationPercentile], at) => {
      const none = { pe: NaN, pb: NaN, dy: NaN };
      return niftyValuation.score(
        { chained: none, percentile: none, valuationPercentile: valuationPercentile! },
        paramsOf(niftyValuation, at),
      );
    },
  },
  'gsec-yields': {
    words:
      'Half the fall of the yield in units of its scale and half the contrarian score of the percentile of the bond-to-earnings yield ratio.',
    symbols: '−½ clip(Δy / changeScale) − ½ clip((p − 0.5) / halfRange)',
    parameters: ['changeScale', 'halfRange'],
    features: [
      [1, 'value'],
      [2, 'percentile'],
    ],
    score: ([change, percentile], at) =>
      gsecYields.score(
        { yield: NaN, change: change!, beer: NaN, percentile: percentile! },
        paramsOf(gsecYields, at),
      ),
  },
  'fii-flows': {
    words: 'The robust z-score of the flow, in units of its scale.',
    symbols: 'clip(z / zScale, −1, +1)',
    parameters: ['zScale'],
    features: [[2, 'value']],
    score: ([z], at) => fiiFlows.score({ flow: NaN, intensity: NaN, z: z! }, paramsOf(fiiFlows, at)),
  },
  'nifty-futures': {
    words: 'The robust z-score of the basis, in units of its scale.',
    symbols: 'clip(z / zScale, −1, +1)',
    parameters: ['zScale'],
    features: [[1, 'value']],
    score: ([z], at) => niftyFutures.score({ basis: NaN, z: z! }, paramsOf(niftyFutures, at)),
  },
};
