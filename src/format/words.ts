/** `12.3 %`: a fraction as people read it here, with a true minus sign. */
export const percent = (fraction: number, decimals = 1): string =>
  `${fraction < 0 ? '−' : ''}${(Math.abs(fraction) * 100).toFixed(decimals)} %`;

/** `alpha, value and quality`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `low volatility`: an id within a sentence. */
export const inWords = (id: string): string => (id === 'g-sec' ? 'G-sec' : id.replaceAll('-', ' '));
