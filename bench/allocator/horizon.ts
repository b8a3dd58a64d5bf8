import { STYLE_PREMIA } from '../../fixtures/equities/factor-table.ts';
import { NIFTY_DRIFT } from '../../fixtures/series/nifty.ts';
import { grouped } from '../../src/format/numbers.ts';
import { referenceFiles } from '../reference-files.ts';
import { CLASSIFIER_LABELS } from './classifier-labels.ts';
import { HORIZON_DESIGNS, PLAIN } from './designs.ts';
import { iimaPremia } from './iima-premia.ts';
import { agreement, type Labels, mistakenLabels, TRUE_LABELS } from './labels.ts';
import { inTurn, type MarketOfStudy, walks } from './markets.ts';
import { activeOf, tradingOf } from './pooled.ts';
import { times } from './premia.ts';
import { realIndicesTable } from './real-indices.ts';
import { byIndices, byStyles, type TrueReturn } from './walk.ts';
import type { StudyMonth } from './study-market.ts';
import { points, table, withInterval } from './tables.ts';

const LABELS: readonly Labels[] = [
  TRUE_LABELS,
  CLASSIFIER_LABELS,
  mistakenLabels('wrong in spells, κ near 0.5', 0.3),
];

/** A design's net returns, % a year, one for each kind of premium. */
type Nets = ReadonlyMap<string, readonly number[]>;

/** What the months over which a trade must earn back its cost are worth, by kind of label and by premia. */
export async function horizonTables(
  markets: readonly MarketOfStudy[],
  print: (text: string) => void,
): Promise<void> {
  const files = referenceFiles();
  if (files) print(await realIndicesTable(files));
  const truths: (readonly [head: string, returnOf: TrueReturn])[] = [
    ...[1, 0.5, 0, -1].map((by) => [PREMIA_HEADS[by]!, byStyles(times(by))] as const),
    ...(files ? [['of India’s factors', byStyles((await iimaPremia(files)).premia)] as const] : []),
    ['of the simulated indices', byIndices(null)],
    ['with their beta', byIndices(NIFTY_DRIFT)],
  ];
  const cases: Nets[] = [];
  for (const kind of LABELS) {
    const labels = await inTurn(markets, (m) => kind.of(m.months, m.seed));
    print(headingOf(kind, markets, labels));
    const plain = await walks(PLAIN, markets, labels);
    const nets = new Map<string, readonly number[]>();
    const rows = await inTurn(HORIZON_DESIGNS, async (design) => {
      const own = await walks(design, markets, labels);
      const { gross, net } = activeOf(own, plain, byStyles(STYLE_PREMIA));
      const { turnover, toBouquet, reversed } = tradingOf(own);
      const found = truths.map(([, returnOf]) => activeOf(own, plain, returnOf).net.mean);
      nets.set(own.name, found);
      return [
        own.name,
        withInterval(gross),
        grouped(turnover, 1),
        grouped(toBouquet, 2),
        grouped(reversed, 1),
        withInterval(net),
        points(net.worstMarket),
        ...found.slice(1).map(points),
      ];
    });
    cases.push(nets);
    print(table([...HEADS, ...truths.slice(1).map(([head]) => head)], rows));
  }
  print(regretTable(cases));
}

const PREMIA_HEADS: Readonly<Record<number, string>> = {
  1: 'full premia',
  0.5: 'net, half the premia',
  0: 'none',
  [-1]: 'reversed',
};

const HEADS = [
  'design',
  'true active return',
  'turnover, % a month',
  'tracking error to the bouquet, %',
  'reversed next month, %',
  'net of 35 bp a side',
  'worst market, net',
];

function headingOf(
  { name }: Labels,
  markets: readonly MarketOfStudy[],
  labels: readonly (readonly StudyMonth['regime'][])[],
): string {
  const { days, kappa } = agreement(markets.map((m, i) => ({ months: m.months, labels: labels[i]! })));
  const count = (of: (label: string, before: string | undefined) => boolean): number =>
    labels.reduce((sum, own) => sum + own.filter((label, t) => of(label, own[t - 1])).length, 0);
  const spell = count(() => true) / count((label, before) => label !== before);
  return `### Labels: ${name} (right on ${grouped(100 * days, 0)} % of days, κ ${grouped(kappa, 2)}; mean spell ${grouped(spell, 1)} months)`;
}

/** How far each horizon falls short of the best of its kind, over all labels and premia. */
function regretTable(cases: readonly Nets[]): string {
  const rows = ['tilted', 'untilted'].flatMap((kind) => {
    const names = HORIZON_DESIGNS.map((d) => d.name).filter((name) => name.startsWith(`${kind},`));
    const regrets = (name: string): number[] =>
      cases.flatMap((nets) =>
        nets.get(name)!.map((net, i) => Math.max(...names.map((other) => nets.get(other)![i]!)) - net),
      );
    return names.map((name) => {
      const own = regrets(name);
      return [
        name,
        grouped(Math.max(...own), 2),
        grouped(own.reduce((sum, x) => sum + x, 0) / own.length, 2),
      ];
    });
  });
  return `Net short of the best horizon, over all labels and premia:\n\n${table(['design', 'at most', 'on average'], rows)}`;
}
