import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../market/day.ts';
import type { SleeveExposures } from '../report/factsheet-html.ts';
import { capWeighted } from '../risk/cap-weighted.ts';
import { STYLES } from '../risk/factors.ts';
import { readRecord, readSession } from '../risk/record.ts';
import { reportPortfolioRisk } from '../risk/risk-report.ts';
import { isCovered } from '../risk/snapshot.ts';
import type { Factsheet } from '../sleeves/factsheet.ts';

/** Tells the exposures of sleeves from a risk model on disk. */
export type ExposureReader = (sheet: Factsheet) => SleeveExposures | null;

/** Where `trrm risk build` puts a model unless told otherwise. */
const USUAL = join('.trrm', 'inec1');

/**
 * Reads the model in a folder; in the usual one where none is named, and where that holds none no exposures are told.
 *
 * @throws UserError where a folder is named that holds no model.
 */
export function exposureReader(folder: string | undefined): ExposureReader {
  if (folder === undefined && !existsSync(join(USUAL, 'model.json'))) return () => null;
  const record = readRecord(folder ?? USUAL);
  const columnOf = new Map(record.issuers.map(({ isin, symbol }, i) => [isin || symbol, i]));
  return (sheet) => {
    const session = readSession(folder ?? USUAL, record, day(sheet.day));
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
      { name: 'INEC-1 estimation universe by capitalisation', holdings: capWeighted(session) },
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
