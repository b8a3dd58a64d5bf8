import type { ChargeId } from '../../../../allocations/costs/charges.ts';
import type { Segment } from '../../../../allocations/costs/segment.ts';
import type { RateUsed } from '../../../../allocations/orders/result.ts';
import { NO_BREAK } from '../../../format/numbers.ts';

const NAMES: Readonly<Record<ChargeId, string>> = {
  brokerage: 'Brokerage',
  'securities-transaction-tax': 'Securities transaction tax',
  'exchange-charge': 'Exchange charge',
  'investor-protection': 'Investor protection fund',
  'sebi-fee': 'SEBI fee',
  'stamp-duty': 'Stamp duty',
  'service-tax': 'Service tax',
  'depository-charge': 'Depository charge',
  impact: 'Market impact',
};

/** GST replaced service tax on this date. */
const GST_FROM = '2017-07-01';

/** Display name of a charge on a date (ISO). */
export const chargeName = (id: ChargeId, day: string): string =>
  id === 'service-tax' && day >= GST_FROM ? 'GST' : NAMES[id];

export const SEGMENT_NAMES: Readonly<Record<Segment, string>> = {
  'equity-delivery': 'stocks',
  'index-future': 'index futures',
  'index-option': 'index options',
  'equity-etf': 'equity exchange-traded funds',
  'other-etf': 'other exchange-traded funds',
  'equity-fund': 'equity funds',
  'other-fund': 'other funds',
};

export const CONFIDENCE_NAMES: Readonly<Record<RateUsed['confidence'], string | null>> = {
  primary: null,
  reported: 'as reported, not verified against the legal text',
  assumed: 'assumed; few sources',
  'rule-book': null,
};

/** A charge rate (fraction) as percent with up to six significant digits: `0.00297 %`. */
export const rateText = (rate: number): string => `${Number((100 * rate).toPrecision(6))}${NO_BREAK}%`;
