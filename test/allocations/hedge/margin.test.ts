import { readFileSync } from 'node:fs';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import { cashNeeds, exchangeVolatility, marginRate } from '../../../allocations/hedge/margin.ts';
import { describeReference, reference } from '../../reference.ts';

const RULES = DEFAULT_HEDGE_RULES;

test('the margin is six daily deviations over two days, at least 9.3 %, and 2 % of exposure', () => {
  expect(marginRate(0.02, RULES).scan).toBeCloseTo(6 * Math.SQRT2 * 0.02, 12);
  expect(marginRate(0.02, RULES).initial).toBeCloseTo(6 * Math.SQRT2 * 0.02 + 0.02, 12);
  expect(marginRate(0.005, RULES).initial).toBeCloseTo(0.113, 12);
  expect(marginRate(null, RULES).initial).toBeCloseTo(0.113, 12);
});

test('the volatility weighs each day 0.995 times the next, and needs a year of returns', () => {
  const closes = Array.from({ length: 400 }, (_, i) => 100 * (i % 2 === 0 ? 1 : Math.exp(0.01)));
  expect(exchangeVolatility(closes, 0.995)).toBeCloseTo(0.01, 12);
  expect(exchangeVolatility(closes.slice(0, 252), 0.995)).toBeNull();
  // A last move of 10 % is worth half a percent of the mean square.
  const shocked = exchangeVolatility([...closes, closes.at(-1)! * 1.1], 0.995)!;
  const weight = 0.005 / (1 - 0.995 ** 400);
  expect(shocked ** 2).toBeCloseTo((1 - weight) * 0.01 ** 2 + weight * Math.log(1.1) ** 2, 9);
});

test('cash after a move of 10 % is the margin at the new price and volatility, and the payment', () => {
  const rate = marginRate(0.02, RULES);
  const [up, down] = cashNeeds(1e7, rate, RULES);
  const after = marginRate(Math.sqrt(0.995 * 0.02 ** 2 + 0.005 * Math.log(1.1) ** 2), RULES).initial;
  expect(up).toEqual({
    move: 0.1,
    margin: expect.closeTo(after * 1.1e7, 4),
    markToMarket: 1e6,
    total: expect.closeTo(after * 1.1e7 + 1e6, 4),
  });
  expect(down!.markToMarket).toBe(-1e6);
  expect(after).toBeGreaterThan(rate.initial);
});

describeReference('the margin of a Nifty future', () => {
  const closes = readFileSync(
    reference('data/nifty50', 'NIFTY 50_Historical_PR_01041994to31122021.csv'),
    'utf8',
  )
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(/","|,/).map((cell) => cell.replaceAll('"', '').trim()))
    .map((cells) => ({ day: Date.parse(`${cells[1]} UTC`), close: Number(cells.at(-1)) }))
    .sort((a, b) => a.day - b.day);
  const upTo = (day: string) => closes.filter((c) => c.day <= Date.parse(day)).map((c) => c.close);
  const perLot = (day: string) => {
    const known = upTo(day);
    return 75 * known.at(-1)! * marginRate(exchangeVolatility(known, 0.995), RULES).initial;
  };

  test('is within 1 % of ₹ 1,34,553 a lot, a broker’s figure for the framework of 1 June 2020', () => {
    // SAS Online, table of margins under the old and the new framework: ₹ 1,07,344 and ₹ 1,34,553.
    expect(Math.abs(perLot('2020-05-29') / 134_553 - 1)).toBeLessThan(0.01);
  });

  test('is 17.6 % of the contract on 31 March 2020, against a flat 13 % before', () => {
    expect(perLot('2020-03-31') / (75 * 8597.75)).toBeCloseTo(0.176, 3);
  });
});
