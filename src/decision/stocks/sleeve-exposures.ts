import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../../market/day.ts';
import { MODEL_MARKET } from '../../risk/portfolio/benchmark.ts';
import { type Style, STYLES } from '../../risk/factors.ts';
import { forecastAt } from '../../risk/store/daily-record.ts';
import { readModelStore, readSession } from '../../risk/store/model-store.ts';
import { reportPortfolioRisk } from '../../risk/portfolio/risk-report.ts';
import { isCovered } from '../../risk/snapshot.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';

/** A sleeve as INEC-1 measures it. */
export interface SleeveExposures {
  /** Fraction of the sleeve's weight covered by the model; the figures refer to the covered part, scaled to 100 %. */
  readonly covered: number;
  /** Forecast, percent a year. */
  readonly volatility: number;
  readonly trackingError: number;
  readonly beta: number;
  /** Active exposure in standard deviations, and contribution to the tracking error in percent a year. */
  readonly styles: readonly {
    readonly style: Style;
    readonly exposure: number;
    readonly contribution: number;
  }[];
}

/** The exposures of a sleeve on the day of its factsheet; null where the model does not cover that day or its stocks. */
export type ExposureReader = (sheet: Factsheet) => SleeveExposures | null;

/**
 * Reads exposures from the risk model in a named folder, or else from the default folder. Without a named folder and
 * without a model in the default one, every sleeve's exposures are null.
 *
 * @throws UserError for a named folder that holds no model.
 */
export function exposureReader(namedFolder: string | undefined, defaultFolder: string): ExposureReader {
  if (namedFolder === undefined && !existsSync(join(defaultFolder, 'model.json'))) return () => null;
  const folder = namedFolder ?? defaultFolder;
  const model = readModelStore(folder);
  const columnOf = new Map(model.issuers.map(({ isin, symbol }, i) => [isin || symbol, i]));
  return (sheet) => {
    const stored = readSession(folder, model, day(sheet.day));
    if (!stored) return null;
    const session = forecastAt(stored, 21);
    const holdings = sheet.constituents.flatMap(({ isin, symbol, weightNow }) => {
      const issuer = columnOf.get(isin || symbol);
      return issuer !== undefined && weightNow > 0 && isCovered(session, issuer)
        ? [{ issuer, weight: weightNow }]
        : [];
    });
    const covered = holdings.reduce((sum, h) => sum + h.weight, 0);
    if (covered === 0) return null;
    const { total, active, beta } = reportPortfolioRisk(
      session,
      model.issuers,
      holdings.map((h) => ({ ...h, weight: h.weight / covered })),
      { name: MODEL_MARKET.name, holdings: MODEL_MARKET.weightsAt(session) },
    );
    const byFactor = new Map(active.factors.map((f) => [f.factor, f]));
    return {
      covered,
      volatility: total.volatility,
      trackingError: active.volatility,
      beta,
      styles: STYLES.map((style) => {
        const { exposure, contribution } = byFactor.get(style)!;
        return { style, exposure, contribution };
      }),
    };
  };
}
