import type { Trial } from '../../../regimes/challengers/challenger.ts';
import { DEFAULT_REGIME_RULES } from '../../../regimes/model/rules.ts';
import { INITIAL_REGIME, walkTape } from '../../../regimes/model/history.ts';
import { layTape } from '../../../signals/aligned-market.ts';
import { addDays, type Day, day, dayOf, isWeekend } from '../../../src/market/day.ts';
import { marketOf, quickSignals, type Rows } from '../market.fixture.ts';

const signals = quickSignals();

/** The trial of a market as it was known at a day: every month-end, with TRRM's calls of them. */
export function trialOf(rows: Rows, asOf: Day): Trial {
  const tape = layTape(marketOf(rows).view(asOf));
  const months = tape.monthEnds;
  return { tape, months, calls: walkTape(tape, signals, DEFAULT_REGIME_RULES, months, INITIAL_REGIME) };
}

const closesOn = (days: readonly Day[], closes: readonly number[]): Rows =>
  new Map([
    [
      'nifty-50.close',
      closes.map((value, i) => ({ observedOn: days[i]!, knownOn: days[i]!, value, rank: 0 })),
    ],
  ]);

/** Closes of the Nifty on the weekdays from a date on, and nothing else. */
export function dailyTrial(from: string, closes: readonly number[]): Trial {
  const days: Day[] = [];
  for (let d = day(from); days.length < closes.length; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return trialOf(closesOn(days, closes), days.at(-1)!);
}

/** One close of the Nifty in each month from January of a year on. */
export function monthlyTrial(year: number, closes: readonly number[]): Trial {
  const days = closes.map((_, i) => dayOf(year + Math.floor(i / 12), (i % 12) + 1, 28)!);
  return trialOf(closesOn(days, closes), days.at(-1)!);
}
