/**
 * An amount in whole paise, so that sums are exact; halves are rounded away from zero.
 *
 * @throws RangeError above ₹ 90 lakh crore, where paise are no longer safe integers.
 */
export function paiseOf(rupees: number): number {
  // A double holds 15 digits: 1.005 is then the half as written, not 1.00499999999999989.
  const paise = Math.round(Number((Math.abs(rupees) * 100).toPrecision(15)));
  if (!Number.isSafeInteger(paise)) throw new RangeError(`not an amount in paise: ₹ ${rupees}`);
  return rupees < 0 && paise > 0 ? -paise : paise;
}

export const rupeesOf = (paise: number): number => paise / 100;
