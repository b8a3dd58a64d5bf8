import { POSITIONS } from '../../../../allocations/positions.ts';
import { grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { openingHoldingsText } from '../../../report/decision/allocation/allocation-text.ts';
import type { CallModel } from '../../../report/decision/regime/call-model.ts';
import { nearestChangeText, scoreText, signalScoreText } from '../../../report/decision/regime/call-text.ts';
import { POSITION_NAMES, subjectName } from '../../../report/page/names.ts';
import { assumptionText, isCarried, ownHistoryText } from '../../../report/what-if/assumption-text.ts';
import { consequences } from '../../../report/what-if/consequences.ts';
import { constraintTexts } from '../../../report/what-if/constraint-texts.ts';
import { hedgeTerms } from '../../../report/what-if/hedge-comparison.ts';
import { differenceText, differingText, orderText } from '../../../report/what-if/order-differences.ts';
import {
  ALSO,
  LOSS_OF_HOLDINGS,
  type ScenarioSideModel,
  startText,
  type WhatIfModel,
} from '../../../report/what-if/page-model.ts';
import { AS_ASSUMED, AS_IT_IS, HELD_NOW, SIMULATION_LINE } from '../../../report/what-if/titles.ts';
import { changeText } from '../regimes/regime.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';
import { listItem, paragraph, rowsBelowName } from '../layout/wrapped.ts';

/** Width of the names of companies, beside two orders and their difference. */
const NAME_WIDTH = 24;

/** Decimals of scores, where these suffice. */
const DECIMALS = 3;

/** The assumptions, and the month as it is and as assumed, side by side: what the page says. */
export function whatIfText(model: WhatIfModel): string {
  const { before, after } = model;
  const parts = [
    `${paragraph(SIMULATION_LINE)}\nWhat if, as of ${displayDay(day(model.asOf))}. Nothing is recorded.`,
    ...assumptionTexts(model),
    callTable(before.call, after.call),
    ...[before, after].flatMap((side, i) =>
      side.call.alerts.map((a) =>
        paragraph(`! Alert, ${(i === 0 ? AS_IT_IS : AS_ASSUMED).toLowerCase()}: ${a.message}`),
      ),
    ),
    section('Nearest change of regime, as assumed', [
      nearestChangeText(after.call),
      ...after.call.nearestChange.alone.map(changeText),
    ]),
    paragraph(`${openingHoldingsText(model.openingSource)} ${startText(model)}`),
    weightTable(model),
    consequenceTable(model),
    ...(model.loss === null ? [] : [paragraph(`${LOSS_OF_HOLDINGS}: ${model.loss}.`)]),
    section(`Constraints, ${AS_IT_IS.toLowerCase()}`, constraintsOf(before)),
    section(`Constraints, ${AS_ASSUMED.toLowerCase()}`, constraintsOf(after)),
    hedgeText(AS_IT_IS, before, null),
    hedgeText(AS_ASSUMED, after, model.prices),
    ordersText(model),
    ...model.problems.map(({ problem, also }) =>
      paragraph(`${problemText(problem)}${also ? ` ${ALSO}` : ''}`),
    ),
  ];
  return `${simulatedMark(model.simulated)}${parts.join('\n\n')}\n`;
}

const section = (title: string, lines: readonly string[]): string =>
  [paragraph(title), ...lines.flatMap(listItem)].join('\n');

function assumptionTexts({ assumptions, limits }: WhatIfModel): string[] {
  const line = (a: (typeof assumptions)[number]) => {
    const history = ownHistoryText(a);
    return `${assumptionText(a)}${history === null ? '' : ` (${history})`}`;
  };
  const asked = assumptions.filter((a) => !isCarried(a));
  const carried = assumptions.filter(isCarried);
  return [
    section('Assumptions', asked.length === 0 ? ['none'] : asked.map(line)),
    ...(carried.length === 0
      ? []
      : [
          section(
            'Carried by the Nifty, with earnings, book value and dividends unchanged',
            carried.map(line),
          ),
        ]),
    ...limits.map((p) => paragraph(`! ${subjectName(p.about)}: ${p.message} ${p.remedy}`)),
  ];
}

function callTable(before: CallModel, after: CallModel): string {
  const total = (call: CallModel) => orNone(call.score, (s) => scoreText(s, call.bands, DECIMALS));
  const score = (call: CallModel, i: number) =>
    orNone(call.signals[i]!.score, (s) => signalScoreText(s, call.voteThreshold, DECIMALS));
  const byModel = [before, after].some((call) => call.modelRegime !== call.regime);
  const regimeOf = ({ regime, status }: CallModel) =>
    status === 'insufficient' ? `${regime} (carried forward)` : regime;
  return table(
    ['', AS_IT_IS, AS_ASSUMED, 'Contribution'],
    [
      ['Regime', regimeOf(before), regimeOf(after), ''],
      ...(byModel ? [['Regime by the model', before.modelRegime, after.modelRegime, '']] : []),
      ['Confidence', before.confidence?.level ?? NONE, after.confidence?.level ?? NONE, ''],
      ['Score S', total(before), total(after), ''],
      ...before.signals.map((s, i) => [
        s.title,
        score(before, i),
        score(after, i),
        `${signed(s.contribution, 3)} → ${signed(after.signals[i]!.contribution, 3)}`,
      ]),
    ],
    [1, 2, 3],
  );
}

function weightTable({ before, after, openingSource }: WhatIfModel): string {
  const held = openingSource.kind !== 'none';
  const rows = POSITIONS.map((id, i) => {
    const [a, b] = [before, after].map((side) => side.allocation.positions[i]!);
    return { id, opening: a!.opening, before: a!.final, after: b!.final };
  }).filter((r) => r.opening !== 0 || r.before !== 0 || r.after !== 0);
  const text = (x: number) => grouped(x, 2);
  return table(
    ['Weights, %', HELD_NOW, AS_IT_IS, AS_ASSUMED, 'Difference'],
    rows.map((r) => [
      POSITION_NAMES[r.id],
      held ? text(r.opening) : NONE,
      text(r.before),
      text(r.after),
      signed(r.after - r.before, 2),
    ]),
    [1, 2, 3, 4],
  );
}

function consequenceTable({ before, after, prices }: WhatIfModel): string {
  const body = table(
    ['', HELD_NOW, AS_IT_IS, AS_ASSUMED],
    consequences(before, after).map((c) => [
      `${c.name}${prices !== null && c.priced ? ' *' : ''}`,
      c.held,
      c.before,
      c.after,
    ]),
    [1, 2, 3],
  );
  return prices === null ? body : `${body}\n${paragraph(`* ${prices}`)}`;
}

function constraintsOf(side: ScenarioSideModel): string[] {
  const texts = constraintTexts(side);
  return texts.length === 0 ? ['None is binding or relaxed.'] : texts;
}

function ordersText({ orders, prices }: WhatIfModel): string {
  const head = section(`Orders that differ${prices === null ? '' : `, ${prices}`}`, [differingText(orders)]);
  if (orders.kind === 'unavailable' || orders.largest.length === 0) return head;
  const rows = orders.largest.flatMap((d) =>
    rowsBelowName(
      d.name,
      [orderText(d.before), orderText(d.after), differenceText(d.difference)],
      [],
      NAME_WIDTH,
    ),
  );
  return `${head}\n\n${table(['Holding', AS_IT_IS, AS_ASSUMED, 'Difference'], rows, [1, 2, 3])}`;
}

function hedgeText(title: string, side: ScenarioSideModel, at: string | null): string {
  const { text, terms } = hedgeTerms(side.hedge);
  return section(`Hedge, ${at ?? title.toLowerCase()}`, [text, ...terms.map(([term, t]) => `${term}: ${t}`)]);
}
