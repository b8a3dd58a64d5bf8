import { max, mean } from 'simple-statistics';
import { weightedCorrelation } from '../../math/statistics/weighted-correlation.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';
import type { RiskSession } from '../store/daily-record.ts';
import { MONTH } from '../../market/stocks/sessions.ts';
import { styleOverlaps, type StyleOverlap } from '../exposures/style-correlations.ts';

/** How a style's exposures behave. */
export interface StyleRecord {
  readonly style: Style;
  /** Variance inflation over sessions; null where the style was never in a regression. */
  readonly vif: { readonly mean: number; readonly worst: number } | null;
  /** Correlation of exposures 21 sessions apart, weighted by market value (USE4); null without a pair of months. */
  readonly stability: number | null;
  /** `good` above 0.9, `bad` below 0.8. */
  readonly mark: 'good' | 'fair' | 'bad' | null;
  /** Share of the stocks of the estimation universe whose exposure was fitted for want of data. */
  readonly shareFitted: number | null;
}

/** Gathers the exposures of each session, and compares them once a month. */
export interface StyleRecords {
  readonly take: (session: RiskSession) => void;
  readonly styles: () => StyleRecord[];
  /** Means over months, largest first. */
  readonly overlaps: () => StyleOverlap[];
}

export function styleRecords(): StyleRecords {
  const gathered = STYLES.map(() => ({ vif: [] as number[], correlations: [] as number[], fitted: 0 }));
  const overlaps = new Map<string, { pair: StyleOverlap; sum: number; months: number }>();
  let members = 0;
  let sessions = 0;
  let before: RiskSession | null = null;
  const compare = (now: RiskSession): void => {
    for (const pair of styleOverlaps(now)) {
      const key = `${pair.one} ${pair.other}`;
      const known = overlaps.get(key) ?? { pair, sum: 0, months: 0 };
      overlaps.set(key, { pair, sum: known.sum + pair.correlation, months: known.months + 1 });
    }
    for (let i = 0; i < now.flags.length; i++) {
      if (now.inEstimation[i] !== 1) continue;
      members++;
      for (const [s, record] of gathered.entries()) if (now.flags[i]! & (1 << s)) record.fitted++;
    }
    if (before)
      for (const [s, record] of gathered.entries()) {
        const rho = stabilityOf(before, now, s);
        if (rho !== null) record.correlations.push(rho);
      }
    before = now;
  };
  return {
    take: (session) => {
      for (const [s, record] of gathered.entries())
        if (!Number.isNaN(session.vif[s]!)) record.vif.push(session.vif[s]!);
      if (session.inEstimation.includes(1) && sessions++ % MONTH === 0) compare(session);
    },
    styles: () =>
      gathered.map(({ vif, correlations, fitted }, s) => {
        const stability = correlations.length > 0 ? mean(correlations) : null;
        return {
          style: STYLES[s]!,
          vif: vif.length > 0 ? { mean: mean(vif), worst: max(vif) } : null,
          stability,
          mark: stability === null ? null : stability > 0.9 ? 'good' : stability < 0.8 ? 'bad' : 'fair',
          shareFitted: members > 0 ? fitted / members : null,
        };
      }),
    overlaps: () =>
      Array.from(overlaps.values(), ({ pair, sum, months }) => ({ ...pair, correlation: sum / months })).sort(
        (a, b) => Math.abs(b.correlation) - Math.abs(a.correlation),
      ),
  };
}

/** Over the stocks that are in the estimation universe at both times, weighted by market value at the first. */
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
