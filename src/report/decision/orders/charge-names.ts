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
  impact: 'Impact on prices',
};

/** The goods and services tax took the place of service tax. */
const GST_FROM = '2017-07-01';

/** What a charge is called on a day, in ISO form. */
export const chargeName = (id: ChargeId, day: string): string =>
  id === 'service-tax' && day >= GST_FROM ? 'GST' : NAMES[id];

export const SEGMENT_NAMES: Readonly<Record<Segment, string>> = {
  'equity-delivery': 'shares',
  'index-future': 'index futures',
  'index-option': 'index options',
  'equity-fund': 'equity funds',
  'other-fund': 'other funds',
};

export const CONFIDENCE_NAMES: Readonly<Record<RateUsed['confidence'], string | null>> = {
  primary: null,
  reported: 'as reported, not by the law’s own text',
  assumed: 'our reading of thin sources',
  'rule-book': null,
};

/** A rate of charge in all its digits: `0.00297 %`. */
export const rateText = (rate: number): string => `${Number((100 * rate).toPrecision(6))}${NO_BREAK}%`;
