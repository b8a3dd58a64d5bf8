import { max, mean } from 'simple-statistics';
import { weightedCorrelation } from '../../math/statistics/weighted-correlation.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';
import type { RiskSession } from '../store/daily-record.ts';
import { MONTH } from '../../market/stocks/sessions.ts';
import { styleCorrelations, type StyleCorrelation } from '../exposures/style-correlations.ts';

/** Collinearity, stability and data coverage of a style's exposures. */
export interface StyleTrackRecord {
  readonly style: Style;
  /** Variance inflation factor over sessions; null if the style was never in a regression. */
  readonly vif: { readonly mean: number; readonly worst: number } | null;
  /**
   * Factor stability coefficient: cap-weighted correlation of exposures 21 sessions apart (USE4); null without two
   * months.
   */
  readonly stability: number | null;
  /** Of the stability: `good` above 0.9, `bad` below 0.8 (USE4). */
  readonly rating: 'good' | 'fair' | 'bad' | null;
  /** Fraction of estimation-universe stocks whose exposure was imputed for lack of data. */
  readonly fractionImputed: number | null;
}

/** Collects the exposures of each session, and compares them once a month. */
export interface StyleTrackRecordBuilder {
  readonly add: (session: RiskSession) => void;
  readonly styles: () => StyleTrackRecord[];
  /** Means over months, by descending absolute value. */
  readonly correlations: () => StyleCorrelation[];
}

export function styleTrackRecords(): StyleTrackRecordBuilder {
  const gathered = STYLES.map(() => ({ vif: [] as number[], correlations: [] as number[], imputed: 0 }));
  const monthly = new Map<string, { pair: StyleCorrelation; sum: number; months: number }>();
  let members = 0;
  let sessions = 0;
  let before: RiskSession | null = null;
  const compare = (now: RiskSession): void => {
    for (const pair of styleCorrelations(now)) {
      const key = `${pair.one} ${pair.other}`;
      const known = monthly.get(key) ?? { pair, sum: 0, months: 0 };
      monthly.set(key, { pair, sum: known.sum + pair.correlation, months: known.months + 1 });
    }
    for (let i = 0; i < now.flags.length; i++) {
      if (now.inEstimation[i] !== 1) continue;
      members++;
      for (const [s, record] of gathered.entries()) if (now.flags[i]! & (1 << s)) record.imputed++;
    }
    if (before)
      for (const [s, record] of gathered.entries()) {
        const rho = stabilityOf(before, now, s);
        if (rho !== null) record.correlations.push(rho);
      }
    before = now;
  };
  return {
    add: (session) => {
      for (const [s, record] of gathered.entries())
        if (!Number.isNaN(session.vif[s]!)) record.vif.push(session.vif[s]!);
      if (session.inEstimation.includes(1) && sessions++ % MONTH === 0) compare(session);
    },
    styles: () =>
      gathered.map(({ vif, correlations, imputed }, s) => {
        const stability = correlations.length > 0 ? mean(correlations) : null;
        return {
          style: STYLES[s]!,
          vif: vif.length > 0 ? { mean: mean(vif), worst: max(vif) } : null,
          stability,
          rating: stability === null ? null : stability > 0.9 ? 'good' : stability < 0.8 ? 'bad' : 'fair',
          fractionImputed: members > 0 ? imputed / members : null,
        };
      }),
    correlations: () =>
      Array.from(monthly.values(), ({ pair, sum, months }) => ({ ...pair, correlation: sum / months })).sort(
        (a, b) => Math.abs(b.correlation) - Math.abs(a.correlation),
      ),
  };
}

/** Over the stocks in the estimation universe at both times, weighted by capitalisation at the first. */
function stabilityOf(before: RiskSession, now: RiskSession, style: number): number | null {
  const [a, b, weights]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < before.inEstimation.length; i++) {
    if (before.inEstimation[i] !== 1 || now.inEstimation[i] !== 1) continue;
    a.push(before.styles[i * STYLE_COUNT + style]!);
    b.push(now.styles[i * STYLE_COUNT + style]!);
    weights.push(before.marketCap[i]!);
  }
  return weightedCorrelation(a, b, weights);
}
