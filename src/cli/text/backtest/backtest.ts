import type { BacktestRun, TaxedGrowth } from '../../../backtest/backtest-run.ts';
import { comparisonNote, recordRows } from '../../../backtest/record-rows.ts';
import { EFFECT_TITLES } from '../../../backtest/attribution/ladder.ts';
import { maximumDrawdown } from '../../../math/drawdowns.ts';
import type { BacktestStudy } from '../../../backtest/study.ts';
import type { ResampledDifferences } from '../../../backtest/inference/resampled-differences.ts';
import { signed } from '../../../format/numbers.ts';
import { plainPercent } from '../../../format/words.ts';
import { day, displayDay } from '../../../market/day.ts';
import { figureText } from '../../../report/performance/figure-text.ts';
import { hedgeSentence } from '../../../report/backtest/hedge-sentence.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';
import { rowsBelowName } from '../layout/wrapped.ts';

/** Columns of the titles of records, and of those beside fewer figures. */
const TITLES = 25;
const WIDE_TITLES = 44;

const date = (iso: string): string => displayDay(day(iso));

/** A back-test on a screen: what it is, the record beside its alternatives, what each decision added, where it comes from. */
export function backtestText(
  run: BacktestRun,
  { summary, effects: { effects, log }, linked, inference, hedge }: BacktestStudy,
  files: readonly string[],
): string {
  const { plan, nav, months, provenance, problems } = run;
  const years = summary.years;
  const note = comparisonNote(run);
  const turnover = months.reduce((sum, m) => sum + m.turnover, 0) / years;
  const cost = months.reduce((sum, m) => sum + m.cost, 0) / years;
  return `${simulatedMark(plan.simulated)}BACK-TEST, hypothetical: ${date(nav[0]!.date)} to ${date(plan.to)}, ${months.length} months, ${plan.weights === 'rules' ? 'as the monthly run decides' : 'bouquets of the labels'}, ${plan.level === 'shares' ? 'held in stocks' : 'sleeves held by their indices'}, ${plan.fill === 'units' ? 'orders filled at the next close' : 'reset to target weights at the next close'}${run.field === 'close' ? ', without dividends' : ''}
Turnover one way ${plainPercent(turnover)} a year; trading costs ${plainPercent(cost, 2)} a year; ${plan.expenses ? 'after expenses of funds' : 'no expenses of funds'}; ${plan.tax === 'lots' ? 'before tax, which stands below' : 'no tax'}.

${table(
  [
    '',
    'Growth\na year',
    'Maximum\ndrawdown',
    '₹ 1\nbecame',
    'Difference in log return\na year, 95 % interval',
  ],
  [...recordRows(run), ...run.alternatives].flatMap((a) =>
    rowsBelowName(
      a.title + (a.chosenAfterwards && !a.title.includes('afterwards') ? ' (known afterwards)' : ''),
      [
        plainPercent(a.values.at(-1)! ** (1 / years) - 1, 2),
        plainPercent(maximumDrawdown([1, ...a.values])),
        a.values.at(-1)!.toFixed(2),
        intervalText(inference.differences[0], a.id),
      ],
      [],
      TITLES,
    ),
  ),
  [1, 2, 3, 4],
)}${note === null ? '' : `\n${note}`}

${inference.verdict.join('\n')}

${table(
  ['What each decision added', 'Log effect', 'Of the\ndifference'],
  effects.flatMap((id, j) =>
    rowsBelowName(
      EFFECT_TITLES[id],
      [plainPercent(log[j]!, 2), plainPercent(linked[j]!, 2)],
      [],
      WIDE_TITLES,
    ),
  ),
  [1, 2],
)}

${table(
  ['Under other assumptions', 'Growth\na year', 'Above the\nbenchmark', 'Maximum\ndrawdown'],
  run.sensitivity.flatMap((s) =>
    rowsBelowName(
      s.title,
      [plainPercent(s.growthAYear, 2), plainPercent(s.aboveBenchmark, 2), plainPercent(s.maximumDrawdown)],
      [],
      WIDE_TITLES,
    ),
  ),
  [1, 2, 3],
)}

${hedgeText(run, hedge)}${taxText(run)}Where it comes from: ${plainPercent(provenance.backFilledWeight)} of the weight was in indices before their launch; ${provenance.monthsWithLiveIndices} of ${months.length} months hold none. ${provenance.monthsInSample} months are before the rules were first recorded in the ledger, ${provenance.liveMonths.length} are live.
${provenance.notes.join('\n')}
${problems.map((p) => `\n${problemText(p)}`).join('')}
${files.map((file) => `  ${file}`).join('\n')}
`;
}

/** What the hedge did, where it is traded. */
function hedgeText({ hedge }: BacktestRun, figures: BacktestStudy['hedge']): string {
  if (!hedge || !figures) return '';
  return `${table(
    ['The hedge', 'With', 'Without'],
    figures.map((f) => [f.name, figureText(f.hedged, f.unit), figureText(f.unhedged, f.unit)]),
    [1, 2],
  )}
${hedgeSentence(hedge)}

`;
}

/** Growth with and without tax, where it is followed. */
function taxText({ tax, alternatives }: BacktestRun): string {
  if (!tax) return '';
  const titles = new Map(alternatives.map(({ id, title }) => [id, title]));
  const row = (title: string, { beforeTax, afterTax, afterLiquidation }: TaxedGrowth): string[][] =>
    rowsBelowName(
      title,
      [beforeTax, afterTax, afterLiquidation].map((x) => plainPercent(x, 2)),
      [],
      WIDE_TITLES,
    );
  return `${table(
    ['Growth a year', 'Before\ntax', 'After\ntax', 'And after\nselling all'],
    [
      ...row('This back-test, after costs', tax.growth),
      ...tax.alternatives.flatMap(({ id, growth }) => row(titles.get(id) ?? id, growth)),
    ],
    [1, 2, 3],
  )}

`;
}

/** `+2.57 (−5.69 to +10.50)`: points of log growth that the back-test is ahead; empty for itself or without an interval. */
function intervalText(headline: ResampledDifferences | undefined, id: string): string {
  const growth = headline?.differences.find((d) => d.id === id)?.growth;
  if (!growth) return '';
  const [value, low, high] = [growth.value, ...growth.interval].map((x) => signed(100 * x, 2));
  return `${value} (${low} to ${high})`;
}
