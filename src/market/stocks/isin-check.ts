/**
 * Whether the check digit of an ISIN is correct; distinguishes a typing error from an unknown stock. Source: ISO 6166
 * (letters as 10 to 35, then the Luhn sum over the digits).
 */
export function hasCheckDigit(isin: string): boolean {
  const digits = Array.from(isin, (c) => parseInt(c, 36)).join('');
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, c, i) => {
      const twice = i % 2 === 1 ? 2 * Number(c) : Number(c);
      return total + (twice > 9 ? twice - 9 : twice);
    }, 0);
  return sum % 10 === 0;
}
