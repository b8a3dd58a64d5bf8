import fc from 'fast-check';
import { hasCheckDigit } from '../../../src/market/stocks/isin-check.ts';
import { isExchangeTradedFund } from '../../../src/market/stocks/exchange-traded-funds.ts';
import { type IsinClass, isinClass } from '../../../src/market/stocks/isin-class.ts';
import * as isins from './isin.arbitrary.ts';

describe('the class of an ISIN', () => {
  test.each<[string, IsinClass, fc.Arbitrary<string>]>([
    ['ordinary shares (INE…01…)', 'ordinary-share', isins.ordinaryShares],
    ['partly paid shares and those with other voting rights (IN9…01…)', 'special-share', isins.specialShares],
    ['debentures, bonds and money-market paper', 'debt', isins.companyDebt],
    ['rights entitlements and warrants', 'entitlement', isins.entitlements],
    ['other securities of companies', 'other-security', isins.otherSecurities],
    ['government securities', 'government-security', isins.governmentSecurities],
    ['foreign securities', 'foreign', isins.foreignSecurities],
  ])('is found for any ISIN of %s', (_, expected, any) => {
    fc.assert(fc.property(any, (isin) => expect([isin, isinClass(isin)]).toEqual([isin, expected])));
  });

  test('of fund units is exchange-traded by the list, and a mutual fund otherwise', () => {
    fc.assert(
      fc.property(isins.fundUnits, (isin) => {
        const listed = isExchangeTradedFund(isin);
        expect(isinClass(isin)).toBe(listed ? 'exchange-traded-fund' : 'mutual-fund');
      }),
    );
    // Nippon India ETF Nifty 50 BeES; HDFC Gold ETF; Parag Parikh Flexi Cap, which is no ETF.
    expect(['INF204KB14I2', 'INF179KC1981', 'INF879O01027'].map(isinClass)).toEqual([
      'exchange-traded-fund',
      'exchange-traded-fund',
      'mutual-fund',
    ]);
    expect(hasCheckDigit('INF204KB14I2')).toBe(true);
  });

  test('does not exist for a text without the form of an ISIN', () => {
    expect(['', 'RELIANCE', 'INE002A0101', 'ine002a01018', '120716'].map(isinClass)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('is right for well-known securities', () => {
    // Reliance; Tata Motors DVR; Reliance partly paid 2020; a Reliance debenture; Embassy REIT; Apple.
    expect(
      ['INE002A01018', 'IN9155A01020', 'IN9002A01024', 'INE002A08534', 'INE041025011', 'US0378331005'].map(
        isinClass,
      ),
    ).toEqual(['ordinary-share', 'special-share', 'special-share', 'debt', 'trust-unit', 'foreign']);
  });
});
