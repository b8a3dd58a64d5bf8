import fc from 'fast-check';
import { hasCheckDigit } from '../../../src/market/stocks/isin-check.ts';

const characters = (count: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')),
    minLength: count,
    maxLength: count,
  });

/** Completes eleven characters by the check digit. */
export const withCheckDigit = (eleven: string): string =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((d) => `${eleven}${d}`).find(hasCheckDigit)!;

/** ISINs that begin with a prefix and have the given type of security, with a valid check digit. */
export const isinsOf = (prefix: string, security: string): fc.Arbitrary<string> =>
  fc
    .tuple(characters(4), characters(2))
    .map(([issuer, serial]) => withCheckDigit(`${prefix}${issuer}${security}${serial}`));

export const ordinaryShares = isinsOf('INE', '01');
export const specialShares = isinsOf('IN9', '01');
export const companyDebt = fc.constantFrom('07', '08', '14', '16').chain((code) => isinsOf('INE', code));
export const entitlements = fc.constantFrom('13', '20').chain((code) => isinsOf('INE', code));
export const otherSecurities = fc.constantFrom('02', '05', '99', 'ZZ').chain((code) => isinsOf('INE', code));
export const fundUnits = characters(8).map((c) => withCheckDigit(`INF${c}`));
export const governmentSecurities = fc
  .tuple(fc.constantFrom('0', '1', '2', '3', '4'), characters(8))
  .map(([kind, c]) => withCheckDigit(`IN${kind}${c}`));
export const foreignSecurities = fc
  .tuple(fc.constantFrom('US', 'GB', 'LU', 'IE', 'SG', 'DE', 'XS'), characters(9))
  .map(([country, c]) => withCheckDigit(`${country}${c}`));
