import { POSITIONS } from '../../../allocations/positions.ts';
import { LEVELS, type LevelKey } from '../../../signals/levels.ts';
import { signed } from '../../../signals/wording.ts';
import { day, displayDay } from '../../market/day.ts';
import { grouped } from '../../format/numbers.ts';
import { sideModel } from '../../report/decision/what-if/what-if.ts';
import { consequences } from '../../report/decision/consequences.ts';
import type { Supposition, WhatIf } from '../../whatif/what-if.ts';
import { problemText } from './import.ts';
import { simulatedMark } from './mark.ts';
import { settingChange } from './rule-changes.ts';
import { table } from './table.ts';

const score = (s: number | null | undefined) => (s === null || s === undefined ? '–' : signed(s, 3));
const percent = (w: number) => (w * 100).toFixed(2);

/** What was supposed, and both sides of it next to each other. */
export function whatIfText({ asOf, simulated, set, before, after }: WhatIf): string {
  const supposed = set.length === 0 ? '  nothing' : set.map((s) => `  ${suppositionText(s)}`).join('\n');
  const scores = after.signals.map((s) => {
    const was = before.signals.find((b) => b.id === s.id)?.score;
    return [s.title, score(was), score(s.score)];
  });
  const [held, then] = [before.allocation.after, after.allocation.after];
  const weights = POSITIONS.filter((id) => (held[id] ?? 0) !== 0 || (then[id] ?? 0) !== 0).map((id) => {
    const [a, b] = [held[id] ?? 0, then[id] ?? 0];
    return [id, percent(a), percent(b), signed((b - a) * 100, 2)];
  });
  const parts = [
    `What if, as of ${displayDay(day(asOf))}. A simulation; nothing of it is recorded.`,
    `Supposed\n${supposed}`,
    table(
      ['', 'Before', 'After'],
      [
        ['Regime', before.regime, after.regime],
        ...([before, after].every((side) => side.modelRegime === side.regime)
          ? []
          : [["Model's own label", before.modelRegime, after.modelRegime]]),
        ['S', score(before.score), score(after.score)],
        ...scores,
      ],
      [1, 2],
    ),
    table(['% of portfolio to hold', 'Before', 'After', 'Change'], weights, [1, 2, 3]),
    table(
      ['', 'Before', 'After'],
      consequences(sideModel(before), sideModel(after)).map((c) => [c.name, c.before, c.after]),
      [1, 2],
    ),
    ...after.alerts.map((a) => `! ${a.message}`),
    ...after.problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.join('\n\n')}\n`;
}

function suppositionText(s: Supposition): string {
  switch (s.kind) {
    case 'level': {
      const { title, decimals } = LEVELS[s.key as LevelKey];
      const from = s.from === null ? 'not observed' : grouped(s.from, decimals);
      return `${title}: ${from} → ${grouped(s.to, decimals)} ${s.unit}${s.how === 'carried' ? ' (carried by the Nifty)' : ''}`;
    }
    case 'regime':
      return `the label is ${s.regime}`;
    case 'rule':
      return settingChange(s);
  }
}
