import { signed } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import type { RuleChange } from '../../rulebook/change.ts';
import { settingText } from '../../report/decision/what-if/what-if-model.ts';
import type { RuleBookComparison } from '../../whatif/compare-rule-books.ts';
import { table } from './table.ts';

/** The changed parameters, with their old and new values. */
export const changesText = (changes: readonly RuleChange[]): string =>
  changes.length === 0 ? '  none' : changes.map((c) => `  ${settingChange(c)}`).join('\n');

export const settingChange = ({ path, from, to }: RuleChange): string =>
  `${path}: ${settingText(from)} → ${settingText(to)}`;

export function comparisonText(c: RuleBookComparison): string {
  const score = (s: number | null) => (s === null ? '–' : signed(s, 3));
  const labels = c.labelsChanged.map((l) => [
    displayDay(day(l.monthEnd)),
    l.from,
    l.to,
    score(l.scoreFrom),
    score(l.scoreTo),
  ]);
  const parts = [
    `Parameters\n${changesText(c.changes)}`,
    c.now ? `Regime as of ${displayDay(day(c.asOf))}: ${c.now.from} → ${c.now.to}` : '',
    `${labels.length} of ${c.months} month-end labels change`,
    labels.length > 0 ? table(['Month-end', 'From', 'To', 'S from', 'S to'], labels, [3, 4]) : '',
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}
