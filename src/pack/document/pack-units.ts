import type { Unit } from '../../explain/explanation.ts';

/** Units of the pack's figures by their place in the document, where they differ from those of the part; the first that matches counts. */
const UNITS: readonly (readonly [Unit, RegExp])[] = [
  [
    'rupees',
    /^\/parts\/annexure\/data\/(month\/(?!turnoverRatio)|.*\/value$|transactions\/\d+\/(charges|price)$)/,
  ],
  ['rupees', /\/orders\/total\/(?!slippageRate)/],
  ['rupees', /\/orders\/orders\/.*\/(amount|charges|price|slippage|notTraded)$/],
  ['rupees', /^\/parts\/performance\/data\/record\/(opening|closing|fees|netFlow)$/],
  ['rupees', /\/(liquidity\/(capacity|value)|reserve\/(margin|markToMarket|reserve))$/],
  ['rupees', /^\/parts\/outcome\/last\/data\/(orders\/(bought|sold|cost)|hedge\/(notional|result))$/],
  ['percent', /\/(path\/\d+|now|before)\/(volatility|trackingError)$/],
  ['score', /\/(score|scoreThen|scoreNow|scoreNeeded|scores\/(before|now))$/],
  ['fraction', /^\/parts\/annexure\/data\/(performance\/|month\/turnoverRatio$)/],
  [
    'fraction',
    /^\/parts\/performance\/data\/outcome\/(band|benchmark|own|error|(volatility|trackingError)\/\w+)$/,
  ],
  ['fraction', /\/reconciliation\/(decisions\/\d+\/switched|drift)\//],
  ['fraction', /\/reconciliation\/returns\/(periods\/\d+\/)?(account|paper|arithmetic\/\d+)$/],
  [
    'fraction',
    /\/sheet\/((calendarYears|financialYears|trailing)\/\d+\/(own|benchmark)|months\/\d+\/months\/\d+)$/,
  ],
  ['fraction', /\/sheet\/(rolling\/\d+\/figures\/\d+\/(own|benchmark|volatility)|drawdowns\/\d+\/depth)$/],
  ['fraction', /^\/parts\/risk\/concentration\/data\/(topTen|inStocks|liquidity\/.*)$/],
  ['fraction', /\/(variance\/\w+|factors\/\d+\/fraction|specificFraction|noise\/\w+|fractionInBand)$/],
  ['fraction', /\/(path\/\d+|now|before)\/turnover$/],
  ['fraction', /\/(slippageRate|labelsChanged|reversals\/traded|effects\/(record|benchmark))$/],
  ['count', /\/(backTested|count|days(To\w+)?|draws|entry|months|periods|observations|sessions|flowDays)$/],
  ['count', /\/(problems\/\w+|staleSignals|quantity|portfolios|settled|monthsInForce)$/],
  ['count', /^\/parts\/(risk\/concentration\/data\/stocks|limits\/stability\/.*)$/],
];

/** The unit of a figure; that of its part where its place says nothing else. */
export const unitOf = (pointer: string, ofPart: Unit): Unit =>
  UNITS.find(([, place]) => place.test(pointer))?.[0] ?? ofPart;
