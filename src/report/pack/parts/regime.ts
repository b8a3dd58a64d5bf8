import type { OverrideLine } from '../../../pack/limits.ts';
import { counted } from '../../../format/numbers.ts';
import { historySection } from '../../decision/history/history-section.ts';
import { nearestChangeSection } from '../../decision/regime/nearest-change-section.ts';
import { signalsSection } from '../../decision/regime/signals-section.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 3: the label, how long it has been in force, its history, signals and nearest changes. */
export function regimePart({ pack: { document }, report }: PackPages): Markup {
  const { monthsInForce, overrides } = document.parts.regime;
  return part(
    'regime',
    html`<p>
        ${REGIME_NAMES[report.call.regime]} for ${counted(monthsInForce, 'month-end')} in a row, this one
        included. ${overrideText(overrides)}
      </p>
      ${historySection(report)} ${signalsSection(report)} ${nearestChangeSection(report)}`,
  );
}

function overrideText(overrides: readonly OverrideLine[]): string {
  if (overrides.length === 0) return 'The rule book has no overrides.';
  const inForce = overrides.filter((o) => o.state === 'in force');
  return inForce.length === 0
    ? `No override is in force; the register in part 14 lists ${counted(overrides.length, 'override')}.`
    : inForce
        .map((o) => `An override by ${o.author} is in force until ${dateText(o.expires)}: ${o.reason}`)
        .join(' ');
}
