import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../../../market/day.ts';
import type { SleeveExposures } from '../../../report/factsheet/page.ts';
import { MODEL_MARKET } from '../../../risk/portfolio/benchmark.ts';
import { STYLES } from '../../../risk/factors.ts';
import { readRecord, readSession } from '../../../risk/store/model-store.ts';
import { reportPortfolioRisk } from '../../../risk/portfolio/risk-report.ts';
import { isCovered } from '../../../risk/snapshot.ts';
import type { Factsheet } from '../../../sleeves/factsheet.ts';

/** Tells the exposures of sleeves from a risk model on disk. */
export type ExposureReader = (sheet: Factsheet) => SleeveExposures | null;

/**
 * Reads the model in the folder that is named; else in the usual one, and where that holds none no exposures are told.
 *
 * @throws UserError where a folder is named that holds no model.
 */
export function exposureReader(named: string | undefined, usual: string): ExposureReader {
  if (named === undefined && !existsSync(join(usual, 'model.json'))) return () => null;
  const folder = named ?? usual;
  const record = readRecord(folder);
  const columnOf = new Map(record.issuers.map(({ isin, symbol }, i) => [isin || symbol, i]));
  return (sheet) => {
    const session = readSession(folder, record, day(sheet.day));
    if (!session) return null;
    const held = sheet.members.flatMap(({ isin, symbol, weightNow }) => {
      const issuer = columnOf.get(isin || symbol);
      return issuer !== undefined && weightNow > 0 && isCovered(session, issuer)
        ? [{ issuer, weight: weightNow }]
        : [];
    });
    const covered = held.reduce((sum, h) => sum + h.weight, 0);
    if (covered === 0) return null;
    const { total, active, beta } = reportPortfolioRisk(
      session,
      record.issuers,
      held.map((h) => ({ ...h, weight: h.weight / covered })),
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
