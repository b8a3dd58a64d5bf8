import { INDUSTRIES, type Industry } from '../../risk/factors.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';

/** Display name of an INEC-1 industry code; other sector names are returned unchanged. */
export const sectorName = (sector: string): string =>
  (INDUSTRIES as readonly string[]).includes(sector) ? FACTOR_NAMES[sector as Industry] : sector;
