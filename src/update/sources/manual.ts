import type { SourceInput } from '../source.ts';

/** Sources that only a person can fetch: no address for programs, or terms that exclude them. */
export const MANUAL_SOURCES: readonly SourceInput[] = [
  {
    id: 'rbi-tbill',
    title: 'RBI: cut-off yields of the weekly auctions of Treasury bills',
    tier: 'manual',
    fills: [{ series: 'tbill-91d', kind: 'bar' }],
    publication: { calendar: 'weekdays', at: '18:00', zone: 'Asia/Kolkata', daysLater: 8 },
    manual: {
      page: 'https://www.rbi.org.in/Scripts/BS_PressReleaseDisplay.aspx',
      file: 'a CSV with the columns Date,Yield and 91day in its name',
    },
    terms: {
      sentence: 'RBI allows reproduction with the source named.',
      link: 'https://www.rbi.org.in/Scripts/Disclaimer.aspx',
      checkedOn: null,
    },
  },
  {
    id: 'investing',
    title: 'investing.com: yield of the ten-year government bond, daily',
    tier: 'manual',
    fills: [{ series: 'gsec-10y', kind: 'bar' }],
    publication: { calendar: 'weekdays', at: '20:00', zone: 'Asia/Kolkata' },
    manual: {
      page: 'https://www.investing.com/rates-bonds/india-10-year-bond-yield-historical-data',
      file: 'India 10-Year Bond Yield Historical Data.csv',
    },
    terms: {
      sentence: 'The terms exclude programs.',
      link: 'https://www.investing.com/about-us/terms-and-conditions',
      checkedOn: null,
    },
  },
  {
    id: 'iima',
    title: 'IIM Ahmedabad: four-factor library, monthly',
    tier: 'manual',
    fills: [{ series: 'iima-factors', kind: 'factor-premium' }],
    publication: { calendar: 'months', at: '00:00', zone: 'Asia/Kolkata', daysLater: 60 },
    manual: {
      page: 'https://faculty.iima.ac.in/iffm/Indian-Fama-French-Momentum/',
      file: 'the CSV of monthly survivorship-adjusted returns',
    },
    terms: {
      sentence: 'Free for research with the authors named.',
      link: 'https://faculty.iima.ac.in/iffm/Indian-Fama-French-Momentum/',
      checkedOn: null,
    },
  },
];
