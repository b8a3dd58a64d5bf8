import fc from 'fast-check';
import { readPortfolioByLot } from '../../../allocations/holdings/read-lots.ts';
import { positionLines } from '../../../allocations/orders/position-lines.ts';
import { day } from '../../../src/market/day.ts';
import type { UserError } from '../../../src/market/problem.ts';
import * as isins from '../../market/stocks/isin.arbitrary.ts';

const CONTEXT = { asOf: day('2025-01-15'), knownIssuers: null };
const HEADER = 'holding,position,bought,quantity,cost,price,traded';
const ETF = 'INF204KB14I2';

const read = (...lines: string[]) => readPortfolioByLot([HEADER, ...lines].join('\n'), 'held.csv', CONTEXT);
const lineOf = (isin: string, quantity = '100', traded = '') =>
  `${isin},value,2022-05-31,${quantity},235.10,662.30,${traded}`;
const faultsOf = (...lines: string[]): string[] => {
  try {
    read(...lines);
    return [];
  } catch (error) {
    return (error as UserError).problems.map((p) => `${p.message} ${p.remedy}`);
  }
};
/** How the orders of one holding are traded and charged. */
const traded = (line: string) => {
  const portfolio = { kind: 'by-lot', portfolio: read(line) } as const;
  const { lines } = positionLines(portfolio, { destination: { value: 1 }, completion: 1 }, null);
  return [lines[0]!.segment, lines[0]!.tradedIn, lines[0]!.isEquity];
};

describe('a holding is traded and charged by the class of its ISIN:', () => {
  test('any ordinary, partly paid or differently voting share as a share', () => {
    fc.assert(
      fc.property(fc.oneof(isins.ordinaryShares, isins.specialShares), (isin) => {
        expect(traded(lineOf(isin))).toEqual(['equity-delivery', 'shares', true]);
        expect(faultsOf(lineOf(isin, '1.5'))[0]).toBe(
          'quantity is 1.5, which is not a whole number of shares. Give whole shares.',
        );
      }),
      { numRuns: 40 },
    );
  });

  test('a share that the store does not have is not in the store, whatever its class', () => {
    const context = { ...CONTEXT, knownIssuers: new Set(['INE002A01']) };
    const text = `${HEADER}\n${lineOf('IN9155A01020')}`;
    expect(() => readPortfolioByLot(text, 'held.csv', context)).toThrow(
      'held.csv:2: IN9155A01020 is not in the store.',
    );
  });

  test('any fund unit as a unit of a mutual fund, if it is not known to be on the exchange', () => {
    fc.assert(
      fc.property(isins.fundUnits, (isin) => {
        expect(traded(lineOf(isin, '1.5', 'fund'))).toEqual(['equity-fund', 'units', true]);
        expect(traded(lineOf(isin, '15', 'exchange'))).toEqual(['equity-etf', 'shares', true]);
      }),
      { numRuns: 40 },
    );
    expect(traded(lineOf('INF879O01027', '1.5'))).toEqual(['equity-fund', 'units', true]);
  });

  test('an exchange-traded fund in whole units, with a segment of its own', () => {
    expect(traded(lineOf(ETF))).toEqual(['equity-etf', 'shares', true]);
    expect(traded(`${ETF},gold,2022-05-31,10,50,60,`)[0]).toBe('other-etf');
    expect(faultsOf(lineOf(ETF, '1.5'))).toEqual([
      'quantity is 1.5, which is not a whole number of units. Give whole units. If these units are not traded on the exchange, give fund in the column traded.',
    ]);
  });

  test('any debt, entitlement, other, government or foreign security is refused with the reason', () => {
    const refused = fc.oneof(
      isins.companyDebt.map((isin) => [isin, 'a debenture, bond or money-market paper'] as const),
      isins.entitlements.map((isin) => [isin, 'a rights entitlement or warrant'] as const),
      isins.otherSecurities.map((isin) => [isin, 'neither a share nor a fund unit'] as const),
      isins.governmentSecurities.map((isin) => [isin, 'a government security'] as const),
      isins.foreignSecurities.map((isin) => [isin, 'a foreign security'] as const),
    );
    fc.assert(
      fc.property(refused, ([isin, what]) => {
        expect(faultsOf(lineOf(isin))).toEqual([
          expect.stringContaining(`${isin} is ${what}; only listed shares`),
        ]);
      }),
    );
  });

  test('any ISIN with a wrong check digit is refused for it', () => {
    fc.assert(
      fc.property(fc.oneof(isins.ordinaryShares, isins.fundUnits, isins.foreignSecurities), (isin) => {
        const wrong = `${isin.slice(0, 11)}${(Number(isin[11]) + 1) % 10}`;
        expect(faultsOf(lineOf(wrong))[0]).toContain('its check digit is wrong.');
      }),
    );
  });

  test('the column traded is refused for shares, and where lines of one fund differ', () => {
    expect(faultsOf(lineOf('INE002A01018', '10', 'exchange'))[0]).toContain(
      'traded is "exchange", which is not valid for INE002A01018.',
    );
    expect(faultsOf(lineOf(ETF, '10', 'fund'), lineOf(ETF, '11', 'exchange'))[0]).toContain(
      `${ETF} is traded otherwise on line 2.`,
    );
  });
});
