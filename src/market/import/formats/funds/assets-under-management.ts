import { addDays, type Day, dayOf } from '../../../day.ts';
import type { Format, FormatReader } from '../format.ts';
import { numberFact } from './fact-rows.ts';
import { schemeOfCell } from './scheme-cell.ts';

const CODE = 'AMFI_Code';
const AVERAGE = 'AverageAumForTheMonth';
const PERIOD = 'selectedPeriod';

/** AMFI's headline figure: without what domestic funds of funds hold in other funds, which would count twice. */
const FIGURE = 'ExcludingFundOfFundsDomesticButIncludingFundOfFundsOverseas';
const FUND_OF_FUNDS = 'FundOfFundsDomestic';

/** AMFI publishes a quarter's averages within ten working days of its end; known half a month after it (our choice). */
const PUBLICATION_DELAY = 15;

const LAKH_PER_CRORE = 100;
const QUARTER_ENDS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  march: [3, 31],
  june: [6, 30],
  september: [9, 30],
  december: [12, 31],
};

/** The last day of `October - December 2024`; null for another text. */
function endOf(period: string): Day | null {
  const parts = /-\s*(march|june|september|december)\s+(\d{4})$/i.exec(period);
  const end = parts && QUARTER_ENDS[parts[1]!.toLowerCase()];
  return end ? dayOf(Number(parts[2]), ...end) : null;
}

/** ₹ lakh, as a plain number or in the object with both figures. */
function lakhs(text: string): number | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value === 'number') return value;
  const figures = (value ?? {}) as Readonly<Record<string, unknown>>;
  const [own, domestic] = [Number(figures[FIGURE] ?? 0), Number(figures[FUND_OF_FUNDS] ?? 0)];
  // A fund of funds has its assets in the second figure only.
  const total = own === 0 ? domestic : own;
  return Number.isFinite(total) ? total : null;
}

/** The answer of AMFI's service of average assets, by scheme and quarter, nested by fund house and category. */
export const amfiAumJson: Format = {
  id: 'amfi-aum-json',
  title: 'AMFI average assets under management by scheme (JSON)',
  headerExample: ['SchemeNAVName', CODE, AVERAGE, PERIOD].join(','),
  ordered: false,
  matches: (header) => [CODE, AVERAGE, PERIOD].every((column) => header.includes(column)),
  begin: (): FormatReader => ({
    source: 'amfi',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const series = schemeOfCell(cells, CODE);
      const end = endOf(cells.text(PERIOD));
      if (end === null)
        cells.reject(
          'no quarter',
          `${PERIOD} is ${JSON.stringify(cells.text(PERIOD))}, not a quarter such as "October - December 2024"`,
        );
      const observedOn = end ?? (0 as Day);
      const aum = lakhs(cells.text(AVERAGE));
      if (aum === null || aum < 0)
        cells.reject('not a number', `${AVERAGE} is ${JSON.stringify(cells.text(AVERAGE))}`);
      const place = { series, observedOn, knownOn: addDays(observedOn, PUBLICATION_DELAY) };
      return numberFact(place, 'aum', aum === null ? null : aum / LAKH_PER_CRORE);
    },
  }),
};
