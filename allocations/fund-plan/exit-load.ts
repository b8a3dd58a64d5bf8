/** An exit load: a percentage of the redemption for units held less than so many days. */
export interface ExitLoad {
  readonly percent: number;
  readonly days: number;
}

const DAYS: Readonly<Record<string, number>> = { day: 1, month: 30, year: 365 };

/**
 * The exit load in a text such as `1% if redeemed within 365 days` or `Nil`; null for a text that says something else, which
 * a reader then has to look at.
 */
export function exitLoadOf(text: string | null): ExitLoad | null {
  if (text === null) return null;
  if (/^\s*(nil|none|0(\.0+)?\s*%?)\s*\.?$/i.test(text)) return { percent: 0, days: 0 };
  const parts = /^\s*(\d+(?:\.\d+)?)\s*%[^%\d]*?(\d+)\s*(day|month|year)s?\b[^%\d]*$/i.exec(text);
  return parts
    ? { percent: Number(parts[1]), days: Number(parts[2]) * DAYS[parts[3]!.toLowerCase()]! }
    : null;
}
