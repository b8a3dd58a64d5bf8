import type { BiasTable } from '../../risk/diagnostics/bias.ts';
import { BET_KINDS } from '../../risk/diagnostics/test-portfolio.ts';
import type { FitOfYear } from '../../risk/diagnostics/fit-by-year.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import { INDUSTRIES } from '../../risk/factors.ts';
import { BET_NAMES, horizonText } from './test-portfolios.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted, grouped, NO_BREAK, share } from '../../format/numbers.ts';
import { INFLATION_MARKS } from './vif-thresholds.ts';

/** What a model's record comes to in sentences; each kind of figure is told whether it flatters or not. */
export const riskFindings = (d: RiskDiagnostics): string[] => [
  ...fitFinding(d.fit),
  ...BET_KINDS.flatMap((kind) => biasFinding(d.bias.filter((b) => b.bets === kind))),
  ...styleFindings(d),
  ...emptyIndustries(d),
];

function fitFinding(fit: readonly FitOfYear[]): string[] {
  const sessions = fit.reduce((sum, f) => sum + f.sessions, 0);
  if (sessions === 0) return ['No session had enough companies for a regression.'];
  const mean = (of: (f: FitOfYear) => number) =>
    fit.reduce((sum, f) => sum + of(f) * f.sessions, 0) / sessions;
  return [
    `The factors account for ${share(mean((f) => f.rSquared))} of a day’s differences in return between companies (R², mean of ${counted(sessions, 'session')}); allowing for their number, for ${share(mean((f) => f.adjustedRSquared))}.`,
  ];
}

function biasFinding(tables: readonly BiasTable[]): string[] {
  const told = tables.flatMap(({ horizon, summary }) => (summary ? [{ horizon, ...summary }] : []));
  const [first] = tables;
  if (!first || told.length === 0) return [];
  const times = told.map((t) => `${grouped(t.bias, 2)} times its forecast over ${horizonText(t.horizon)}`);
  const inside = told.map((t) => share(t.shareInBand));
  return [
    `${BET_NAMES[first.bets]}: risk came to ${times.join(', ')}; ${inside.join(' and ')} of the bets lay in their bands, where 95${NO_BREAK}% should.`,
  ];
}

function styleFindings({ styles }: RiskDiagnostics): string[] {
  const list = (found: readonly string[], rest: string) =>
    found.length > 0 ? [`${found.join(', ')}: ${rest}`] : [];
  const [, severe] = INFLATION_MARKS;
  return [
    ...list(
      styles.flatMap(({ style, vif }) =>
        vif && vif.worst > severe ? [`${FACTOR_NAMES[style]} (${grouped(vif.worst, 1)})`] : [],
      ),
      `variance inflation above ${severe} at its worst; then their returns can hardly be told from those of other styles.`,
    ),
    ...list(
      styles.flatMap(({ style, stability, mark }) =>
        mark === 'bad' && stability !== null ? [`${FACTOR_NAMES[style]} (ρ ${grouped(stability, 2)})`] : [],
      ),
      'exposures change so fast from month to month that a portfolio cannot hold them without trading.',
    ),
    ...list(
      styles.flatMap(({ style, shareFitted }) =>
        shareFitted !== null && shareFitted > 0.05 ? [`${FACTOR_NAMES[style]} (${share(shareFitted)})`] : [],
      ),
      'share of companies whose exposure was fitted from industry and size, for want of data.',
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
        `${empty.map((f) => FACTOR_NAMES[f.factor]).join(', ')}: no company in any regression, and so no return.`,
      ];
}
