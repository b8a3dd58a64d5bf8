import { factorAlpha } from '../../../allocations/risk-model/factor-alpha.ts';
import { type Style, STYLES } from '../../risk/factors.ts';
import { type At, beside, each, formula, madeAgain, named, numbers, type Rule, stage } from '../rule.ts';

import { STOCKS, MODEL, model, rules, regime, styleTarget } from './risk-model-inputs.ts';

const sleeveExposures = (at: At): string[] =>
  STYLES.map((style) => `${MODEL}/sleeves/${at.keys[0]}/exposures/${style}`);

const sleeveStage = (
  field: string,
  unit: 'fraction' | 'percent' | 'number' | 'count',
  words: string,
  symbols?: string,
): Rule => stage(`${MODEL}/sleeves/*/${field}`, unit, words, { ...(symbols && { symbols }), rows: STOCKS });

/** `/allocation/riskModel/sleeves`, views and correlations. */
export const SLEEVE_SCORE_RULES: readonly Rule[] = [
  named(`${MODEL}/sleeves/*/id`, 'The sleeve.'),
  sleeveStage('stocks', 'count', 'Constituents of the sleeve since its last completed review.'),
  sleeveStage('coverage', 'fraction', 'Weight of the constituents that INEC-1 covers.'),
  stage(
    `${MODEL}/sleeves/*/exposures/*`,
    'deviations',
    'The sleeve’s exposure to the style less the market portfolio’s: the weighted mean over its stocks.',
    {
      symbols: 'Σ (wᵢ − mᵢ) xᵢₖ',
      rows: STOCKS,
    },
  ),
  formula(
    `${MODEL}/sleeves/*/alignment`,
    'number',
    'The sum over the styles of the regime’s target times the sleeve’s active exposure.',
    {
      symbols: 'Σ tₖ xₖ',
      inputs: sleeveExposures,
      parameters: (at) => STYLES.map((s) => styleTarget(at, s)),
    },
    (inputs, at) =>
      numbers(inputs).reduce((total, x, k) => total + rules(at).targets[regime(at)][STYLES[k]!] * x, 0),
  ),
  sleeveStage(
    'unexplainedVariance',
    'fraction',
    'The fraction of the sleeve’s variance due neither to the market nor to styles it holds in the direction of their targets.',
    '1 − Σ xₖ(Fx)ₖ / σ² over market and targeted styles',
  ),
  formula(
    `${MODEL}/sleeves/*/score`,
    'number',
    'Alignment less the penalty for unexplained variance.',
    {
      symbols: 'alignment − γ · unexplained variance',
      inputs: (at) => [beside(at, 'alignment'), beside(at, 'unexplainedVariance')],
      parameters: () => ['allocations.model.offTargetPenalty'],
    },
    ([alignment, unexplained], at) =>
      (alignment as number) - rules(at).offTargetPenalty * (unexplained as number),
  ),
  formula(
    `${MODEL}/sleeves/*/factorAlpha`,
    'percent',
    'The information ratio times the sum over the styles of target, active exposure and volatility of the style: an assumed return, not a forecast.',
    {
      symbols: 'IR · Σ tₖ xₖ σₖ',
      inputs: sleeveExposures,
      parameters: (at) => ['allocations.model.informationRatio', ...STYLES.map((s) => styleTarget(at, s))],
      rows: STOCKS,
    },
    (inputs, at) => {
      const values = numbers(inputs);
      const exposures = Object.fromEntries(STYLES.map((s, k) => [s, values[k]!])) as Record<Style, number>;
      return (
        100 *
        factorAlpha(
          exposures,
          rules(at).targets[regime(at)],
          at.made.stocks!.riskModel,
          rules(at).informationRatio,
        )
      );
    },
  ),
  {
    ...stage(
      `${MODEL}/sleeves/*/expectedActiveReturn`,
      'percent',
      'The factor alpha, changed by the committee’s views after Black and Litterman; without views the same.',
      {
        inputs: (at) => [
          beside(at, 'factorAlpha'),
          ...each(at, `${MODEL}/views`, 'return'),
          ...each(at, `${MODEL}/views`, 'confidence'),
        ],
        parameters: () => ['allocations.model.views'],
      },
    ),
    recompute: ([alpha], at) => (model(at).views.length === 0 ? alpha : madeAgain(at)),
  },
  sleeveStage('purity', 'fraction', 'The fraction of active style variance in the direction of the targets.'),
  sleeveStage(
    'volatility',
    'percent',
    'The volatility that INEC-1 forecasts for the sleeve.',
    '√(w′Vw) · √252',
  ),
  sleeveStage(
    'beta',
    'number',
    'The covariance of the sleeve with the market portfolio over the variance of the market portfolio.',
    'w′Vm / m′Vm',
  ),
  sleeveStage(
    'trackingError',
    'percent',
    'The volatility of the sleeve’s weights less the market portfolio’s.',
    '√((w − m)′V(w − m)) · √252',
  ),
  ...['prior', 'posterior'].map((end) =>
    stage(
      `${MODEL}/views/*/${end}`,
      'percent',
      'The expected return of the view’s position without views, or with all of them.',
      {
        inputs: (at) => each(at, `${MODEL}/sleeves`, 'factorAlpha'),
        parameters: () => ['allocations.model.views'],
      },
    ),
  ),
  stage(`${MODEL}/views/*/*`, 'words', 'From the view in the rule book that is in force.', {
    parameters: () => ['allocations.model.views'],
  }),
  stage(
    `${MODEL}/correlations/*/*`,
    'number',
    'The correlation of two sleeves’ daily returns, in the order of the sleeves, as INEC-1 forecasts it.',
    {
      symbols: 'wₐ′V w_b / (σₐ σ_b)',
      rows: STOCKS,
    },
  ),
];
