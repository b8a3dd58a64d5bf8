import { FACTORS } from '../../src/risk/factors.ts';
import type { RiskDiagnostics } from '../../src/risk/diagnostics/diagnose.ts';
import { iso } from '../../src/market/day.ts';

/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const figure = (x: number | null, digits: number): string => (x === null ? '–' : x.toFixed(digits));

/** A probability, to three places. */
export const pValueText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** A model's diagnostics as Markdown tables. */
export function diagnosticTables(d: RiskDiagnostics): string {
  const span = d.span ? `${iso(d.span.from)} to ${iso(d.span.to)}` : 'no sessions';
  const bias = d.bias.map(({ family, horizon, tests, summary }) => [
    family,
    String(horizon),
    String(tests.length),
    String(Math.max(0, ...tests.map((t) => t.observations))),
    figure(summary?.bias ?? null, 3),
    tests[0] ? `1 ± ${(tests[0].band[1] - 1).toFixed(3)}` : '–',
    figure(summary && 100 * summary.fractionInBand, 0),
    summary ? pValueText(summary.coveragePValue) : '–',
    figure(summary?.mrad ?? null, 3),
    figure(summary?.q ?? null, 3),
    figure(summary?.qlike ?? null, 3),
  ]);
  const specific = d.specific.map(({ horizon, bucket, observations, bias: b, q, qlike }) => [
    bucket,
    String(horizon),
    String(observations),
    figure(b, 3),
    figure(q, 3),
    figure(qlike, 3),
  ]);
  const fit = d.fit.map((f) => [
    String(f.year),
    String(f.sessions),
    f.stocks.toFixed(0),
    f.rSquared.toFixed(3),
    f.adjustedRSquared.toFixed(3),
    figure(f.condition?.mean ?? null, 0),
  ]);
  const styles = d.styles.map((s) => [
    s.style,
    figure(s.vif?.mean ?? null, 2),
    figure(s.stability, 3),
    s.rating ?? '–',
    figure(s.fractionImputed && 100 * s.fractionImputed, 1),
  ]);
  const factors = d.factors.map((f) => [
    f.factor,
    figure(f.annualReturn && 100 * f.annualReturn, 1),
    figure(f.annualVolatility && 100 * f.annualVolatility, 1),
    figure(f.sharpe, 2),
    figure(f.fractionSignificant && 100 * f.fractionSignificant, 0),
  ]);
  const overlap = d.styleCorrelations.find((o) => o.one === 'STREV' && o.other === 'LTMOM');
  const pure = d.bias.filter((b) => b.family === 'pure factors');
  const byFactor = FACTORS.map((factor) => [
    factor,
    ...pure.map(({ tests }) => figure(tests.find((t) => t.name === factor)?.bias ?? null, 2)),
  ]);
  const { forecasts, withEmptyIndustry, invalid } = d.covariance;
  return [
    `${d.sessions} sessions, ${span}. ${forecasts} covariance forecasts, ${withEmptyIndustry} on days with an empty industry, ${invalid.length} not positive definite. STREV with LTMOM: ${figure(overlap?.correlation ?? null, 2)}.`,
    table(
      [
        'test portfolios',
        'horizon (sessions)',
        'portfolios',
        'periods',
        'mean B',
        'band',
        '% in band',
        'p-value',
        'MRAD',
        'Q',
        'QLIKE',
      ],
      bias,
    ),
    table(['specific returns', 'sessions', 'observations', 'B', 'Q', 'QLIKE'], specific),
    table(['pure factor', ...pure.map(({ horizon }) => `B, ${horizon} sessions`)], byFactor),
    table(['year', 'sessions', 'stocks', 'R²', 'adjusted', 'condition'], fit),
    table(['style', 'VIF', 'monthly stability ρ', 'rating', '% imputed'], styles),
    table(['factor', 'return % a year', 'volatility %', 'Sharpe', '% of |t| > 2'], factors),
  ].join('\n\n');
}
