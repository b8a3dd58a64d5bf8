import { minimumTrackRecord, probabilisticSharpe } from '../../../math/statistics/deflated-sharpe.ts';
import { sharpeSample } from '../../../math/statistics/sharpe-sample.ts';
import { omegaRatio, sharpeRatio, sortinoRatio } from '../ratios.ts';
import type { Sample } from '../sample.ts';
import { annual, cagrOf, depthOf, figure, indicesOf, once, quotient, type Rule } from './figure-rule.ts';

export function ratioFigures(s: Sample): Rule[] {
  const { period: p, adjective: each, perYear: k } = s.headline;
  const moments = once((x: Sample) => sharpeSample(Array.from(x.headline.excess)));
  const rate = s.hasRiskFree ? 'over the risk-free rate' : 'over 0 (no risk-free rate given)';
  return [
    annual(
      'sharpe',
      `Sharpe ratio, ${each}`,
      'number',
      `mean ${each} return ${rate} × ${k} / (standard deviation (n − 1) × √${k})`,
      (x) => sharpeRatio(x.headline.excess, k),
    ),
    ...(s.fine
      ? [
          annual(
            `sharpe-${s.fine.period}`,
            `Sharpe ratio, ${s.fine.adjective}`,
            'number',
            `the same of ${s.fine.adjective} returns, × √${s.fine.perYear}`,
            (x: Sample) => sharpeRatio(x.fine!.excess, x.fine!.perYear),
          ),
        ]
      : []),
    annual(
      'sortino',
      'Sortino ratio',
      'number',
      `mean ${each} return ${rate} × ${k} / (downside deviation of the same × √${k})`,
      (x) => sortinoRatio(x.headline.excess, k),
    ),
    annual('calmar', 'Calmar ratio', 'number', 'CAGR / maximum drawdown, whole period', (x) =>
      quotient(cagrOf(x), depthOf(x)),
    ),
    annual('martin', 'Martin ratio', 'number', 'CAGR / ulcer index', (x) =>
      quotient(cagrOf(x), indicesOf(x).ulcer),
    ),
    annual('pain-ratio', 'Pain ratio', 'number', 'CAGR / pain index', (x) =>
      quotient(cagrOf(x), indicesOf(x).pain),
    ),
    figure('omega', 'Omega', 'number', `Σ gains / Σ losses of ${each} returns ${rate}`, (x) =>
      omegaRatio(x.headline.excess),
    ),
    figure(
      'gain-loss',
      'Gain–loss ratio',
      'number',
      `Σ gains / Σ losses of ${each} returns over 0 (Bernardo and Ledoit)`,
      (x) => omegaRatio(x.headline.own),
    ),
    figure(
      'probabilistic-sharpe',
      'Probabilistic Sharpe ratio',
      'fraction',
      'probability that the true Sharpe ratio is above 0, with skewness and kurtosis (Bailey and López de Prado 2012)',
      (x) => {
        const found = moments(x);
        return found && probabilisticSharpe(found, 0);
      },
    ),
    figure(
      'minimum-track-record',
      'Minimum track record',
      'periods',
      `${p}s until that probability is 95 % (the same source)`,
      (x) => {
        const found = moments(x);
        const periods = found ? minimumTrackRecord(found) : Infinity;
        return Number.isFinite(periods) ? periods : null;
      },
    ),
  ];
}
