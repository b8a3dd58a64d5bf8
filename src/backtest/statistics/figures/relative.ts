import { capital } from '../../../format/words.ts';
import { volatility } from '../dispersion.ts';
import { meanOf, minus } from '../growth.ts';
import { sharpeRatio } from '../ratios.ts';
import { capture, marketLine, trackingError } from '../relative.ts';
import type { Sample } from '../sample.ts';
import { annual, cagrOf, figure, once, quotient, type Rule } from './figure-rule.ts';

export function relativeFigures(s: Sample): Rule[] {
  const { period: p, adjective: each, perYear: k } = s.headline;
  const excess = s.hasRiskFree ? `${each} excess returns` : `${each} returns`;
  const line = once((x: Sample) =>
    x.headline.benchmarkExcess && x.headline.own.length > 1
      ? marketLine(x.headline.excess, x.headline.benchmarkExcess)
      : null,
  );
  const against = <T>(x: Sample, of: (own: Float64Array, benchmark: Float64Array) => T): T | null =>
    x.headline.benchmark && x.headline.own.length > 0 ? of(x.headline.own, x.headline.benchmark) : null;
  const teOf = (x: Sample) => against(x, (a, b) => trackingError(a, b, k));
  return [
    annual(
      'active-premium',
      'Active premium',
      'fraction',
      'CAGR minus that of the benchmark',
      (x) => x.benchmark && cagrOf(x) - cagrOf({ ...x, path: x.benchmark }),
    ),
    annual(
      'tracking-error',
      'Tracking error',
      'fraction',
      `standard deviation (n − 1) of the difference of ${each} returns × √${k}`,
      teOf,
    ),
    annual(
      'information-ratio',
      'Information ratio',
      'number',
      `mean difference × ${k} / tracking error`,
      (x) =>
        quotient(
          against(x, (a, b) => k * meanOf(minus(a, b))),
          teOf(x),
        ),
    ),
    figure(
      'beta',
      'Beta',
      'number',
      `slope of ${excess} on those of the benchmark, least squares`,
      (x) => line(x)?.beta ?? null,
    ),
    annual(
      'jensen-alpha',
      'Jensen’s alpha a year',
      'fraction',
      `intercept of that regression × ${k}`,
      (x) => {
        const l = line(x);
        return l && l.alpha * k;
      },
    ),
    figure(
      'jensen-t',
      't of alpha',
      'number',
      'Newey–West standard error, ⌊4(n/100)^(2/9)⌋ lags',
      (x) => line(x)?.alphaT ?? null,
    ),
    figure('r-squared', 'R²', 'fraction', 'of that regression', (x) => line(x)?.rSquared ?? null),
    annual('treynor', 'Treynor ratio', 'fraction', `mean of ${excess} × ${k} / beta`, (x) =>
      quotient(k * meanOf(x.headline.excess), line(x)?.beta ?? null),
    ),
    annual(
      'appraisal',
      'Appraisal ratio',
      'number',
      `alpha a year / (standard deviation of the residuals (n) × √${k})`,
      (x) => {
        const l = line(x);
        return l && quotient(l.alpha * k, l.specificRisk > 1e-12 ? l.specificRisk * Math.sqrt(k) : null);
      },
    ),
    annual(
      'm-squared',
      'M²',
      'fraction',
      `Sharpe ratio × volatility of the benchmark’s ${excess}${s.hasRiskFree ? ', plus the mean risk-free rate a year' : ''}`,
      (x) => {
        const { own, excess: e, benchmarkExcess } = x.headline;
        const [ratio, risk] = [sharpeRatio(e, k), benchmarkExcess && volatility(benchmarkExcess, k)];
        return ratio === null || risk === null ? null : ratio * risk + k * (meanOf(own) - meanOf(e));
      },
    ),
    figure(
      'up-capture',
      'Up capture',
      'fraction',
      `compound return in the benchmark’s rising ${p}s over that of the benchmark`,
      (x) => against(x, capture)?.up ?? null,
    ),
    figure(
      'down-capture',
      'Down capture',
      'fraction',
      `the same in its falling ${p}s`,
      (x) => against(x, capture)?.down ?? null,
    ),
    figure(
      'ahead',
      `${capital(p)}s ahead`,
      'fraction',
      `share of ${p}s with a return above the benchmark’s`,
      (x) => against(x, (a, b) => meanOf(Array.from(minus(a, b), (d) => (d > 0 ? 1 : 0)))),
    ),
  ];
}
