/** A fraction as a percentage in plain text (terminal, messages, JSON sentences): `12.3 %`, with a true minus sign. */
export const plainPercent = (fraction: number, decimals = 1): string =>
  `${fraction < 0 ? '−' : ''}${(Math.abs(fraction) * 100).toFixed(decimals)} %`;

/** With a capital letter, as a sentence or the head of a column begins. */
export const capital = (text: string): string =>
  text === '' ? text : text[0]!.toUpperCase() + text.slice(1);

/** `alpha, value and quality`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The first names of a list and how many follow: `A, B and 12 more`. */
export function firstFew(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}

const PROPER: Readonly<Record<string, string>> = { 'g-sec': 'G-sec', 'nifty-50': 'Nifty 50 index fund' };

/** An id as it reads in a sentence: `low-volatility` → `low volatility`, `g-sec` → `G-sec`. */
export const inWords = (id: string): string => PROPER[id] ?? id.replaceAll('-', ' ');
