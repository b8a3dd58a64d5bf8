/** The difference of logarithms over the difference of returns, (ln(1 + r) − ln(1 + b))/(r − b); 1/(1 + r) where they are equal. */
export const logScale = (r: number, b: number): number =>
  r === b ? 1 / (1 + r) : Math.log1p((r - b) / (1 + b)) / (r - b);

/**
 * Links effects of periods, whose sums are the periods' differences of return, so that they add up to the difference of the
 * compound returns (Cariño 1999): each period's effects times its logarithmic scale over that of the whole.
 *
 * @param own returns of the periods, fractions above −1.
 * @param reference returns of what is compared with, for the same periods.
 * @param effects by period; each sums to own − reference of its period.
 * @returns the linked sum of each effect.
 */
export function linkedEffects(
  own: readonly number[],
  reference: readonly number[],
  effects: readonly (readonly number[])[],
): number[] {
  const compound = (returns: readonly number[]): number => returns.reduce((g, r) => g * (1 + r), 1) - 1;
  const whole = logScale(compound(own), compound(reference));
  const sums = Array.from({ length: effects[0]?.length ?? 0 }, () => 0);
  effects.forEach((period, t) => {
    const scale = logScale(own[t]!, reference[t]!) / whole;
    period.forEach((effect, i) => (sums[i]! += scale * effect));
  });
  return sums;
}
