import type { SourceInput } from '../source.ts';

const AMFI_TERMS = {
  sentence: 'Published for information; AMFI asks that figures be checked with the fund house.',
  link: 'https://www.amfiindia.com/disclaimer',
  checkedOn: null,
} as const;

/** A table of a month that AMFI serves in pages; a page has at most 100 rows, whatever is asked for. */
const amfiPages = (id: string, title: string, service: string, format: string): SourceInput => ({
  id,
  title,
  tier: 'open',
  fills: [{ series: 'funds', kind: 'fund-fact' }],
  publication: { calendar: 'months', at: '12:00', zone: 'Asia/Kolkata', daysLater: 45 },
  perSecond: 1,
  requests: [
    {
      covers: 'month',
      url: `https://www.amfiindia.com/api/${service}&page={n}&pageSize=100`,
      accept: ['application/json'],
      formats: [format],
      pageRows: 100,
      nameAs: `${id} {yyyy}-{mm} page {n}.json`,
      limitMiB: 8,
      expectedKiB: 60,
    },
  ],
  manual: { page: 'https://www.amfiindia.com/', file: 'the table of the month' },
  terms: AMFI_TERMS,
});

/** Sources that their publishers offer to programs. */
export const OPEN_SOURCES: readonly SourceInput[] = [
  {
    id: 'cboe-vix',
    title: 'Cboe: history of the VIX',
    tier: 'open',
    fills: [{ series: 'us-vix', kind: 'bar' }],
    publication: { calendar: 'weekdays', at: '18:00', zone: 'America/Chicago' },
    perSecond: 2,
    requests: [
      {
        covers: 'history',
        url: 'https://cdn.cboe.com/api/global/us_indices/daily_prices/VIX_History.csv',
        accept: ['text/csv', 'application/octet-stream'],
        formats: ['cboe-vix'],
        nameAs: 'VIX_History {to:YYYY-MM-DD}.csv',
        limitMiB: 8,
        expectedKiB: 450,
      },
    ],
    manual: {
      page: 'https://www.cboe.com/tradable_products/vix/vix_historical_data/',
      file: 'VIX_History.csv',
    },
    terms: {
      sentence: 'Free for personal and internal use; Cboe forbids redistribution.',
      link: 'https://www.cboe.com/terms/',
      checkedOn: null,
    },
  },
  {
    id: 'fred',
    title: 'FRED: monthly yields of Indian ten-year bonds and three-month bills (OECD)',
    tier: 'open',
    fills: [{ series: 'fred-indirltlt01stm', kind: 'bar' }],
    // OECD's monthly yields of a month appear in the second half of the next.
    publication: { calendar: 'months', at: '12:00', zone: 'America/Chicago', daysLater: 60 },
    perSecond: 1,
    requests: [
      {
        covers: 'history',
        url: 'https://fred.stlouisfed.org/graph/fredgraph.csv?id={series}',
        each: ['INDIRLTLT01STM', 'INDIR3TIB01STM'],
        accept: ['text/csv', 'application/csv'],
        formats: ['fred'],
        nameAs: '{series} {to:YYYY-MM-DD}.csv',
        limitMiB: 8,
        expectedKiB: 12,
      },
    ],
    manual: { page: 'https://fred.stlouisfed.org/series/INDIRLTLT01STM', file: 'INDIRLTLT01STM.csv' },
    terms: {
      sentence: 'Free to use with the source named; some series have terms of their own.',
      link: 'https://fred.stlouisfed.org/legal/',
      checkedOn: null,
    },
  },
  {
    id: 'amfi-nav',
    title: 'AMFI: latest net asset value of every scheme',
    tier: 'open',
    fills: [{ series: 'funds', kind: 'nav' }],
    // Complete only after 23:00; some houses report the next morning.
    publication: { calendar: 'weekdays', at: '10:00', zone: 'Asia/Kolkata', daysLater: 1 },
    perSecond: 1,
    requests: [
      {
        covers: 'latest',
        url: 'https://portal.amfiindia.com/spages/NAVAll.txt',
        accept: ['text/plain'],
        formats: ['amfi-nav-all', 'amfi-nav-all-2'],
        nameAs: 'NAVAll {to:YYYY-MM-DD}.txt',
        limitMiB: 32,
        expectedKiB: 1700,
      },
    ],
    manual: { page: 'https://www.amfiindia.com/net-asset-value', file: 'NAVAll.txt' },
    terms: AMFI_TERMS,
  },
  {
    id: 'amfi-nav-history',
    title: 'AMFI: history of net asset values',
    tier: 'open',
    // Twenty years are some 90 requests: fetched when named.
    enabled: false,
    fills: [{ series: 'funds', kind: 'nav' }],
    publication: { calendar: 'weekdays', at: '10:00', zone: 'Asia/Kolkata', daysLater: 1 },
    perSecond: 0.5,
    requests: [
      {
        covers: 'window',
        windowDays: 90,
        url: 'https://portal.amfiindia.com/DownloadNAVHistoryReport_Po.aspx?frmdt={from:DD-Mon-YYYY}&todt={to:DD-Mon-YYYY}',
        accept: ['text/plain'],
        formats: ['amfi-nav-history'],
        nameAs: 'NAV history {from:YYYY-MM-DD} {to:YYYY-MM-DD}.txt',
        limitMiB: 256,
        expectedKiB: 60_000,
      },
    ],
    manual: { page: 'https://www.amfiindia.com/nav-history-download', file: 'the text file of each quarter' },
    terms: AMFI_TERMS,
  },
  amfiPages(
    'amfi-ter',
    'AMFI: total expense ratios',
    'populate-te-rdata-revised?MF_ID=All&Month={mm}-{yyyy}&strCat=-1&strType=-1',
    'amfi-ter-json',
  ),
  amfiPages(
    'amfi-aum',
    'AMFI: average assets under management by scheme',
    'average-aum-schemewise?Month={mm}-{yyyy}',
    'amfi-aum-json',
  ),
];
