/**
 * Names of market data. A series is one index, rate or flow; a field is one value of it: `nifty-50.pe` is the
 * price-earnings ratio of the Nifty 50. An index id is the index name in lower case, words joined by `-`.
 */
export type SeriesId = string;
/** A field stored in rows. */
export type RowField =
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'turnover'
  | 'tri'
  | 'pe'
  | 'pb'
  | 'dy'
  | 'buy'
  | 'sell'
  | 'net'
  | 'smb'
  | 'hml'
  | 'wml'
  | 'mf'
  | 'rf'
  | 'nav';
/** `near` and `near_expiry`: close and expiry (as a day number) of the next future to expire after the day. */
export type Field = RowField | 'near' | 'near_expiry';
/** A field of a series, such as `nifty-50.close`. */
export type SeriesKey = `${SeriesId}.${Field}`;

/** The series used by the signals and the session calendar. */
export const NIFTY = 'nifty-50';
export const US_VIX = 'us-vix';
export const INDIA_VIX = 'india-vix';
export const GSEC_10Y = 'gsec-10y';
export const FII = 'fii';
/** Price of gold in ₹; cut-off yields of Treasury bills of 91 days. */
export const GOLD = 'gold-inr';
export const TBILL = 'tbill-91d';
/** The four-factor library of IIM Ahmedabad. */
export const IIMA = 'iima-factors';

export { indexId } from './indices/index-id.ts';
