import { cboeVix } from './cboe.ts';
import type { Format } from './format.ts';
import { investing } from './investing.ts';
import {
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
} from './niftyindices.ts';
import { nseIndexHistory, nseIndiaVix } from './nse-history.ts';

/** Every file that can be imported. No header is matched by two of them. */
export const FORMATS: readonly Format[] = [
  cboeVix,
  nseIndiaVix,
  nseIndexHistory,
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
  investing,
];
