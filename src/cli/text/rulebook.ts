import { orNone } from '../../format/numbers.ts';
import type { Bands } from '../../../regimes/model/classify.ts';
import { scoreText } from '../../report/decision/regime/call-text.ts';
import { day, displayDay } from '../../market/day.ts';
import type { RuleChange } from '../../rulebook/change.ts';
import { ruleText } from '../../report/what-if/assumption-text.ts';
import type { RuleBookComparison } from '../../whatif/compare-rule-books.ts';
import { table } from './layout/table.ts';

/** The changed parameters, with their old and new values. */
export const changesText = (changes: readonly RuleChange[]): string =>
  changes.length === 0 ? '  none' : changes.map((c) => `  ${ruleText(c)}`).join('\n');

export function comparisonText(
  c: RuleBookComparison,
  bands: { readonly from: Bands; readonly to: Bands },
): string {
  const score = (s: number | null, side: 'from' | 'to') => orNone(s, (x) => scoreText(x, bands[side], 3));
  const labels = c.labelsChanged.map((l) => [
    displayDay(day(l.monthEnd)),
    l.from,
    l.to,
    score(l.scoreFrom, 'from'),
    score(l.scoreTo, 'to'),
  ]);
  const parts = [
    `Parameters\n${changesText(c.changes)}`,
    c.now ? `Regime as of ${displayDay(day(c.asOf))}: ${c.now.from} → ${c.now.to}` : '',
    `${labels.length} of ${c.months} month-end labels change`,
    labels.length > 0 ? table(['Month-end', 'From', 'To', 'S from', 'S to'], labels, [3, 4]) : '',
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}
