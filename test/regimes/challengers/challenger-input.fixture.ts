import type { ChallengerInput } from '../../../regimes/challengers/challenger.ts';
import { DEFAULT_REGIME_RULES } from '../../../regimes/model/rules.ts';
import { INITIAL_REGIME, callMonths } from '../../../regimes/model/history.ts';
import { alignMarket } from '../../../signals/aligned-market.ts';
import { addDays, type Day, day, dayOf, isWeekend } from '../../../src/market/day.ts';
import { marketOf, quickSignals, type Rows } from '../market.fixture.ts';

const signals = quickSignals();

/** A challenger's input from a market as known on a day: every month-end, with TRRM's calls. */
export function inputOf(rows: Rows, asOf: Day): ChallengerInput {
  const market = alignMarket(marketOf(rows).view(asOf));
  const months = market.monthEnds;
  const calls = callMonths(market, signals, DEFAULT_REGIME_RULES, months, INITIAL_REGIME);
  return { market, months, calls, history: calls };
}

const closesOn = (days: readonly Day[], closes: readonly number[]): Rows =>
  new Map([
    [
      'nifty-50.close',
      closes.map((value, i) => ({ observedOn: days[i]!, knownOn: days[i]!, value, rank: 0 })),
    ],
  ]);

/** Nifty 50 closes on consecutive weekdays from a date, and no other series. */
export function dailyInput(from: string, closes: readonly number[]): ChallengerInput {
  const days: Day[] = [];
  for (let d = day(from); days.length < closes.length; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return inputOf(closesOn(days, closes), days.at(-1)!);
}

/** One Nifty 50 close a month from January of a year. */
export function monthlyInput(year: number, closes: readonly number[]): ChallengerInput {
  const days = closes.map((_, i) => dayOf(year + Math.floor(i / 12), (i % 12) + 1, 28)!);
  return inputOf(closesOn(days, closes), days.at(-1)!);
}
