import { grouped, signed } from '../../format/numbers.ts';
import type { CardRecord } from '../../funds/track-record.ts';

/** The record of a card in one sentence. */
export function recordSentence({ years, meanRankCorrelation }: CardRecord): string {
  if (meanRankCorrelation === null)
    return 'There is no earlier card with a following year to compare: nothing shows that this score has said anything about the next year.';
  const ahead = years.filter((year) => year.topQuartile > year.bottomQuartile).length;
  return `Over ${years.length === 1 ? 'one earlier card' : `${years.length} earlier cards`} the rank correlation of score and return in the following year was ${signed(meanRankCorrelation, 2)} on average${years.length > 1 ? ` (${years.map((y) => signed(y.rankCorrelation, 2)).join(', ')}, newest first)` : ''}; the best quartile was ahead of the worst in ${grouped(ahead, 0)} of ${grouped(years.length, 0)}.`;
}

export const SURVIVORS =
  'These are funds that still exist; those that were merged or wound up are missing (survivorship bias).';
