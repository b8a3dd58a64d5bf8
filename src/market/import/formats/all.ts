import { cboeVix } from './series/cboe.ts';
import { freeFloats, indexMembers } from './stocks/company-facts.ts';
import { screenerCompanies, screenerSectors } from './stocks/company-lists.ts';
import { constituents } from './stocks/constituents.ts';
import { corporateActions } from './stocks/corporate-actions.ts';
import { namedFlows, nseFlows, wideFlows } from './series/flows.ts';
import type { Format } from './format.ts';
import { fred } from './series/fred.ts';
import { iimaFactors } from './series/iima-factors.ts';
import { collectedFutures, legacyFutures } from './series/index-futures.ts';
import { investing } from './series/investing.ts';
import {
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
} from './series/niftyindices.ts';
import { nseIndexClose } from './series/nse-index-close.ts';
import { nseIndexHistory, nseIndiaVix } from './series/nse-history.ts';
import { screenerBalanceSheets, screenerCashFlows, screenerProfits } from './stocks/screener-accounts.ts';
import { fullStockBars, legacyStockBars } from './stocks/stock-bars.ts';
import { classifications, sharesOutstanding, statements } from './stocks/stock-files.ts';
import { twoColumn } from './series/two-column.ts';
import { udiff } from './stocks/udiff.ts';
import { yahooPanel } from './stocks/yahoo-panel.ts';

/** All formats. No header matches two of them. */
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
