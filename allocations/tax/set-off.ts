import type { FinancialYear } from './financial-year.ts';
import type { TaxedAmount } from './gain.ts';
import type { Term } from './holding-period.ts';

/** A loss of a financial year, in paise, above 0. */
export interface CarriedLoss {
  readonly year: FinancialYear;
  readonly term: Term;
  readonly paise: number;
}

/** Gains of one term taxed at one rate, in paise, 0 or more. */
export interface TaxedGains {
  readonly term: Term;
  readonly rate: number;
  /** Before losses. */
  readonly gross: number;
  /** After losses. */
  readonly net: number;
}

export interface SetOff {
  /** Highest rate first, so short term before long term. */
  readonly gains: readonly TaxedGains[];
  /** Losses that later years may use, oldest first. */
  readonly carried: readonly CarriedLoss[];
  /** Losses brought forward that expire with this year. */
  readonly expired: readonly CarriedLoss[];
}

/** Years for which a loss may be carried forward (s. 74). */
const CARRY_YEARS = 8;

/** Whether a loss of one year may be set off in another. */
export const isUsableIn = (year: FinancialYear, lossOf: FinancialYear): boolean =>
  lossOf < year && lossOf + CARRY_YEARS >= year;

/**
 * Sets off the losses of a year, then those brought forward, oldest first, against the year's gains: long-term losses
 * against long-term gains only, short-term losses against both. Sources: Income-tax Act 1961, s. 70, 71 and 74. The law
 * does not say which gain a loss reduces first: here the one taxed highest (our choice, which minimises tax), and
 * long-term losses before short-term ones, which have other uses. No gain falls below 0.
 *
 * @param realised gains and losses of the year; exempt ones are disregarded.
 */
export function setOff(
  year: FinancialYear,
  realised: readonly TaxedAmount[],
  broughtForward: readonly CarriedLoss[],
): SetOff {
  const taxed = realised.filter((g) => g.rate !== null);
  const usable = broughtForward.filter((l) => isUsableIn(year, l.year));
  const losses = [...usable].sort((a, b) => a.year - b.year);
  const own = (term: Term): CarriedLoss => ({
    year,
    term,
    paise: taxed.reduce((sum, g) => sum + (g.term === term ? Math.max(0, -g.amount) : 0), 0),
  });
  const ordered = [own('long'), own('short'), ...ofTerm(losses, 'long'), ...ofTerm(losses, 'short')];

  const pools = gainPools(taxed);
  const left = ordered.map((loss): CarriedLoss => {
    let paise = loss.paise;
    for (const pool of pools) {
      if (loss.term === 'long' && pool.term === 'short') continue;
      const used = Math.min(paise, pool.net);
      pool.net -= used;
      paise -= used;
    }
    return { ...loss, paise };
  });

  const rest = left.filter((l) => l.paise > 0).sort((a, b) => a.year - b.year);
  const tooOld = broughtForward.filter((l) => l.year + CARRY_YEARS < year);
  const lasts = (l: CarriedLoss): boolean => l.year + CARRY_YEARS > year;
  return {
    gains: pools,
    carried: rest.filter(lasts),
    expired: [...tooOld, ...rest.filter((l) => !lasts(l))],
  };
}

const ofTerm = (losses: readonly CarriedLoss[], term: Term): CarriedLoss[] =>
  losses.filter((l) => l.term === term);

type Pool = { -readonly [K in keyof TaxedGains]: TaxedGains[K] };

function gainPools(taxed: readonly TaxedAmount[]): Pool[] {
  const pools = new Map<string, Pool>();
  for (const { term, rate, amount } of taxed) {
    if (amount <= 0) continue;
    const key = `${term} ${rate}`;
    const pool = pools.get(key) ?? { term, rate: rate!, gross: 0, net: 0 };
    pool.gross += amount;
    pool.net = pool.gross;
    pools.set(key, pool);
  }
  return [...pools.values()].sort((a, b) => b.rate - a.rate);
}
