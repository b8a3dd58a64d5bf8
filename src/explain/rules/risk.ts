import { annualPercent } from '../../math/annualise.ts';
import { type Factor, FACTOR_COUNT, FACTORS } from '../../risk/factors.ts';
import { covarianceTimes } from '../../risk/snapshot.ts';
import {
  type At,
  beside,
  each,
  formula,
  madeAgain,
  named,
  numbers,
  type Rule,
  stage,
  sum,
  text,
  valueOf,
} from '../rule.ts';

const STOCKS = () => [{ kind: 'stocks' as const }];

/** [39] Exposures in the order of `FACTORS`, from entries of a list of contributions. */
function exposuresIn(at: At, list: string, values: readonly number[]): Float64Array {
  const x = new Float64Array(FACTOR_COUNT);
  const entries = valueOf(at, list) as readonly { readonly factor: Factor }[];
  entries.forEach(({ factor }, i) => {
    x[FACTORS.indexOf(factor)] = values[i]!;
  });
  return x;
}

/** x′Fx of exposures, by the covariance of INEC-1 at its session; daily. */
function factorVariance(at: At, x: Float64Array): number {
  const fx = covarianceTimes(at.made.stocks!.riskModel.covariance, x);
  return x.reduce((total, v, k) => total + v * fx[k]!, 0);
}

/** The weights whose risk a block states, by the pointer of the block. */
const weightsOf = (at: At): string =>
  at.pointer.includes('/untilted/')
    ? '/allocation/untilted/final'
    : at.pointer.includes('/opening/')
      ? '/allocation/opening'
      : '/allocation/final';

const contributionRules = (base: string, total: 'volatility' | 'trackingError'): Rule[] => {
  const block = `${base}/${total}Contributions`;
  const list = (at: At): string => beside(at, '..');
  const active = total === 'trackingError';
  return [
    named(`${block}/factors/*/factor`, 'A factor of INEC-1.'),
    stage(
      `${block}/factors/*/exposure`,
      'deviations',
      active
        ? 'The exposure of the look-through stock weights less that of the market portfolio.'
        : 'The exposure of the look-through stock weights: each stock’s exposure times its weight.',
      {
        symbols: active ? 'xₖ = Σ (wᵢ − mᵢ) xᵢₖ' : 'xₖ = Σ wᵢ xᵢₖ',
        inputs: (at) => each(at, weightsOf(at)),
        rows: STOCKS,
      },
    ),
    formula(
      `${block}/factors/*/contribution`,
      'percent',
      'The exposure times the covariance of the factor with the portfolio, over its volatility; with the specific part they sum to the total.',
      {
        symbols: 'xₖ (F x)ₖ / σ · √252',
        inputs: (at) => [beside(at, '..', '..', '..', total), ...each(at, list(at), 'exposure')],
        rows: STOCKS,
      },
      ([sigma, ...exposures], at) => {
        const x = exposuresIn(at, list(at), numbers(exposures));
        const k = FACTORS.indexOf(valueOf(at, beside(at, 'factor')) as Factor);
        const fx = covarianceTimes(at.made.stocks!.riskModel.covariance, x);
        // Daily variances as annual percent squared, over an annual percentage.
        return sigma === 0 ? 0 : (annualPercent(1) ** 2 * x[k]! * fx[k]!) / (sigma as number);
      },
    ),
    formula(
      `${block}/specific`,
      'percent',
      'The total less the contributions of the factors: the sum of squared weight times specific variance, over the volatility.',
      {
        symbols: 'Σ wᵢ² dᵢ / σ · √252',
        inputs: (at) => [beside(at, '..', total), ...each(at, beside(at, 'factors'), 'contribution')],
        rows: STOCKS,
      },
      ([sigma, ...factors]) => (sigma as number) - sum(factors),
    ),
    named(`${block}/stocks/*/(isin|symbol)`, 'A stock.'),
    stage(
      `${block}/stocks/*/weight`,
      'fraction',
      active
        ? 'The look-through weight of the stock less its weight in the market portfolio.'
        : 'The look-through weight of the stock; the covered stocks of a sleeve stand for all of it.',
      { inputs: (at) => each(at, weightsOf(at)), rows: STOCKS },
    ),
    stage(
      `${block}/stocks/*/contribution`,
      'percent',
      'The weight of the stock times its marginal contribution to risk; over all stocks they sum to the total.',
      {
        symbols: 'wᵢ ∂σ/∂wᵢ · √252',
        inputs: (at) => [beside(at, 'weight'), ...each(at, beside(at, '..', '..', 'factors'), 'exposure')],
        rows: STOCKS,
      },
    ),
  ];
};

