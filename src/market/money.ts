/**
 * Money in whole paise, so that sums are exact: a half goes away from zero. Good to ₹ 90 lakh crore, where paise stop
 * being safe integers.
 */
export function paiseOf(rupees: number): number {
  // 15 digits are what a double holds, so 1.005 is the half that was written and not 1.00499999999999989.
  const paise = Math.round(Number((Math.abs(rupees) * 100).toPrecision(15)));
  if (!Number.isSafeInteger(paise)) throw new RangeError(`not an amount in paise: ₹ ${rupees}`);
  return rupees < 0 && paise > 0 ? -paise : paise;
}

export const rupeesOf = (paise: number): number => paise / 100;
