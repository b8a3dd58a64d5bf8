/** The two stamps of time that chromium writes into a PDF, each with fourteen digits. */
const STAMPS = /\/(CreationDate|ModDate) \(D:(\d{14})/g;

/**
 * A PDF with both of its stamps of time set to midnight of a day, so that printing the same page again gives the same bytes. Nothing
 * else changes, and no byte moves.
 *
 * @param asOf ISO date.
 * @throws RangeError unless exactly two stamps are found.
 */
export function withFixedStamps(pdf: Uint8Array, asOf: string): Uint8Array {
  const bytes = Buffer.from(pdf);
  const digits = `${asOf.replaceAll('-', '')}000000`;
  const found = [...bytes.toString('latin1').matchAll(STAMPS)];
  if (found.length !== 2)
    throw new RangeError(`the PDF has ${found.length} stamps of time; chromium writes two`);
  for (const match of found) {
    const at = match.index + match[0].length - digits.length;
    bytes.write(digits, at, 'latin1');
  }
  return bytes;
}
