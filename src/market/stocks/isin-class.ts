import { isExchangeTradedFund } from './exchange-traded-funds.ts';

/**
 * The kind of security that an ISIN identifies. The first three characters give the kind of issuer, and for companies
 * the eighth and ninth the kind of security. Source: NSDL, ISIN structure (`IN`, `E` for a company, issuer of four
 * characters, two of the type of security, serial of two, check digit; `F` for a mutual fund; `9` for shares partly
 * paid or with other voting rights; a digit 0 to 4 for a government).
 */
export type IsinClass =
  | 'ordinary-share'
  | 'special-share'
  | 'exchange-traded-fund'
  | 'mutual-fund'
  | 'preference-share'
  | 'debt'
  | 'entitlement'
  | 'trust-unit'
  | 'other-security'
  | 'government-security'
  | 'foreign';

/** The two characters of the type of security after `INE` and the issuer, as far as they occur in a portfolio. */
const COMPANY_SECURITIES: Readonly<Record<string, IsinClass>> = {
  '01': 'ordinary-share',
  '03': 'preference-share',
  '04': 'preference-share',
  '07': 'debt',
  '08': 'debt',
  '09': 'debt',
  '11': 'entitlement',
  '13': 'entitlement',
  '14': 'debt',
  '15': 'debt',
  '16': 'debt',
  '20': 'entitlement',
  '23': 'trust-unit',
  '25': 'trust-unit',
};

/** How a security of each class is described to people, after `is`. */
export const ISIN_CLASS_NAMES: Readonly<Record<IsinClass, string>> = {
  'ordinary-share': 'an ordinary share',
  'special-share': 'a share with other voting rights or partly paid (IN9…)',
  'exchange-traded-fund': 'a unit of an exchange-traded fund (INF…)',
  'mutual-fund': 'a unit of a mutual fund (INF…)',
  'preference-share': 'a preference share',
  debt: 'a debenture, bond or money-market paper',
  entitlement: 'a rights entitlement or warrant',
  'trust-unit': 'a unit of a REIT or InvIT',
  'other-security': 'neither a share nor a fund unit',
  'government-security': 'a government security',
  foreign: 'a foreign security',
};

/** The class of an ISIN; null for a text that does not have the form of one. The check digit is not verified. */
export function isinClass(isin: string): IsinClass | null {
  if (!/^[A-Z]{2}[0-9A-Z]{9}\d$/.test(isin)) return null;
  if (!isin.startsWith('IN')) return 'foreign';
  const security = isin.slice(7, 9);
  switch (isin[2]) {
    case 'E':
      return COMPANY_SECURITIES[security] ?? 'other-security';
    case '9':
      return security === '01' ? 'special-share' : 'other-security';
    case 'F':
      return isExchangeTradedFund(isin) ? 'exchange-traded-fund' : 'mutual-fund';
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
      return 'government-security';
    default:
      return 'other-security';
  }
}
