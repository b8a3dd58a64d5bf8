import type { OverrideLine } from '../../../pack/limits/limits.ts';
import { counted, NONE, ordinalPercentile, orNone, signed } from '../../../format/numbers.ts';
import { MONTHS_AGO, type RankedScore, type SignalPast } from '../../../pack/signal-ranks.ts';
import { historySection } from '../../decision/history/history-section.ts';
import { scoreText } from '../../decision/regime/call-text.ts';
import { nearestChangeSection } from '../../decision/regime/nearest-change-section.ts';
import { signalsSection } from '../../decision/regime/signals-section.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import { REGIME_NAMES, SIGNAL_NAMES } from '../../page/names.ts';
import { type Column, table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 3: the label, how long it has been in force, its history, signals and nearest changes. */
export function regimePart({ pack: { document }, report, opens }: PackPages): Markup {
  const { monthsInForce, signals, overrides } = document.parts.regime;
  return part(
    'regime',
    html`<p>
        ${REGIME_NAMES[report.call.regime]} for
        ${opens('/parts/regime/monthsInForce', counted(monthsInForce, 'month-end'))} in a row, this one
        included. Score S
        ${opens(
          '/regime/score',
          orNone(report.call.score, (s) => scoreText(s, report.call.bands)),
        )}.
        ${overrideText(overrides)}
      </p>
      ${historySection(report)} ${signalsSection(report)} ${pastSection(signals)}
      ${nearestChangeSection(report)}`,
  );
}

const monthsAgo = (months: number): string => (months === 0 ? 'Now' : `${counted(months, 'month')} ago`);

/** Where each signal stands among its own scores, and stood before. */
const pastSection = (signals: readonly SignalPast[]): Markup =>
  html`<section id="signal-ranks">
    <h2>Signals among their own past</h2>
    ${table<SignalPast>({
      label: 'Scores of the signals, and the percentile of each among its scores up to then',
      rows: signals,
      columns: [
        { head: 'Score, percentile', cell: (s) => SIGNAL_NAMES[s.signal] },
        ...MONTHS_AGO.map((ago, k): Column<SignalPast> => ({
          head: monthsAgo(ago),
          kind: 'number',
          cell: (s) => scoreAndRank(s.scores[k]),
        })),
      ],
    })}
    <p class="quiet">
      By month-end. Percentile: part of the signal’s scores up to that month-end that are below it, the most
      hostile first. A dash: no score then.
    </p>
  </section>`;

const scoreAndRank = (found: RankedScore | undefined): Piece =>
  !found || found.score === null || found.rank === null
    ? NONE
    : html`${signed(found.score, 2)}<small>${ordinalPercentile(found.rank)}</small>`;

function overrideText(overrides: readonly OverrideLine[]): string {
  if (overrides.length === 0) return 'The rule book has no overrides.';
  const inForce = overrides.filter((o) => o.state === 'in force');
  return inForce.length === 0
    ? `No override is in force; the register in part 14 lists ${counted(overrides.length, 'override')}.`
    : inForce
        .map((o) => `An override by ${o.author} is in force until ${dateText(o.expires)}: ${o.reason}`)
        .join(' ');
}
