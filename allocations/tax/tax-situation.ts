import { type Day, day, displayDay } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import { paiseOf } from '../../src/market/money.ts';
import { financialYearOf, parseYear, yearName } from './financial-year.ts';
import type { TaxedAmount } from './gain.ts';
import { gainRate } from './gain-rates.ts';
import { type CarriedLoss, isUsableIn } from './set-off.ts';
import type { BroughtForward, Levies, Realised, TaxRules } from './tax-rules.ts';

/** What the taxpayer has behind him when a switch is planned. */
export interface TaxSituation {
  /** The day of the switch: the law is that known on it, and the year the one it falls in. */
  readonly asOf: Day;
  /** Gains and losses of the year so far. */
  readonly realised: readonly TaxedAmount[];
  readonly broughtForward: readonly CarriedLoss[];
  readonly rules: Levies;
}

export const UNTOUCHED = { realised: [], broughtForward: [] } as const;

/** What of the rule book's word on the taxpayer counts at a day, and what does not and why. */
export interface CountedSituation {
  readonly situation: TaxSituation;
  readonly realised: readonly Realised[];
  readonly broughtForward: readonly BroughtForward[];
  readonly problems: readonly Problem[];
}

/**
 * The taxpayer's situation at a day. Gains of another year or of days to come do not count, nor losses that are not of
 * an earlier year or may no longer be used: a warning each, for a rule book outlives the year it was written in.
 */
export function situationAt(asOf: Day, rules: TaxRules): CountedSituation {
  const year = financialYearOf(asOf);
  const ofYear = (r: Realised): boolean => financialYearOf(day(r.until)) === year && day(r.until) <= asOf;
  const usable = (l: BroughtForward): boolean => isUsableIn(year, parseYear(l.year)!);
  const realised = rules.realised.filter(ofYear);
  const broughtForward = rules.broughtForward.filter(usable);
  return {
    situation: {
      asOf,
      realised: realised.flatMap(amountsOf),
      broughtForward: broughtForward.map(({ year: of, term, loss }) => {
        return { year: parseYear(of)!, term, paise: paiseOf(loss) };
      }),
      rules,
    },
    realised,
    broughtForward,
    problems: [
      ...rules.realised.flatMap((r, i) =>
        ofYear(r) ? [] : [notCounted('realised', i, `Gains until ${displayDay(day(r.until))}`, asOf)],
      ),
      ...rules.broughtForward.flatMap((l, i) =>
        usable(l) ? [] : [notCounted('broughtForward', i, `The loss of ${l.year}`, asOf)],
      ),
    ],
  };
}

function amountsOf({ until, ...of }: Realised): TaxedAmount[] {
  const sold = day(until);
  return (['short', 'long'] as const)
    .filter((term) => of[term] !== 0)
    .map((term) => ({ sold, term, rate: gainRate(term, sold), amount: paiseOf(of[term]) }));
}

const REMEDY = {
  realised: 'Tell what the financial year has brought up to the as-of date, or take the entry out.',
  broughtForward: 'A loss may be used in the eight years after its own; take the entry out.',
} as const;

const notCounted = (key: keyof typeof REMEDY, at: number, what: string, asOf: Day): Problem => ({
  severity: 'warning',
  code: 'tax-not-counted',
  about: `costs.tax.${key}[${at}]`,
  message: `${what} ${key === 'realised' ? 'are' : 'is'} not counted in the tax of ${yearName(financialYearOf(asOf))} as of ${displayDay(asOf)}.`,
  remedy: REMEDY[key],
});
