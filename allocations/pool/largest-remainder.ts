import { createHash } from 'node:crypto';

/** What one claimant wants of a quantity that is shared out. */
export interface Claim {
  /** A client's id; unique within the claims. */
  readonly id: string;
  /** Whole units, 0 or more. */
  readonly wanted: number;
}

/** What each claimant gets, in the order of the claims. */
export interface Share extends Claim {
  /** Whole units. */
  readonly got: number;
  /** Fraction of a unit that the proportional share has beyond whole units, 0 to below 1. */
  readonly remainder: number;
  /** Whether one of the units left over by rounding down went here. */
  readonly extra: boolean;
}

/**
 * Shares a whole quantity out in proportion to what each claimant wants, by largest remainders: everyone gets the whole units of
 * the proportional share, and the units left over go to the largest fractions. Equal fractions are ordered by the SHA-256 of
 * `key/id`, so that no claimant always comes first, and anyone can check the order. Remainders are compared in whole
 * numbers: rounding never decides.
 *
 * @param quantity whole units to share out, 0 or more; it may be less or more than is wanted in all.
 * @param claims with at least one unit wanted, unless `quantity` is 0.
 * @param key names the occasion, such as the number of an order.
 * @returns shares that sum to `quantity`.
 * @throws RangeError for a quantity or claim that is not a whole number of 0 or more, or nothing wanted.
 * @example
 * import { shareOut } from 'trrm';
 *
 * const claims = [{ id: 'C001', wanted: 600 }, { id: 'C002', wanted: 300 }, { id: 'C003', wanted: 100 }];
 * console.log(shareOut(333, claims, 'ORDER-1').map(({ got }) => got)); // 200, 100, 33
 */
export function shareOut(quantity: number, claims: readonly Claim[], key: string): Share[] {
  for (const amount of [quantity, ...claims.map((c) => c.wanted)])
    if (!Number.isSafeInteger(amount) || amount < 0)
      throw new RangeError(`not a whole number of 0 or more: ${amount}`);
  const total = claims.reduce((sum, c) => sum + BigInt(c.wanted), 0n);
  if (total === 0n) {
    if (quantity > 0) throw new RangeError(`nobody wants any of ${quantity}`);
    return claims.map((claim) => ({ ...claim, got: 0, remainder: 0, extra: false }));
  }
  const parts = claims.map(({ id, wanted }, at) => {
    const product = BigInt(quantity) * BigInt(wanted);
    return { at, whole: Number(product / total), rest: product % total, order: tieBreak(key, id) };
  });
  const left = parts.reduce((sum, p) => sum - p.whole, quantity);
  const extra = new Set(
    [...parts]
      .sort((a, b) => (a.rest === b.rest ? (a.order < b.order ? -1 : 1) : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map((p) => p.at),
  );
  return claims.map((claim, i) => ({
    ...claim,
    got: parts[i]!.whole + (extra.has(i) ? 1 : 0),
    remainder: Number(parts[i]!.rest) / Number(total),
    extra: extra.has(i),
  }));
}

const tieBreak = (key: string, id: string): string =>
  createHash('sha256').update(`${key}/${id}`).digest('hex');
