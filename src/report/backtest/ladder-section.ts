import { EFFECT_TITLES, type EffectId } from '../../backtest/attribution/ladder.ts';
import type { BacktestRun } from '../../backtest/backtest-run.ts';
import { MODEL_AGAINST_INDICES } from '../../backtest/model-against-indices.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import { signed, signedPercent } from '../../format/numbers.ts';
import { waterfall } from '../charts/waterfall.ts';
import { COLOUR } from '../charts/plot.ts';
import { html, type Markup } from '../page/markup.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';
import { positionName } from '../page/names.ts';
import { type Column, table } from '../page/table.ts';

const SHORT: Readonly<Record<EffectId, string>> = {
  strategic: 'Strategic part',
  sleeves: 'Sleeves',
  tactical: 'Regime rotation',
  tilt: 'Risk-model tilt',
  implementation: 'Implementation',
  hedge: 'Hedge',
  costs: 'Trading costs',
  expenses: 'Expenses',
  tax: 'Tax',
};

const benchmarkOf = ({ plan, alternatives }: BacktestRun): string =>
  alternatives.find(({ id }) => id === plan.benchmark)?.title ?? plan.benchmark;

/** Rounding of the last digits is no residual; more would be a fault, and is printed. */
const residualText = (residual: number): string =>
  Math.abs(residual) < 1e-12
    ? 'The effects add up to the difference (remainder below 10⁻¹²).'
    : `Remainder: ${residual.toExponential(1).replace('-', '−')}.`;

/**
 * What each decision added: the ladder of notional funds from the benchmark to the record.
 *
 * @param opens writes figures of the effects.
 */
export function ladderSection(
  run: BacktestRun,
  study: Pick<BacktestStudy, 'effects' | 'linked' | 'link' | 'residual'>,
  opens: Opens = AS_TEXT,
): Markup {
  const { effects, linked, link, residual } = study;
  const total = linked.reduce((sum, e) => sum + e, 0);
  const points = (x: number): string => signedPercent(100 * x, 2);
  const description = `From the ${benchmarkOf(run)}’s ${points(effects.benchmark)} to the back-test’s ${points(effects.record)}${effects.effects.includes('tax') ? ' after tax' : ''}: ${effects.effects.map((id, j) => `${SHORT[id].toLowerCase()} ${points(linked[j]!)}`).join(', ')}.`;
  return html`<section id="ladder">
    <h2>Where the difference comes from</h2>
    <p>
      A ladder of notional funds leads from the benchmark to the record; each differs from the one before by
      one kind of decision. What it added in a month is the logarithm of the ratio of the two; these effects
      add up over decisions and months, and a past month’s never change.
    </p>
    <figure>
      ${waterfall(
        {
          steps: effects.effects.map((id, j) => ({ row: SHORT[id], note: '', value: 100 * linked[j]! })),
          total: 'Difference',
          references: [],
          text: (v) => signed(v, 2),
          ink: { up: COLOUR.supportive, down: COLOUR.hostile },
          left: { page: 150, phone: 104 },
        },
        { id: 'ladder-chart', title: 'Effects of decisions', description },
      )}
      <figcaption>${description} Percentage points of the whole period’s return.</figcaption>
    </figure>
    ${table({
      label: 'Effects of decisions',
      rows: effects.effects.map((id, j) => ({ id, j, log: effects.log[j]!, part: linked[j]! })),
      columns: [
        { head: 'Decision', cell: (r) => EFFECT_TITLES[r.id] },
        {
          head: 'Log effect, %',
          kind: 'number',
          cell: (r) => opens(`/log/${r.j}`, signed(100 * r.log, 2)),
        },
        { head: 'Of the difference, points', kind: 'number', cell: (r) => signed(100 * r.part, 2) },
      ],
      totals: [
        ['Difference', signed(100 * effects.log.reduce((s, e) => s + e, 0), 2), signed(100 * total, 2)],
      ],
    })}
    <p class="quiet">
      ${link === 'ladder' ? 'Linked by the logarithmic scale of the whole period (Cariño’s, rung by rung).' : `Linked by ${LINKS[link]}.`}
      ${residualText(residual)}
    </p>
    ${run.problems
      .filter(({ code }) => code === MODEL_AGAINST_INDICES)
      .map(({ message }) => html`<p class="quiet">${message}</p>`)}
    ${byPosition(run)}
  </section>`;
}

const LINKS = {
  carino: 'Cariño’s method',
  menchero: 'Menchero’s method',
  grap: 'the method of GRAP',
  frongello: 'Frongello’s method',
} as const;

/** Smaller effects are rounding: 0.00 in a table of percent. */
const SHOWN = 5e-5;

interface PositionRow {
  readonly position: string;
  readonly logs: Readonly<Partial<Record<EffectId, number>>>;
}

/** Rows that are no position. */
const BESIDE: Readonly<Partial<Record<string, string>>> = {
  benchmark: 'Benchmark',
  untraded: 'Companies that did not trade, against their sleeves',
  stocks: 'Other stocks held, against their sleeves',
};

/** The effects of weights by position, in percent; they add up to the log effects above. */
function byPosition({ ladder }: BacktestRun): Markup | null {
  const shown = [...new Set(ladder.byPosition.filter((r) => Math.abs(r.log) >= SHOWN).map((r) => r.effect))];
  const rows: PositionRow[] = [...new Set(ladder.byPosition.map((r) => r.position))].map((position) => ({
    position,
    logs: Object.fromEntries(
      ladder.byPosition.filter((r) => r.position === position).map((r) => [r.effect, r.log]),
    ),
  }));
  if (shown.length === 0) return null;
  const sum = (effect: EffectId): number => rows.reduce((s, r) => s + (r.logs[effect] ?? 0), 0);
  const cell = (x: number | undefined): string =>
    x === undefined || Math.abs(x) < SHOWN ? '' : signed(100 * x, 2);
  return html`<h3>By position</h3>
    ${table<PositionRow>({
      label: 'Effects of weights by position',
      rows,
      columns: [
        {
          head: 'Log effect, %',
          cell: (r) => BESIDE[r.position] ?? positionName(r.position),
        },
        ...shown.map((effect): Column<PositionRow> => ({
          head: SHORT[effect],
          kind: 'number',
          cell: (r) => cell(r.logs[effect]),
        })),
      ],
      totals: [['Together', ...shown.map((effect) => signed(100 * sum(effect), 2))]],
    })}
    <p class="quiet">
      Brinson–Fachler: the weight above or below that of the fund beneath, times the position’s return over
      that fund’s, scaled to the logarithm.
    </p>`;
}
