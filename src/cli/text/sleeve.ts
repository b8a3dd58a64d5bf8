import { day, displayDay } from '../../market/day.ts';
import { measureName } from '../../sleeves/measure.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

/** Members and changes listed; `--json` has all. */
const LISTED = 10;

const percent = (x: number | null): string => (x === null ? '–' : (100 * x).toFixed(2));
const date = (iso: string): string => displayDay(day(iso));

/** One sleeve on a screen: what its rules are and where from, how the last review went, what is held. */
export function sleeveText(s: Factsheet): string {
  const members = s.members
    .slice(0, LISTED)
    .map((m) => [
      m.symbol,
      m.sector,
      String(m.rank),
      m.score === null ? '–' : m.score.toFixed(3).replace('-', '−'),
      percent(m.weight),
      percent(m.weightNow),
    ]);
  const funnel = s.funnel.flatMap(({ step, entered, left, excluded }) => [
    [step, String(entered), '', String(left)],
    ...excluded.map((e) => [`  ${e.reason}`, '', `−${e.count}`, '']),
  ]);
  const changes = (title: string, list: readonly { readonly symbol: string; readonly reason: string }[]) => {
    const more = list.length > LISTED ? `, and ${list.length - LISTED} more` : '';
    const names = list.slice(0, LISTED).map((c) => `${c.symbol} (${c.reason})`);
    return `${title} ${list.length}${list.length > 0 ? `: ${names.join(', ')}${more}` : ''}\n`;
  };
  const events = s.events
    .map((e) => `${date(e.day)} ${e.symbol} ${e.kind} at ${percent(e.weight)} %\n`)
    .join('');
  return `${simulatedMark(s.simulated)}${s.definition.title}: ${s.definition.follows ?? 'a rule of our own'}
In force from the close of ${date(s.effective)}, data to ${date(s.cutOff)}; turnover ${s.turnover === null ? '– (first)' : `${percent(s.turnover)} %`}

${table(['Rule', '', 'Source'], rulesOf(s))}

${table(['Step', 'In', 'Out', 'Left'], funnel, [1, 2, 3])}

${table(['Largest holdings', 'Sector', 'Rank', 'Score', 'Weight, %', 'Now, %'], members, [2, 3, 4, 5])}

Sectors, %: ${s.sectors.map(({ sector, weight }) => `${sector} ${(100 * weight).toFixed(1)}`).join(', ')}
${changes('Entries', s.entries)}${changes('Exits', s.exits)}${events}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A definition's rules, a line each. */
function rulesOf({ definition: d }: Factsheet): string[][] {
  const weighted = (parts: NonNullable<typeof d.score>['parts']): string =>
    parts
      .map((p) => `${String(Number(p.weight.toFixed(3))).replace('-', '−')} × ${measureName(p.measure)}`)
      .join(', ');
  return [
    ['universe', d.universe.ranks.map((r) => `${r.by} ${r.from} to ${r.to}`).join(', '), d.universe.source],
    ...d.eligibility.map((rule) => ['must be', requirement(rule), rule.source]),
    ...(d.score ? [['score', `${d.score.scale}: ${weighted(d.score.parts)}`, d.score.source]] : []),
    ...(d.score?.financials ? [['  of financials', weighted(d.score.financials), d.score.source]] : []),
    [
      'select',
      d.select.kind === 'all'
        ? 'all'
        : `best ${d.select.names}, surely to rank ${d.select.surelyIn}, kept to ${d.select.keepTo}`,
      d.select.source,
    ],
    ['weight', d.weight.by, d.weight.source],
    ...(d.cap ? [['at most', capOf(d.cap), d.cap.source]] : []),
    [
      'review',
      `at the end of ${d.rebalance.months.map((m) => MONTHS[m - 1]).join(', ')}; data to ${d.rebalance.dataMonthsBefore} ${d.rebalance.dataMonthsBefore === 1 ? 'month' : 'months'} before`,
      d.rebalance.source,
    ],
  ];
}

function requirement(rule: Factsheet['definition']['eligibility'][number]): string {
  switch (rule.kind) {
    case 'traded':
      return `traded on ${100 * rule.share} % of the sessions of six months`;
    case 'listed':
      return `listed for ${rule.sessions} sessions`;
    case 'profitable':
      return 'profitable over twelve months';
    case 'no-losses':
      return `without a loss in ${rule.years} years`;
    case 'not-lowest':
      return `above the lowest ${100 * rule.share} % by ${measureName(rule.measure)}`;
  }
}

const capOf = (c: NonNullable<Factsheet['definition']['cap']>): string =>
  [
    `${100 * c.most} %`,
    ...(c.timesCapWeight === undefined ? [] : [`${c.timesCapWeight} × the weight by market value`]),
    ...(c.illiquid
      ? [`${100 * c.illiquid.most} % for the ${100 * c.illiquid.lowestShare} % least traded`]
      : []),
  ].join(', ');
