import type { FinancialYear } from './financial-year.ts';
import type { TaxedAmount } from './gain.ts';
import type { Term } from './holding-period.ts';

/** A loss of a year, in paise, above 0. */
export interface CarriedLoss {
  readonly year: FinancialYear;
  readonly term: Term;
  readonly paise: number;
}

/** Gains of one term taxed at one rate, in paise, 0 or more. */
export interface TaxedGains {
  readonly term: Term;
  readonly rate: number;
  /** Gains alone, without the losses beside them. */
  readonly gross: number;
  /** What losses leave. */
  readonly net: number;
}

export interface SetOff {
  /** The highest rate first, so short term before long. */
  readonly gains: readonly TaxedGains[];
  /** What may still be used in later years; the oldest first. */
  readonly carried: readonly CarriedLoss[];
  /** Losses brought forward that this year was the last for. */
  readonly expired: readonly CarriedLoss[];
}

/** Years after its own in which a loss may be used (s. 74). */
const CARRY_YEARS = 8;

/** Whether a loss of a year may be set off in another. */
export const isUsableIn = (year: FinancialYear, lossOf: FinancialYear): boolean =>
  lossOf < year && lossOf + CARRY_YEARS >= year;

/**
 * Sets the losses of a year, then those brought forward, oldest first, against the year's gains: a long-term loss
 * against long-term gains only, a short-term loss against both. Sources: Income-tax Act 1961, s. 70, 71 and 74. The law
 * leaves open which gain a loss meets first: the one taxed highest (our choice, the least tax), and long-term losses
 * before short-term ones, which can go elsewhere. No gain falls below 0.
 *
 * @param realised gains and losses of the year; those that are exempt count for nothing.
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
  const inTurn = [own('long'), own('short'), ...ofTerm(losses, 'long'), ...ofTerm(losses, 'short')];

  const pools = gainPools(taxed);
  const left = inTurn.map((loss): CarriedLoss => {
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
