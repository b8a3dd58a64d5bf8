import { cboeVix } from './cboe.ts';
import { constituents } from './constituents.ts';
import { namedFlows, nseFlows, wideFlows } from './flows.ts';
import type { Format } from './format.ts';
import { fred } from './fred.ts';
import { iimaFactors } from './iima-factors.ts';
import { collectedFutures, legacyFutures, udiffFutures } from './index-futures.ts';
import { investing } from './investing.ts';
import {
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
} from './niftyindices.ts';
import { nseIndexClose } from './nse-index-close.ts';
import { nseIndexHistory, nseIndiaVix } from './nse-history.ts';
import { twoColumn } from './two-column.ts';

/** Every file that can be imported. No header is matched by two of them. */
export const FORMATS: readonly Format[] = [
  cboeVix,
  nseIndiaVix,
  nseIndexHistory,
  nseIndexClose,
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
  investing,
  fred,
  iimaFactors,
  twoColumn,
  nseFlows,
  wideFlows,
  namedFlows,
  constituents,
  legacyFutures,
  udiffFutures,
  collectedFutures,
];
