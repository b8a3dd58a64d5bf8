/** `INE` + issuer (4) + `01` for equity shares + serial (2) + check digit. Source: NSDL, ISIN structure. */
const EQUITY = /^INE[0-9A-Z]{4}01[0-9A-Z]{2}\d$/;

/** Whether an ISIN identifies fully paid equity of an Indian company, not a fund, trust, bond or warrant. */
export const isEquity = (isin: string): boolean => EQUITY.test(isin);

/** Whether a text has the form of an ISIN (the check digit is not verified). */
export const isIsin = (text: string): boolean => /^[A-Z]{2}[0-9A-Z]{9}\d$/.test(text);

/**
 * The issuer part of an ISIN. A split gives the shares a new serial number, so INE117A01014 and INE117A01022 are the same
 * stock before and after a split.
 */
export const issuerPart = (isin: string): string => isin.slice(0, 9);
