import { cboeVix } from './cboe.ts';
import { freeFloats, indexMembers } from './company-fact-files.ts';
import { screenerCompanies, screenerSectors } from './company-lists.ts';
import { constituents } from './constituents.ts';
import { namedFlows, nseFlows, wideFlows } from './flows.ts';
import type { Format } from './format.ts';
import { fred } from './fred.ts';
import { iimaFactors } from './iima-factors.ts';
import { collectedFutures, legacyFutures } from './index-futures.ts';
import { investing } from './investing.ts';
import {
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
} from './niftyindices.ts';
import { nseIndexClose } from './nse-index-close.ts';
import { nseIndexHistory, nseIndiaVix } from './nse-history.ts';
import { screenerBalanceSheets, screenerCashFlows, screenerProfits } from './screener-accounts.ts';
import { fullStockBars, legacyStockBars } from './stock-bars.ts';
import { classifications, corporateActions, sharesOutstanding, statements } from './stock-files.ts';
import { twoColumn } from './two-column.ts';
import { udiff } from './udiff.ts';
import { yahooPanel } from './yahoo-panel.ts';

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
  udiff,
  collectedFutures,
  legacyStockBars,
  fullStockBars,
  yahooPanel,
  corporateActions,
  sharesOutstanding,
  statements,
  classifications,
  freeFloats,
  indexMembers,
  screenerBalanceSheets,
  screenerProfits,
  screenerCashFlows,
  screenerCompanies,
  screenerSectors,
];
