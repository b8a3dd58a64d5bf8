import type { BiasTable } from '../../risk/diagnostics/bias-tests.ts';
import { TEST_PORTFOLIO_KINDS } from '../../risk/diagnostics/test-portfolio.ts';
import type { FitOfYear } from '../../risk/diagnostics/fit-by-year.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import { INDUSTRIES } from '../../risk/factors.ts';
import { TEST_PORTFOLIO_NAMES, horizonText } from './test-portfolio-names.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted, grouped, NO_BREAK, fractionAsPercent } from '../../format/numbers.ts';
import { VIF_THRESHOLDS } from './vif-thresholds.ts';

/** Summary of the model's accuracy in sentences, favourable or not. */
export const riskFindings = (d: RiskDiagnostics): string[] => [
  ...fitFinding(d.fit),
  ...TEST_PORTFOLIO_KINDS.flatMap((kind) => biasFinding(d.bias.filter((b) => b.family === kind))),
  ...styleFindings(d),
  ...emptyIndustries(d),
];

function fitFinding(fit: readonly FitOfYear[]): string[] {
  const sessions = fit.reduce((sum, f) => sum + f.sessions, 0);
  if (sessions === 0) return ['No session has enough stocks for a regression.'];
  const mean = (of: (f: FitOfYear) => number) =>
    fit.reduce((sum, f) => sum + of(f) * f.sessions, 0) / sessions;
  return [
    `The factors explain ${fractionAsPercent(mean((f) => f.rSquared))} of the daily cross-sectional variance of returns (R², mean of ${counted(sessions, 'session')}); adjusted for their number, ${fractionAsPercent(mean((f) => f.adjustedRSquared))}.`,
  ];
}

function biasFinding(tables: readonly BiasTable[]): string[] {
  const summaries = tables.flatMap(({ horizon, summary }) => (summary ? [{ horizon, ...summary }] : []));
  const [first] = tables;
  if (!first || summaries.length === 0) return [];
  const times = summaries.map(
    (t) => `${grouped(t.bias, 2)} times the forecast over ${horizonText(t.horizon)}`,
  );
  const inside = summaries.map((t) => fractionAsPercent(t.fractionInBand));
  return [
    `${TEST_PORTFOLIO_NAMES[first.family]}: realised risk was ${times.join(', ')}; ${inside.join(' and ')} of the portfolios are in their bands, where 95${NO_BREAK}% are expected.`,
  ];
}

function styleFindings({ styles }: RiskDiagnostics): string[] {
  const list = (found: readonly string[], rest: string) =>
    found.length > 0 ? [`${found.join(', ')}: ${rest}`] : [];
  const [, severe] = VIF_THRESHOLDS;
  return [
    ...list(
      styles.flatMap(({ style, vif }) =>
        vif && vif.worst > severe ? [`${FACTOR_NAMES[style]} (${grouped(vif.worst, 1)})`] : [],
      ),
      `maximum variance inflation above ${severe}; their returns can then hardly be separated from those of other styles.`,
    ),
    ...list(
      styles.flatMap(({ style, stability, rating }) =>
        rating === 'bad' && stability !== null ? [`${FACTOR_NAMES[style]} (ρ ${grouped(stability, 2)})`] : [],
      ),
      'exposures change so fast from month to month that holding them requires frequent trading.',
    ),
    ...list(
      styles.flatMap(({ style, fractionImputed }) =>
        fractionImputed !== null && fractionImputed > 0.05
          ? [`${FACTOR_NAMES[style]} (${fractionAsPercent(fractionImputed)})`]
          : [],
      ),
      'stocks whose exposure is imputed from industry and size, because data are missing.',
    ),
  ];
}

function emptyIndustries({ factors }: RiskDiagnostics): string[] {
  const empty = factors.filter(
    (f) => f.sessions === 0 && (INDUSTRIES as readonly string[]).includes(f.factor),
  );
  return empty.length === 0 || empty.length === INDUSTRIES.length
    ? []
    : [
        `${empty.map((f) => FACTOR_NAMES[f.factor]).join(', ')}: no stock in any regression, so no factor return.`,
      ];
}
