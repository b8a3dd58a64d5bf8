/**
 * An amount in whole paise, so that sums are exact; halves are rounded away from zero.
 *
 * @throws RangeError above ₹ 90 lakh crore, where paise are no longer safe integers.
 */
export function paiseOf(rupees: number): number {
  const exact = Math.abs(rupees) * 100;
  // A double holds 15 digits: 1.005 is then the half as written, not 1.00499999999999989. Only near a half do these digits matter.
  const isNearHalf = !(Math.abs(exact - Math.floor(exact) - 0.5) > FIFTEENTH_DIGIT * exact);
  const paise = Math.round(isNearHalf ? Number(exact.toPrecision(15)) : exact);
  if (!Number.isSafeInteger(paise)) throw new RangeError(`not an amount in paise: ₹ ${rupees}`);
  return rupees < 0 && paise > 0 ? -paise : paise;
}

/** Twice the largest relative change by rounding to 15 digits. */
const FIFTEENTH_DIGIT = 1e-14;

export const rupeesOf = (paise: number): number => paise / 100;
