import { accountHoldings, accountTrades, accountValues } from './accounts/account-files.ts';
import { amfiNavAll, amfiNavAll2 } from './funds/amfi-nav-all.ts';
import { amfiNavHistory } from './funds/amfi-nav-history.ts';
import { amfiAumJson } from './funds/assets-under-management.ts';
import { amfiTer, amfiTerJson } from './funds/expense-ratios.ts';
import { fundFacts } from './funds/fund-facts.ts';
import { fundMaster } from './funds/fund-master.ts';
import { mfapi } from './funds/mfapi.ts';
import { navCsv } from './funds/nav-csv.ts';
import { schemeEvents } from './funds/scheme-events.ts';
import { cboeVix, cboeVixCurrent } from './series/cboe.ts';
import { freeFloats, indexMembers } from './stocks/company-facts.ts';
import { screenerCompanies, screenerSectors } from './stocks/company-lists.ts';
import { constituents } from './stocks/constituents.ts';
import { corporateActions } from './stocks/corporate-actions.ts';
import { namedFlows, nseFlows, nseFlowsPage, wideFlows } from './series/flows.ts';
import type { Format } from './format.ts';
import { fred } from './series/fred.ts';
import { gold } from './series/gold.ts';
import { iimaFactors } from './series/iima-factors.ts';
import { collectedFutures, legacyFutures } from './series/index-futures.ts';
import { investing } from './series/investing.ts';
import {
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
} from './series/niftyindices.ts';
import {
  niftyindicesPriceService,
  niftyindicesTotalReturnService,
  niftyindicesValuationService,
} from './series/niftyindices-service.ts';
import { nseIndexJson } from './series/nse-service.ts';
import { treasuryBills } from './series/treasury-bills.ts';
import { bseBefore2024 } from './stocks/bse-before-2024.ts';
import {
  nseBookClosures,
  nseCorporateActions,
  nseCorporateActionsJson,
} from './stocks/nse-corporate-actions.ts';
import { nseMarketCaps } from './stocks/nse-market-caps.ts';
import { nsepy, nseStockJson, priceVolume, quoteEquity } from './stocks/nse-stock-history.ts';
import { nseEquityList } from './stocks/securities-lists.ts';
import { yahooSymbol, yfinance } from './yahoo/yahoo-symbol-files.ts';
import { nseIndexClose } from './series/nse-index-close.ts';
import { nseIndexHistory, nseIndiaVix } from './series/nse-history.ts';
import { screenerBalanceSheets, screenerCashFlows, screenerProfits } from './stocks/screener-accounts.ts';
import { fullStockBars, legacyStockBars } from './stocks/stock-bars.ts';
import { classifications, sharesOutstanding, statements } from './stocks/stock-files.ts';
import { twoColumn } from './series/two-column.ts';
import { udiff } from './stocks/udiff.ts';
import { yahooPanel } from './yahoo/yahoo-panel.ts';

/** All formats. No header matches two of them. */
export const FORMATS: readonly Format[] = [
  cboeVix,
  cboeVixCurrent,
  nseIndiaVix,
  nseIndexHistory,
  nseIndexClose,
  niftyindicesPrice,
  niftyindicesTotalReturn,
  niftyindicesValuation,
  nseValuation,
  niftyindicesPriceService,
  niftyindicesTotalReturnService,
  niftyindicesValuationService,
  nseIndexJson,
  investing,
  fred,
  treasuryBills,
  gold,
  yahooSymbol,
  yfinance,
  iimaFactors,
  twoColumn,
  nseFlows,
  nseFlowsPage,
  wideFlows,
  namedFlows,
  constituents,
  nseEquityList,
  legacyFutures,
  udiff,
  collectedFutures,
  legacyStockBars,
  fullStockBars,
  nsepy,
  quoteEquity,
  priceVolume,
  nseStockJson,
  bseBefore2024,
  yahooPanel,
  nseCorporateActions,
  nseCorporateActionsJson,
  nseBookClosures,
  nseMarketCaps,
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
  amfiNavAll,
  amfiNavAll2,
  amfiNavHistory,
  mfapi,
  navCsv,
  amfiTer,
  amfiTerJson,
  amfiAumJson,
  fundFacts,
  schemeEvents,
  fundMaster,
  accountValues,
  accountTrades,
  accountHoldings,
];
