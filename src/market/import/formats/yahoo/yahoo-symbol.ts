import { userError } from '../../../problem.ts';
import { INDIA_VIX, NIFTY, type SeriesId, US_VIX } from '../../../series.ts';

/** The instrument of a Yahoo symbol: an index, or a stock listed on NSE. */
export type YahooInstrument =
  { readonly kind: 'index'; readonly series: SeriesId } | { readonly kind: 'stock'; readonly symbol: string };

/** Yahoo's symbols of indices, without `^`. Source: finance.yahoo.com. */
const INDICES: Readonly<Record<string, SeriesId>> = {
  NSEI: NIFTY,
  INDIAVIX: INDIA_VIX,
  VIX: US_VIX,
  BSESN: 'sensex',
  NSEBANK: 'nifty-bank',
  NSMIDCP: 'nifty-next-50',
  CNX100: 'nifty-100',
  CNX200: 'nifty-200',
  CRSLDX: 'nifty-500',
  NSEMDCP50: 'nifty-midcap-50',
  CRSMID: 'nifty-midcap-100',
  CNXSC: 'nifty-smallcap-100',
  CNXAUTO: 'nifty-auto',
  CNXCMDT: 'nifty-commodities',
  CNXCONSUM: 'nifty-india-consumption',
  CNXENERGY: 'nifty-energy',
  CNXFMCG: 'nifty-fmcg',
  CNXINFRA: 'nifty-infrastructure',
  CNXIT: 'nifty-it',
  CNXMEDIA: 'nifty-media',
  CNXMETAL: 'nifty-metal',
  CNXMNC: 'nifty-mnc',
  CNXPHARMA: 'nifty-pharma',
  CNXPSE: 'nifty-pse',
  CNXPSUBANK: 'nifty-psu-bank',
  CNXREALTY: 'nifty-realty',
  CNXSERVICE: 'nifty-services-sector',
  'NIFTY_FIN_SERVICE.NS': 'nifty-financial-services',
  'NIFTY_MID_SELECT.NS': 'nifty-midcap-select',
  'NIFTYMIDCAP150.NS': 'nifty-midcap-150',
  'NIFTYSMLCAP250.NS': 'nifty-smallcap-250',
};

const SHARE = /^([A-Z0-9][A-Z0-9&_-]*)\.NS$/;

/**
 * The instrument of a Yahoo symbol; null if it is not known.
 *
 * @throws UserError for a BSE symbol, whose prices would be mistaken for those of NSE.
 */
export function instrumentOf(symbol: string, about: string): YahooInstrument | null {
  const plain = symbol.trim().toUpperCase().replace(/^\^/, '');
  const series = INDICES[plain];
  if (series !== undefined) return { kind: 'index', series };
  const share = SHARE.exec(plain)?.[1];
  if (share !== undefined) return { kind: 'stock', symbol: share };
  if (plain.endsWith('.BO'))
    throw userError(
      'other-exchange',
      about,
      `${symbol} is listed on BSE, whose prices are not those of NSE.`,
      `Download ${symbol.slice(0, -3)}.NS instead.`,
    );
  return null;
}
