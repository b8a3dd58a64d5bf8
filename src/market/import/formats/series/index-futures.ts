import type { Day } from '../../../day.ts';
import type { Future } from '../../../store/rows.ts';
import { NIFTY, type SeriesId, indexId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';

/** The underlying index of a symbol in the derivatives segment. */
const UNDERLYING: ReadonlyMap<string, SeriesId> = new Map([
  ['NIFTY', NIFTY],
  ['BANKNIFTY', 'nifty-bank'],
  ['FINNIFTY', 'nifty-financial-services'],
  ['MIDCPNIFTY', 'nifty-midcap-select'],
  ['NIFTYNXT50', 'nifty-next-50'],
]);

const LAKH = 100_000;

function underlying(cells: Cells, column: string): SeriesId {
  const symbol = cells.text(column);
  return UNDERLYING.get(symbol) ?? indexId(symbol);
}

type Figures = Omit<Future, 'kind' | 'series' | 'observedOn' | 'knownOn' | 'expiry'>;

function future(cells: Cells, series: SeriesId, observedOn: Day, expiry: Day, figures: Figures): Future {
  if (expiry < observedOn) cells.reject('expired', 'the expiry is before the date of the row');
  return { kind: 'future', series, observedOn, knownOn: observedOn, expiry, ...figures };
}

/** A price; null for 0, which marks a contract that did not trade. */
const price = (cells: Cells, column: string): number | null => cells.number(column) || null;

const inRupees = (lakh: number | null): number | null => (lakh === null ? null : lakh * LAKH);

/** Index futures of NSE's derivatives bhavcopy to July 2024, whose values are in ₹ lakh. */
export const legacyFutures: Format = {
  id: 'nse-fo-legacy',
  title: 'NSE F&O bhavcopy (to July 2024)',
  headerExample:
    'INSTRUMENT,SYMBOL,EXPIRY_DT,STRIKE_PR,OPTION_TYP,OPEN,HIGH,LOW,CLOSE,SETTLE_PR,CONTRACTS,VAL_INLAKH,OPEN_INT,CHG_IN_OI,TIMESTAMP,',
  ordered: false,
  matches: exactly(
    'INSTRUMENT',
    'SYMBOL',
    'EXPIRY_DT',
    'STRIKE_PR',
    'OPTION_TYP',
    'OPEN',
    'HIGH',
    'LOW',
    'CLOSE',
    'SETTLE_PR',
    'CONTRACTS',
    'VAL_INLAKH',
    'OPEN_INT',
    'CHG_IN_OI',
    'TIMESTAMP',
  ),
  begin: (): FormatReader => ({
    source: 'nse',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) => {
      if (cells.text('INSTRUMENT') !== 'FUTIDX') {
        cells.reject('not an index future', `the instrument is ${cells.text('INSTRUMENT')}`);
        return [];
      }
      const [observedOn, expiry] = [
        cells.day('TIMESTAMP', 'DD Mon YYYY'),
        cells.day('EXPIRY_DT', 'DD Mon YYYY'),
      ];
      return [
        future(cells, underlying(cells, 'SYMBOL'), observedOn, expiry, {
          open: price(cells, 'OPEN'),
          high: price(cells, 'HIGH'),
          low: price(cells, 'LOW'),
          close: price(cells, 'CLOSE'),
          settle: price(cells, 'SETTLE_PR'),
          contracts: cells.number('CONTRACTS'),
          openInterest: cells.number('OPEN_INT'),
          value: inRupees(cells.number('VAL_INLAKH')),
          lot: null,
        }),
      ];
    },
  }),
};

/** A line of the derivatives segment of a UDiFF bhavcopy, with values in ₹; index futures are `IDF`. */
export function udiffFuture(cells: Cells): Future[] {
  if (cells.text('FinInstrmTp') !== 'IDF') {
    cells.reject('not an index future', `the instrument is ${cells.text('FinInstrmTp')}`);
    return [];
  }
  const [observedOn, expiry] = [cells.day('TradDt', 'YYYY-MM-DD'), cells.day('XpryDt', 'YYYY-MM-DD')];
  return [
    future(cells, underlying(cells, 'TckrSymb'), observedOn, expiry, {
      open: price(cells, 'OpnPric'),
      high: price(cells, 'HghPric'),
      low: price(cells, 'LwPric'),
      close: price(cells, 'ClsPric'),
      settle: price(cells, 'SttlmPric'),
      contracts: cells.number('TtlTradgVol'),
      openInterest: cells.number('OpnIntrst'),
      value: cells.number('TtlTrfVal'),
      lot: price(cells, 'NewBrdLotQty'),
    }),
  ];
}

/** Index futures collected from legacy bhavcopies by a third party; values in ₹ lakh, lot size if stated. */
export const collectedFutures: Format = {
  id: 'collected-futures',
  title: 'index futures collected from bhavcopies',
  headerExample: 'date,symbol,expiry,close,contracts,value,open_interest,stated_lot,implied_lot',
  ordered: false,
  matches: exactly(
    'date',
    'symbol',
    'expiry',
    'close',
    'contracts',
    'value',
    'open_interest',
    'stated_lot',
    'implied_lot',
  ),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) => {
      const [observedOn, expiry] = [cells.day('date', 'YYYY-MM-DD'), cells.day('expiry', 'DD Mon YYYY')];
      return [
        future(cells, underlying(cells, 'symbol'), observedOn, expiry, {
          open: null,
          high: null,
          low: null,
          close: price(cells, 'close'),
          settle: null,
          contracts: cells.number('contracts'),
          openInterest: cells.number('open_interest'),
          value: inRupees(cells.number('value')),
          lot: price(cells, 'stated_lot'),
        }),
      ];
    },
  }),
};
