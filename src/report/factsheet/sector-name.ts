import { INDUSTRIES, type Industry } from '../../risk/factors.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';

/** Sectors are industries of INEC-1 by their codes, unless somebody else has named them. */
export const sectorName = (sector: string): string =>
  (INDUSTRIES as readonly string[]).includes(sector) ? FACTOR_NAMES[sector as Industry] : sector;
