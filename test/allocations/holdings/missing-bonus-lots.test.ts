import { missingBonusLots } from '../../../allocations/holdings/missing-bonus-lots.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { NO_STOCKS_IN_STORE, type StoredAction } from '../../../allocations/holdings/stocks-in-store.ts';
import { day } from '../../../src/market/day.ts';

const RELIANCE = 'INE002A01018';
const ASKED = { asOf: day('2025-03-31'), knownIssuers: null };
const HEADER = 'holding,position,bought,quantity,cost,price';
const storeWith = (...actions: readonly StoredAction[]) => ({
  ...NO_STOCKS_IN_STORE,
  actionsOf: (isin: string) => (isin === RELIANCE ? actions : []),
});
const BONUS: StoredAction = { on: day('2024-10-28'), kind: 'bonus', ratio: 2 };
const warningsOf = (lines: readonly string[], store = storeWith(BONUS)) =>
  missingBonusLots(readPortfolioFile([HEADER, ...lines].join('\n'), 'f', ASKED), store);

const OLD = `${RELIANCE},momentum,2017-06-01,2000,50,150`;

describe('a lots file with shares from before a bonus in the store', () => {
  test('that counts the bonus shares in the older lot is warned about, with the bonus and the remedy', () => {
    expect(warningsOf([OLD])).toEqual([
      expect.objectContaining({
        severity: 'warning',
        about: RELIANCE,
        message:
          'The portfolio has lots from before the bonus of 28 Oct 2024 (1 new for 1 held), but no lot of bonus shares; if the older lots include them, their tax is wrong.',
      }),
    ]);
  });

  test('gets one warning, however many bonus issues there are', () => {
    const second: StoredAction = { on: day('2023-07-03'), kind: 'bonus', ratio: 1.5 };
    const [warning, ...others] = warningsOf([OLD], storeWith(second, BONUS));
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      about: 'holdings',
      message: expect.stringContaining(
        `2 bonus issues (${RELIANCE}: the bonus of 03 Jul 2023 (1 new for 2 held)`,
      ),
    });
  });

  test('that has the bonus shares as a lot of their own is not', () => {
    expect(warningsOf([OLD, `${RELIANCE},value,2024-11-05,1000,0,150`])).toEqual([]);
  });

  test('whose lots are all later, or that is by value, is not', () => {
    expect(warningsOf([`${RELIANCE},momentum,2024-10-28,2000,50,150`])).toEqual([]);
    expect(
      missingBonusLots(readPortfolioFile('position,value\nvalue,5\n', 'f', ASKED), storeWith(BONUS)),
    ).toEqual([]);
  });

  test('is not warned about a split, which leaves one lot', () => {
    expect(warningsOf([OLD], storeWith({ on: day('2024-10-28'), kind: 'split', ratio: 2 }))).toEqual([]);
  });
});
