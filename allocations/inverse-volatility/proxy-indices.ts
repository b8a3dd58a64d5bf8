import { z } from 'zod';
import { isoDate } from '../../src/market/iso-date.ts';
import { NIFTY } from '../../src/market/series.ts';
import type { SleeveId } from '../positions.ts';

/** The proxy index of a sleeve, used where its stocks are not available; null for none. */
export const proxyIndexRule = z
  .strictObject({
    series: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a series id like nifty-alpha-50'),
    name: z.string().trim().min(1),
    launched: isoDate
      .nullable()
      .default(null)
      .describe('Launch date; earlier history is the vendor’s back-test'),
    base: isoDate.nullable().default(null).describe('Base date: the first day of the index’s history'),
  })
  .nullable();
export type ProxyIndex = NonNullable<z.infer<typeof proxyIndexRule>>;

/** The market index for beta in this route. */
export const MARKET_INDEX: ProxyIndex = { series: NIFTY, name: 'Nifty 50', launched: null, base: null };

/** TRRM's own contrarian index. Only the simulated market has levels of it; no vendor publishes them. */
const OWN_CONTRARIAN: ProxyIndex = {
  series: 'trrm-contrarian-50',
  name: 'TRRM CONTRARIAN 50',
  launched: null,
  base: null,
};

/** Whether levels of an index can be had from a publisher. */
export const isPublished = ({ series }: Pick<ProxyIndex, 'series'>): boolean =>
  series !== OWN_CONTRARIAN.series;

/**
 * The NSE index whose methodology each sleeve follows. Launch and base dates are from NSE Indices' factsheets and
 * announcements, except the launch of Microcap 250, which is from a secondary source. NSE has no contrarian index:
 * that series is TRRM's own and exists only in the simulated market.
 */
export const NSE_PROXY_INDICES: Readonly<Record<SleeveId, ProxyIndex>> = {
  momentum: {
    series: 'nifty200-momentum-30',
    name: 'NIFTY200 MOMENTUM 30',
    launched: '2020-08-25',
    base: '2005-04-01',
  },
  alpha: { series: 'nifty-alpha-50', name: 'NIFTY ALPHA 50', launched: '2012-11-19', base: '2003-12-31' },
  value: {
    series: 'nifty500-value-50',
    name: 'NIFTY500 VALUE 50',
    launched: '2018-09-28',
    base: '2005-04-01',
  },
  'small-cap': {
    series: 'nifty-smallcap-250',
    name: 'NIFTY SMALLCAP 250',
    launched: '2016-04-01',
    base: '2005-04-01',
  },
  'micro-cap': {
    series: 'nifty-microcap-250',
    name: 'NIFTY MICROCAP 250',
    launched: '2021-05-10',
    base: '2005-04-01',
  },
  'low-volatility': {
    series: 'nifty100-low-volatility-30',
    name: 'NIFTY100 LOW VOLATILITY 30',
    launched: '2016-07-08',
    base: '2005-04-01',
  },
  dividend: {
    series: 'nifty-dividend-opportunities-50',
    name: 'NIFTY DIVIDEND OPPORTUNITIES 50',
    launched: '2011-03-22',
    base: '2007-10-01',
  },
  quality: {
    series: 'nifty200-quality-30',
    name: 'NIFTY200 QUALITY 30',
    launched: '2018-04-17',
    base: '2005-04-01',
  },
  contrarian: OWN_CONTRARIAN,
};