const exposures = (at: At, total: 'volatility' | 'trackingError'): string[] =>
  each(at, beside(at, `${total}Contributions`, 'factors'), 'exposure');

/** The risk of a set of weights, at one place of the document. */
const riskRules = (base: string): Rule[] => [
  ...contributionRules(base, 'volatility'),
  ...contributionRules(base, 'trackingError'),
  named(`${base}/kind`, 'By INEC-1, estimated from index returns, or not available.'),
  text(`${base}/reason`, 'Why there is no figure.', { inputs: (at) => each(at, weightsOf(at)) }),
  {
    ...stage(
      `${base}/volatility`,
      'percent',
      (at) =>
        isModelled(at)
          ? 'The volatility of the portfolio: of its factor part and its specific part, which are uncorrelated.'
          : 'The volatility of the daily returns of the indices at these weights over the rule book’s window, times √252.',
      {
        symbols: '√(systematic² + specific²)',
        inputs: (at) =>
          isModelled(at) ? [beside(at, 'systematic'), beside(at, 'specific')] : each(at, weightsOf(at)),
      },
    ),
    recompute: ([systematic, specific], at) =>
      isModelled(at) ? Math.hypot(systematic as number, specific as number) : madeAgain(at),
  },
  stage(
    `${base}/beta`,
    'number',
    'The covariance of the portfolio with the market portfolio over the variance of the market portfolio.',
    {
      symbols: 'β = w′Vm / m′Vm',
      inputs: (at) => (isModelled(at) ? exposures(at, 'volatility') : each(at, weightsOf(at))),
      rows: (at) => (isModelled(at) ? STOCKS() : []),
    },
  ),
  stage(
    `${base}/trackingError`,
    'percent',
    'The volatility of the weights less those of the market portfolio: of their factor part and their specific part.',
    {
      symbols: '√((w − m)′ V (w − m)) · √252',
      inputs: (at) => exposures(at, 'trackingError'),
      rows: STOCKS,
    },
  ),
  formula(
    `${base}/systematic`,
    'percent',
    'The volatility of the factor part: the exposures and the factor covariance of INEC-1.',
    { symbols: '√(x′ F x) · √252', inputs: (at) => exposures(at, 'volatility'), rows: STOCKS },
    (inputs, at) =>
      annualPercent(
        Math.sqrt(
          factorVariance(
            at,
            exposuresIn(at, beside(at, 'volatilityContributions', 'factors'), numbers(inputs)),
          ),
        ),
      ),
  ),
  stage(
    `${base}/specific`,
    'percent',
    'The volatility of the specific part: squared look-through weights times specific variances.',
    {
      symbols: '√(Σ wᵢ² dᵢ) · √252',
      inputs: (at) => stockWeights(at),
      rows: STOCKS,
    },
  ),
  stage(
    `${base}/marketVolatility`,
    'percent',
    'The volatility that INEC-1 forecasts for the market portfolio.',
    {
      symbols: '√(m′Vm) · √252',
      rows: STOCKS,
    },
  ),
  named(
    `${base}/benchmark/(index|field)`,
    'The index that the portfolio is compared with, and which of its levels.',
  ),
  stage(
    `${base}/benchmark/(trackingError|beta|rSquared|returns)`,
    'number',
    'The portfolio against the benchmark index, whose exposures to INEC-1 are those of a regression of its daily returns on the factor returns; R² and returns are of that regression.',
    {
      inputs: (at) => each(at, beside(at, '..', 'volatilityContributions', 'factors'), 'exposure'),
      rows: STOCKS,
    },
  ),
  stage(`${base}/returns`, 'count', 'Daily returns that all indices have within the window.', {
    parameters: () => ['allocations.volatility.window'],
  }),
];

const isModelled = (at: At): boolean => valueOf(at, beside(at, 'kind')) === 'modelled';

const stockWeights = (at: At): string[] =>
  at.pointer.includes('/untilted/')
    ? each(at, '/allocation/untilted/final')
    : each(at, '/allocation/riskModel/stocks', at.pointer.includes('/opening/') ? 'opening' : 'final');

/** `/allocation/risk` and the risk of the comparison without tilt. */
export const RISK_RULES: readonly Rule[] = [
  text('/allocation/risk/basis', 'What the figures of risk are based on.'),
  ...riskRules('/allocation/risk/(opening|final)'),
  ...riskRules('/allocation/untilted/risk'),
];
