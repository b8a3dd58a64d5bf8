import type { BacktestRun, TaxedGrowth } from '../../backtest/backtest-run.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import { pathFromStart } from '../../backtest/summary.ts';
import { counted, fractionAsPercent, grouped } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import type { RegimePeriod } from '../charts/value-chart.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { regimeLabel } from '../page/label.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';
import { type Column, table } from '../page/table.ts';
import { drawdownsSection } from '../performance/drawdowns-section.ts';
import { drawnValues } from '../performance/drawn-values.ts';
import { figureText } from '../performance/figure-text.ts';
import { figuresSection } from '../performance/figures-section.ts';
import { headlineFigures } from '../performance/headline-figures.ts';
import { rollingSection } from '../performance/rolling-section.ts';
import { valueFigure } from '../performance/value-figure.ts';
import { yearsSection } from '../performance/years-section.ts';
import { alternativesSection } from './alternatives-section.ts';
import { chanceSection } from './chance-section.ts';
import { factorsSection } from './factors-section.ts';
import { hedgeSection } from './hedge-section.ts';
import { ladderSection } from './ladder-section.ts';
import { labelsSection, provenanceSection, sensitivitySection } from './months-section.ts';

/** Renders a back-test as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderBacktest(run: BacktestRun, study: BacktestStudy): string {
  const { plan } = run;
  const { summary } = study;
  const dated = `${dateText(summary.from)} to ${dateText(summary.to)}`;
  const rolling = rollingSection(summary);
  return renderDocument({
    title: `TRRM back-test, ${dated}`,
    running: {
      title: 'Back-test, hypothetical',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Internal: model returns may not be shown to clients (SEBI, 16 Dec 2022)',
      simulated: plan.simulated,
    },
    contents: [
      ['summary', 'Summary'],
      ['alternatives', 'Alternatives'],
      ['chance', 'Luck'],
      ['ladder', 'Attribution'],
      ...(run.factors ? [['factors', 'Risk factors'] as const] : []),
      ...(study.hedge ? [['hedge', 'Hedge'] as const] : []),
      ['labels', 'By label'],
      ['years', 'Returns by period'],
      ['drawdowns', 'Drawdowns'],
      ...(rolling ? [['rolling', 'Rolling windows'] as const] : []),
      ['sensitivity', 'Sensitivity'],
      ['provenance', 'Live or back-filled'],
      ['figures', 'Statistics'],
      ['problems', 'Problems'],
    ],
    body: [
      summarySection(run, study, dated),
      alternativesSection(run, study),
      chanceSection(run, study),
      ladderSection(run, study),
      factorsSection(run),
      hedgeSection(run, study),
      labelsSection(study),
      yearsSection(summary),
      drawdownsSection(summary),
      rolling,
      sensitivitySection(run),
      provenanceSection(run, study),
      figuresSection(summary),
      problemSection([...run.problems, ...summary.problems]),
    ],
  });
}

function summarySection(run: BacktestRun, study: BacktestStudy, dated: string): Markup {
  const { plan, provenance, months, nav } = run;
  const { summary, inference } = study;
  const how = `${plan.weights === 'rules' ? 'as the monthly run decides' : 'bouquets of the labels without tilt or limits'}, ${plan.level === 'shares' ? 'held in stocks' : 'sleeves held by their indices'}, ${plan.fill === 'units' ? 'orders filled at the next close' : 'set to the target weights at the next close'}`;
  return html`<section id="summary" class="opening">
    ${masthead({
      title: `Back-test, ${dated}`,
      dateline: `${counted(months.length, 'month')}, ${how}; ${rupeesInWords(plan.value)} at the start; benchmark ${summary.benchmark ?? plan.benchmark}${run.field === 'close' ? '; all series without dividends' : ''}`,
      simulated: plan.simulated,
    })}
    <p class="notice">
      <strong>Hypothetical.</strong> Today’s rules applied to past data.
      ${grouped(provenance.monthsInSample, 0)} of ${counted(months.length, 'month')} are in-sample,
      ${fractionAsPercent(provenance.backFilledWeight)} of the weight was in indices before their launch, and
      ${counted(provenance.liveMonths.length, 'month')} were decided live. Internal: model returns may not be
      shown to clients (SEBI, 16 Dec 2022).
    </p>
    <ul class="findings">
      ${inference.verdict.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${headlineTable(summary)}
    ${valueFigure(
      summary,
      drawnValues(
        pathFromStart(
          run,
          nav.map((row) => row.net),
        ),
        pathFromStart(
          run,
          nav.map((row) => row.benchmark),
        ),
      ),
      regimePeriods(run),
    )}
    <p class="key">
      ${REGIMES.map((regime) => html`<span>${regimeLabel(regime)}</span>`)}<span
        >in force from fill to fill</span
      >
    </p>
    <p class="quiet">
      One-way turnover ${fractionAsPercent(months.reduce((s, m) => s + m.turnover, 0) / summary.years)} and
      trading costs ${fractionAsPercent(months.reduce((s, m) => s + m.cost, 0) / summary.years, 2)} of the
      value a year; ${plan.costs ? 'after trading costs' : 'without trading costs'},
      ${plan.expenses ? 'after expenses of funds' : 'without expenses of funds'}, before tax.
      ${run.tax ? taxSentence(run.tax.growth) : ''} ${stocksSentence(months)}
    </p>
  </section>`;
}

/** What of the orders of a back-test in stocks was traded. */
function stocksSentence(months: BacktestRun['months']): string {
  const traded = months.flatMap(({ stocks }) => (stocks ? [stocks] : []));
  if (traded.length === 0) return '';
  const sum = (of: (d: (typeof traded)[number]) => number): number => traded.reduce((s, d) => s + of(d), 0);
  const cancelled = sum((d) => d.cancelled);
  return `On average ${grouped(sum((d) => d.companies) / traded.length, 0)} companies were held; ${counted(
    sum((d) => d.filled),
    'order',
  )} were filled and ${cancelled === 0 ? 'none' : grouped(cancelled, 0)} cancelled, because their companies did not trade.`;
}

const taxSentence = ({ afterTax, afterLiquidation }: TaxedGrowth): string =>
  `After tax by lot it is ${fractionAsPercent(afterTax, 2)} a year, and ${fractionAsPercent(afterLiquidation, 2)} after selling everything at the end.`;

const headlineTable = (summary: BacktestStudy['summary']): Markup => {
  type Figure = (typeof summary.figures)[number];
  return table<Figure>({
    label: 'Headline figures',
    rows: headlineFigures(summary),
    columns: [
      { head: 'Figure', cell: (f) => f.name },
      { head: 'Back-test', kind: 'number', cell: (f) => figureText(f.own, f.unit) },
      {
        head: 'Benchmark',
        kind: 'number',
        cell: (f) => (f.group === 'relative' ? '' : figureText(f.benchmark, f.unit)),
      } satisfies Column<Figure>,
    ],
  });
};

/** Consecutive months of one label as one period. */
function regimePeriods({ months }: BacktestRun): RegimePeriod[] {
  const periods: RegimePeriod[] = [];
  for (const { label, filled, until } of months) {
    const last = periods.at(-1);
    if (last?.regime === label) periods[periods.length - 1] = { ...last, to: until };
    else periods.push({ regime: label, from: filled, to: until });
  }
  return periods;
}
