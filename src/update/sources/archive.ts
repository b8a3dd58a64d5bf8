import type { SourceInput } from '../source.ts';

const NSE_TERMS = {
  sentence:
    "For the user's own use; NSE's data policy forbids redistribution and asks for a licence for more.",
  link: 'https://www.nseindia.com/nse-terms-of-use',
  checkedOn: null,
} as const;

const NSE_REPORTS = 'https://www.nseindia.com/all-reports';
const EVENING = { calendar: 'nse', at: '19:30', zone: 'Asia/Kolkata' } as const;

/** NSE's archive of daily files: one file a session, fetched one at a time. */
const archive = { tier: 'archive', perSecond: 0.8, jitter: 0.3 } as const;

export const ARCHIVE_SOURCES: readonly SourceInput[] = [
  {
    ...archive,
    id: 'nse-indices',
    title: 'NSE: daily close, P/E, P/B and dividend yield of all indices, with India VIX',
    fills: [
      { series: 'nifty-50', kind: 'bar' },
      { series: 'nifty-50', kind: 'valuation' },
      { series: 'india-vix', kind: 'bar' },
    ],
    publication: EVENING,
    requests: [
      {
        covers: 'day',
        url: 'https://nsearchives.nseindia.com/content/indices/ind_close_all_{dd}{mm}{yyyy}.csv',
        accept: ['text/csv', 'application/octet-stream', 'application/vnd.ms-excel'],
        formats: ['nse-index-close'],
        nameAs: 'ind_close_all_{dd}{mm}{yyyy}.csv',
        limitMiB: 4,
        expectedKiB: 14,
      },
    ],
    manual: { page: NSE_REPORTS, file: 'ind_close_all_DDMMYYYY.csv of each session' },
    terms: NSE_TERMS,
  },
  {
    ...archive,
    id: 'nse-cm',
    title: 'NSE: bhavcopy of the cash market',
    fills: [{ series: 'stocks', kind: 'price' }],
    publication: EVENING,
    requests: [
      {
        covers: 'day',
        since: '2024-07-08',
        url: 'https://nsearchives.nseindia.com/content/cm/BhavCopy_NSE_CM_0_0_0_{yyyy}{mm}{dd}_F_0000.csv.zip',
        accept: ['application/zip', 'application/octet-stream'],
        archive: 'zip',
        formats: ['udiff'],
        nameAs: 'BhavCopy_NSE_CM_0_0_0_{yyyy}{mm}{dd}_F_0000.csv.zip',
        limitMiB: 16,
        expectedKiB: 160,
      },
      {
        // The archive's older address, `/content/historical/`, answers 404 for every day.
        covers: 'day',
        since: '2020-01-01',
        until: '2024-07-05',
        url: 'https://nsearchives.nseindia.com/products/content/sec_bhavdata_full_{dd}{mm}{yyyy}.csv',
        accept: ['text/csv', 'application/octet-stream'],
        formats: ['nse-cash-full'],
        nameAs: 'sec_bhavdata_full_{dd}{mm}{yyyy}.csv',
        limitMiB: 16,
        expectedKiB: 300,
      },
    ],
    manual: { page: NSE_REPORTS, file: 'BhavCopy_NSE_CM_0_0_0_YYYYMMDD_F_0000.csv.zip of each session' },
    terms: NSE_TERMS,
  },
  {
    ...archive,
    id: 'nse-fo',
    title: 'NSE: bhavcopy of futures and options',
    fills: [{ series: 'nifty-50', kind: 'future' }],
    publication: EVENING,
    requests: [
      {
        covers: 'day',
        since: '2024-07-08',
        url: 'https://nsearchives.nseindia.com/content/fo/BhavCopy_NSE_FO_0_0_0_{yyyy}{mm}{dd}_F_0000.csv.zip',
        accept: ['application/zip', 'application/octet-stream'],
        archive: 'zip',
        formats: ['udiff'],
        nameAs: 'BhavCopy_NSE_FO_0_0_0_{yyyy}{mm}{dd}_F_0000.csv.zip',
        limitMiB: 32,
        expectedKiB: 900,
      },
    ],
    manual: { page: NSE_REPORTS, file: 'BhavCopy_NSE_FO_0_0_0_YYYYMMDD_F_0000.csv.zip of each session' },
    terms: NSE_TERMS,
  },
];
