import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.TRRM_REFERENCE;

/** The files of the reference history, if `TRRM_REFERENCE` names their folder. */
export function referenceFiles(): string[] | undefined {
  if (folder === undefined) return undefined;
  const bonds = readdirSync(join(folder, 'data/gsec')).filter((f) => f.startsWith('India'));
  return [
    join(folder, 'data/us-vix/VIX_History.csv'),
    join(folder, 'data/india-vix'),
    join(folder, 'data/nifty50'),
    join(folder, 'data/factors/iima_four_factors_monthly.csv'),
    ...bonds.map((f) => join(folder, 'data/gsec', f)),
  ];
}
