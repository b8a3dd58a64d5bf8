import type { BacktestRun } from '../../backtest/backtest-run.ts';
import { RECORD } from '../../backtest/inference/inference-of-run.ts';
import { inSentence } from '../../backtest/inference/verdict.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import { counted, fractionAsPercent, grouped, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** Could it be luck: the timing of the labels, the best of many variants, other lengths of blocks. */
export function chanceSection(run: BacktestRun, { inference }: BacktestStudy): Markup {
  const { rotation, superiorAbility: best, overfitting, differences, months } = inference;
  const nameOf = (id: string): string =>
    id === RECORD ? 'this back-test' : inSentence(run.alternatives.find((a) => a.id === id)?.title ?? id);
  const rows: (readonly [string, Piece])[] = [
    ...(rotation
      ? [
          [
            'Rotation test',
            `${fractionAsPercent(rotation.atLeastAsHigh)} of the ${counted(rotation.months, 'shift')} of the same labels end at least as high. Each shift keeps how long labels last and breaks their timing; before the cost of switching the labels earned ${percent(100 * Math.expm1(rotation.growth), 2)} a year, all shifts ${percent(100 * Math.expm1(rotation.meanOfShifts), 2)} on average.`,
          ] as const,
        ]
      : []),
    ...(best
      ? [
          [
            'Best of the variants',
            `Of ${counted(best.variants, 'way', 'ways')} to weight the same sleeves, ${nameOf(best.best)} grew most, by ${signed(100 * best.bestGrowth, 2)} percentage points a year against the benchmark. p = ${grouped(best.realityCheck, 3)} by White’s reality check, ${grouped(best.superiorAbility, 3)} by Hansen’s test of superior predictive ability: the chance of a best this good if none were better than the benchmark.`,
          ] as const,
        ]
      : []),
    ...(overfitting
      ? [
          [
            'Probability of overfitting',
            `In ${fractionAsPercent(overfitting.probability)} of ${grouped(overfitting.splits, 0)} splits of the months the variant with the best Sharpe ratio in one half is in the lower half of all in the other (one half would be chance). Chosen most often: ${nameOf(overfitting.mostChosen.id)}, in ${fractionAsPercent(overfitting.mostChosen.share)}.`,
          ] as const,
        ]
      : []),
  ];
  return html`<section id="chance">
    <h2>Could it be luck?</h2>
    ${
      rows.length === 0
        ? html`<p>The record has ${counted(months, 'month')}: below 36 no test is given.</p>`
        : terms(rows)
    }
    ${
      differences.length > 0 &&
      html`<h3>Against the benchmark, by length of block</h3>
        ${table({
          label: 'Intervals by length of block',
          rows: differences,
          columns: [
            { head: 'Mean block', cell: (d) => counted(d.meanBlock, 'month') },
            {
              head: 'Difference in log return a year, points',
              kind: 'number',
              cell: (d) => signed(100 * growthOf(d, run).value, 2),
            },
            {
              head: '95 % interval',
              kind: 'number',
              cell: (d) =>
                growthOf(d, run)
                  .interval.map((x) => signed(100 * x, 2))
                  .join(' to '),
            },
            {
              head: 'Resamples above zero',
              kind: 'number',
              cell: (d) => fractionAsPercent(growthOf(d, run).aboveZero),
            },
          ],
        })}`
    }
  </section>`;
}

const growthOf = (d: BacktestStudy['inference']['differences'][number], { plan }: BacktestRun) =>
  d.differences.find(({ id }) => id === plan.benchmark)!.growth;
