import { POSITIONS } from '../../../allocations/positions.ts';
import { LEVELS, type LevelKey } from '../../../signals/levels.ts';
import { day, displayDay } from '../../market/day.ts';
import { grouped, signed } from '../../format/numbers.ts';
import { scenarioSideModel } from '../../report/decision/what-if/what-if-model.ts';
import { consequences } from '../../report/decision/what-if/consequences.ts';
import type { Assumption, WhatIf } from '../../whatif/what-if.ts';
import { POSITION_NAMES, SIGNAL_NAMES } from '../../report/page/names.ts';
import { problemText } from './problem.ts';
import { simulatedMark } from './mark.ts';
import { settingChange } from './rule-changes.ts';
import { table } from './table.ts';

const score = (s: number | null | undefined) => (s === null || s === undefined ? '–' : signed(s, 3));
const percent = (w: number) => grouped(w * 100, 2);

/** The assumptions, and the decision before and after them, side by side. */
export function whatIfText({ asOf, simulated, set, before, after }: WhatIf): string {
  const assumptions = set.length === 0 ? '  none' : set.map((s) => `  ${assumptionText(s)}`).join('\n');
  const scores = after.signals.map((s) => {
    const scoreBefore = before.signals.find((b) => b.id === s.id)?.score;
    return [SIGNAL_NAMES[s.id], score(scoreBefore), score(s.score)];
  });
  const [finalBefore, finalAfter] = [before.allocation.final, after.allocation.final];
  const positions = POSITIONS.filter((id) => (finalBefore[id] ?? 0) !== 0 || (finalAfter[id] ?? 0) !== 0);
  const weights = positions.map((id) => {
    const [a, b] = [finalBefore[id] ?? 0, finalAfter[id] ?? 0];
    return [POSITION_NAMES[id], percent(a), percent(b), signed((b - a) * 100, 2)];
  });
  const parts = [
    `What if, as of ${displayDay(day(asOf))}. A simulation; nothing is recorded.`,
    `Assumptions\n${assumptions}`,
    table(
      ['', 'Before', 'After'],
      [
        ['Regime', before.regime, after.regime],
        ...([before, after].every((side) => side.modelRegime === side.regime)
          ? []
          : [['Regime by the model', before.modelRegime, after.modelRegime]]),
        ['S', score(before.score), score(after.score)],
        ...scores,
      ],
      [1, 2],
    ),
    table(['Final weights, %', 'Before', 'After', 'Change'], weights, [1, 2, 3]),
    table(
      ['', 'Before', 'After'],
      consequences(scenarioSideModel(before), scenarioSideModel(after)).map((c) => [
        c.name,
        c.before,
        c.after,
      ]),
      [1, 2],
    ),
    ...after.alerts.map((a) => `! ${a.message}`),
    ...after.problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.join('\n\n')}\n`;
}

function assumptionText(s: Assumption): string {
  switch (s.kind) {
    case 'level': {
      const { title, decimals } = LEVELS[s.key as LevelKey];
      const from = s.from === null ? 'not observed' : grouped(s.from, decimals);
      return `${title}: ${from} → ${grouped(s.to, decimals)} ${s.unit}${s.how === 'carried' ? ' (carried by the Nifty)' : ''}`;
    }
    case 'regime':
      return `The regime is ${s.regime}`;
    case 'rule':
      return settingChange(s);
  }
}
