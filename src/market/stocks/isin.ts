/** `INE` + issuer (4) + `01` for an equity share + serial (2) + check digit. Source: NSDL, ISIN structure. */
const EQUITY = /^INE[0-9A-Z]{4}01[0-9A-Z]{2}\d$/;

/** Whether an ISIN is that of a fully paid equity share of an Indian company: no fund, trust, bond or warrant. */
export const isEquity = (isin: string): boolean => EQUITY.test(isin);

/** Whether a text has the form of an ISIN of any kind. */
export const isIsin = (text: string): boolean => /^[A-Z]{2}[0-9A-Z]{9}\d$/.test(text);

/**
 * The part of an ISIN that stays with the issuer: a split gives the shares a new serial, so INE117A01014 and
 * INE117A01022 are one share before and after.
 */
export const issuerPart = (isin: string): string => isin.slice(0, 9);
