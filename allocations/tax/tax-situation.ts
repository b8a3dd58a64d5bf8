import { type Day, day, displayDay } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import { paiseOf } from '../../src/market/money.ts';
import { financialYearOf, parseYear, yearName } from './financial-year.ts';
import type { TaxedAmount } from './gain.ts';
import { gainRate } from './gain-rates.ts';
import { type CarriedLoss, isUsableIn } from './set-off.ts';
import type { BroughtForward, Levies, Realised, TaxRules } from './tax-rules.ts';

/** The taxpayer's situation when a switch is planned. */
export interface TaxSituation {
  /** The day of the switch; it determines the law as known and the financial year. */
  readonly asOf: Day;
  /** Gains and losses of the year to date. */
  readonly realised: readonly TaxedAmount[];
  readonly broughtForward: readonly CarriedLoss[];
  readonly rules: Levies;
}

/** The rule book's tax entries that apply on a day, with warnings for those that do not. */
export interface ApplicableSituation {
  readonly situation: TaxSituation;
  readonly realised: readonly Realised[];
  readonly broughtForward: readonly BroughtForward[];
  readonly problems: readonly Problem[];
}

/**
 * The taxpayer's situation on a day. Gains of another year or of later days do not apply, nor losses that are not of an
 * earlier year or have expired: each raises a warning, because rule books are often used beyond the year they were
 * written in.
 */
export function situationAt(asOf: Day, rules: TaxRules): ApplicableSituation {
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
  realised: 'Enter the gains of this financial year up to the as-of date, or remove the entry.',
  broughtForward: 'A loss may be used for eight years after its own; remove the entry.',
} as const;

const notCounted = (key: keyof typeof REMEDY, at: number, what: string, asOf: Day): Problem => ({
  severity: 'warning',
  code: 'tax-not-counted',
  about: `costs.tax.${key}[${at}]`,
  message: `${what} ${key === 'realised' ? 'are' : 'is'} not counted in the tax of ${yearName(financialYearOf(asOf))} as of ${displayDay(asOf)}.`,
  remedy: REMEDY[key],
});
