/** The rates at which the present value of cash flows is 0. */
export type InternalRate =
  | { readonly kind: 'one'; readonly rate: number }
  | { readonly kind: 'several'; readonly rates: readonly number[] }
  | { readonly kind: 'none' };

/** The range of ln(1 + rate) in which several roots are looked for: rates from −99.99 % to +1,000 % a year. */
const LOWEST = Math.log(1e-4);
const HIGHEST = Math.log(11);
/** Points of that range at which the sign is read. Two roots closer than 0.25 % of each other count as none. */
const GRID = 4_001;
/** Beyond this exponent a discount factor is no double. */
const MOST_EXPONENT = 700;

/**
 * The internal rate of return a year, Σ CFᵢ·(1 + x)^(−tᵢ) = 0, as Excel's XIRR states it, but never guessed: with one change
 * of sign in time there is exactly one root (Descartes' rule for exponential sums), which is bracketed and bisected to the
 * last bit; with more, the range is searched for all of them.
 *
 * @param amounts cash flows, positive when received by the investor. @param years when, in years from any origin.
 */
export function internalRate(amounts: ArrayLike<number>, years: ArrayLike<number>): InternalRate {
  const order = Array.from(amounts, (_, i) => i)
    .filter((i) => amounts[i] !== 0)
    .sort((a, b) => years[a]! - years[b]!);
  if (order.length < 2) return { kind: 'none' };
  const first = years[order[0]!]!;
  const flows = Float64Array.from(order, (i) => amounts[i]!);
  const times = Float64Array.from(order, (i) => years[i]! - first);
  const span = times.at(-1)!;
  if (!(span > 0)) return { kind: 'none' };
  /** Of the sign of the present value at ln(1 + rate) = u, scaled so that it cannot overflow. */
  const value = (u: number): number => {
    const largest = u < 0 ? -u * span : 0;
    let sum = 0;
    for (let i = 0; i < flows.length; i++) sum += flows[i]! * Math.exp(-u * times[i]! - largest);
    return sum;
  };
  let changes = 0;
  for (let i = 1; i < flows.length; i++) if (flows[i - 1]! * flows[i]! < 0) changes++;
  if (changes === 0) return { kind: 'none' };
  if (changes === 1) {
    let reach = 1;
    while (Math.sign(value(-reach)) === Math.sign(value(reach))) {
      reach *= 2;
      if (reach * span > MOST_EXPONENT) return { kind: 'none' };
    }
    const rate = Math.expm1(bisect(value, -reach, reach));
    return Number.isFinite(rate) ? { kind: 'one', rate } : { kind: 'none' };
  }
  const rates: number[] = [];
  const at = (k: number): number => LOWEST + ((HIGHEST - LOWEST) * k) / (GRID - 1);
  let before = value(at(0));
  for (let k = 1; k < GRID; k++) {
    const now = value(at(k));
    if (now === 0) rates.push(Math.expm1(at(k)));
    else if (before * now < 0) rates.push(Math.expm1(bisect(value, at(k - 1), at(k))));
    before = now;
  }
  return rates.length === 0
    ? { kind: 'none' }
    : rates.length === 1
      ? { kind: 'one', rate: rates[0]! }
      : { kind: 'several', rates };
}

/** The root between two points of different sign, to neighbouring doubles. */
function bisect(value: (u: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const sign = Math.sign(value(low));
  if (sign === 0) return low;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    const at = Math.sign(value(middle));
    if (at === 0) return middle;
    if (at === sign) low = middle;
    else high = middle;
  }
}
