import type { SourceInput } from '../source.ts';

/*
 * Sites that block programs, or whose terms ask for a person. Off until the user has read the terms and writes `accept:
 * true` in a file of his own. A refusal is final: it is answered by the manual path, never by another disguise.
 */

const NSE_TERMS = {
  sentence: 'NSE blocks programs and cloud addresses by policy; the data are for your own use.',
  link: 'https://www.nseindia.com/nse-terms-of-use',
  checkedOn: null,
} as const;

const INDICES_TERMS = {
  sentence: 'NSE Indices allows personal use; redistribution and commercial use need a licence.',
  link: 'https://www.niftyindices.com/terms-of-use',
  checkedOn: null,
} as const;

const guarded = { tier: 'guarded', perSecond: 1 / 3, jitter: 0.3 } as const;
const EVENING = { calendar: 'nse', at: '19:30', zone: 'Asia/Kolkata' } as const;

/** The sleeves' indices and the benchmarks. */
const INDICES = [
  'NIFTY 50',
  'NIFTY 100',
  'NIFTY 500',
  'NIFTY SMALLCAP 250',
  'NIFTY MICROCAP 250',
  'NIFTY200 MOMENTUM 30',
  'NIFTY200 ALPHA 30',
  'NIFTY500 VALUE 50',
  'NIFTY100 LOW VOLATILITY 30',
  'NIFTY DIVIDEND OPPORTUNITIES 50',
  'NIFTY200 QUALITY 30',
];

/** A service of niftyindices.com: the index and the window are in the body. */
const niftyindices = (
  id: string,
  title: string,
  service: string,
  format: string,
  kind: string,
): SourceInput => ({
  ...guarded,
  id,
  title,
  fills: [{ series: 'nifty-50', kind }],
  publication: EVENING,
  requests: [
    {
      covers: 'window',
      method: 'POST',
      url: `https://www.niftyindices.com/BackPage/${service}`,
      warmUp: 'https://www.niftyindices.com/reports/historical-data',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: `{"cinfo":"{'name':'{series}','startDate':'{from:DD-Mon-YYYY}','endDate':'{to:DD-Mon-YYYY}','indexName':'{series}'}"}`,
      each: INDICES,
      windowDays: 365,
      accept: ['application/json'],
      formats: [format],
      nameAs: `${id} {series} {from:YYYY-MM-DD} {to:YYYY-MM-DD}.json`,
      limitMiB: 16,
      expectedKiB: 60,
    },
  ],
  manual: {
    page: 'https://www.niftyindices.com/reports/historical-data',
    file: 'the CSV of each index, under the name that the site gives it',
  },
  terms: INDICES_TERMS,
});

export const GUARDED_SOURCES: readonly SourceInput[] = [
  niftyindices(
    'niftyindices-pr',
    'NSE Indices: price history',
    'getHistoricaldatatabletoString',
    'niftyindices-pr-service',
    'bar',
  ),
  niftyindices(
    'niftyindices-tri',
    'NSE Indices: total return history',
    'getTotalReturnIndexString',
    'niftyindices-tri-service',
    'total-return',
  ),
  niftyindices(
    'niftyindices-pe',
    'NSE Indices: P/E, P/B and dividend yield history',
    'getpepbHistoricaldataDBtoString',
    'niftyindices-pe-service',
    'valuation',
  ),
  {
    ...guarded,
    id: 'nse-vix',
    title: 'NSE: history of India VIX',
    fills: [{ series: 'india-vix', kind: 'bar' }],
    publication: EVENING,
    requests: [
      {
        covers: 'window',
        url: 'https://www.nseindia.com/api/historicalOR/vixhistory?from={from:DD-MM-YYYY}&to={to:DD-MM-YYYY}&csv=true',
        warmUp: 'https://www.nseindia.com/report-detail/display-bulk-and-block-deals',
        windowDays: 365,
        accept: ['text/csv', 'application/octet-stream', 'application/json'],
        formats: ['nse-india-vix', 'nse-index-json'],
        nameAs: 'hist_india_vix_{from:YYYY-MM-DD}_{to:YYYY-MM-DD}.csv',
        limitMiB: 4,
        expectedKiB: 20,
      },
    ],
    manual: { page: 'https://www.nseindia.com/reports-indices-historical-vix', file: 'hist_india_vix_….csv' },
    terms: NSE_TERMS,
  },
  {
    ...guarded,
    id: 'nse-fiidii',
    title: 'NSE: FII and DII activity of the last session',
    fills: [{ series: 'fii', kind: 'flow' }],
    publication: EVENING,
    lastDayOnly: true,
    requests: [
      {
        covers: 'latest',
        url: 'https://www.nseindia.com/api/fiidiiTradeReact',
        warmUp: 'https://www.nseindia.com/reports/fii-dii',
        accept: ['application/json'],
        formats: ['nse-flows'],
        nameAs: 'fiidii {to:YYYY-MM-DD}.json',
        limitMiB: 1,
        expectedKiB: 1,
      },
    ],
    manual: { page: 'https://www.nseindia.com/reports/fii-dii', file: 'the CSV of the page, each session' },
    terms: NSE_TERMS,
  },
];
