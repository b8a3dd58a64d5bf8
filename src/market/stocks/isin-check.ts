/**
 * Whether the check digit of an ISIN is correct; distinguishes a typing error from an unknown stock. Source: ISO 6166
 * (letters as 10 to 35, then the Luhn sum over the digits).
 */
export function hasCheckDigit(isin: string): boolean {
  let sum = 0;
  let isDoubled = false;
  const add = (digit: number): void => {
    const value = isDoubled ? 2 * digit : digit;
    sum += value > 9 ? value - 9 : value;
    isDoubled = !isDoubled;
  };
  for (let i = isin.length - 1; i >= 0; i--) {
    const value = parseInt(isin[i]!, 36);
    add(value % 10);
    if (value > 9) add(Math.floor(value / 10));
  }
  return sum % 10 === 0;
}
