import { parseArgs } from 'node:util';
import { STYLE_PREMIA, type StylePremia } from '../../fixtures/equities/factor-table.ts';
import { grouped } from '../../src/format/numbers.ts';
import { CHOSEN, CHOSEN_SETTINGS, type Design, DESIGNS, PLAIN, UNTILTED } from './designs.ts';
import { referenceFiles } from '../reference-files.ts';
import { CLASSIFIER_LABELS } from './classifier-labels.ts';
import { agreement, type Labels, mistakenLabels, TRUE_LABELS } from './labels.ts';
import { iimaPremia } from './iima-premia.ts';
import { horizonTables } from './horizon.ts';
import { buildMarkets, inTurn, type MarketOfStudy, walks } from './markets.ts';
import { activeOf, tradingOf, type Walks } from './pooled.ts';
import { times, WRONG } from './premia.ts';
import { byStyles } from './walk.ts';
import { points, table, withInterval } from './tables.ts';

// npm run bench -- allocator [--seed 1] [--markets 8] [--months 58] [--stocks 500] [--horizon]: what the allocator's designs truly earn
// on simulated markets with known premia; the tables of docs/methodology/allocator-study.md, in Markdown. Each market is
// built once and all designs walk through it.

/** Label errors: shares of months in wrong spells that give about κ 0.5, and 55 % of days right. */
const LABELS: readonly Labels[] = [
  TRUE_LABELS,
  CLASSIFIER_LABELS,
  mistakenLabels('wrong in spells, κ near 0.5', 0.3),
  mistakenLabels('wrong in spells, 55 % of days right', 0.5),
];
const COMPARED: readonly Design[] = [PLAIN, CHOSEN, UNTILTED];

/** Runs the study and prints it. */
export async function runStudy(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      markets: { type: 'string', default: '8' },
      months: { type: 'string', default: '58' },
      stocks: { type: 'string', default: '500' },
      horizon: { type: 'boolean', default: false },
    },
  });
  const [seed, count, months, stocks] = [values.seed, values.markets, values.months, values.stocks].map(
    Number,
  ) as [number, number, number, number];
  const print = (text: string): void => void process.stdout.write(`${text}\n\n`);
  const build = (premia: StylePremia): MarketOfStudy[] =>
    buildMarkets({ seed, count, stocks, months }, premia);

  const markets = build(STYLE_PREMIA);
  print(
    `${count} simulated markets (seeds ${seed} to ${seed + count - 1}) of ${stocks} stocks, ${months - 1} months each. Chosen: ${CHOSEN_SETTINGS}. Percent a year against the plain bouquet unless stated otherwise; intervals are 90 %.`,
  );
  if (values.horizon) return horizonTables(markets, print);
  await labelTables(markets, print);
  print('### Where the rule book is wrong');
  const wrong = build(WRONG);
  const labels = await inTurn(wrong, (m) => TRUE_LABELS.of(m.months, m.seed));
  const [plainWalks, ...others] = await inTurn(COMPARED, (d) => walks(d, wrong, labels));
  print(designTable(others, plainWalks!, WRONG));
}

async function labelTables(markets: readonly MarketOfStudy[], print: (text: string) => void): Promise<void> {
  for (const kind of LABELS) {
    const labels = await inTurn(markets, (m) => kind.of(m.months, m.seed));
    const { days, kappa } = agreement(markets.map((m, i) => ({ months: m.months, labels: labels[i]! })));
    print(`### Labels: ${kind.name} (right on ${grouped(100 * days, 0)} % of days, κ ${grouped(kappa, 2)})`);
    const isMain = kind === TRUE_LABELS;
    const all = await inTurn(isMain ? DESIGNS : COMPARED, (d) => walks(d, markets, labels));
    const [plainWalks] = all as [Walks];
    print(designTable(all, plainWalks, STYLE_PREMIA));
    const chosen = all.find((w) => w.name === CHOSEN.name)!;
    const untilted = all.find((w) => w.name === UNTILTED.name)!;
    print(
      `Chosen against the untilted bouquet, net: ${withInterval(activeOf(chosen, untilted, byStyles(STYLE_PREMIA)).net)}.`,
    );
    if (!isMain) continue;
    print(premiaTable(all.slice(1), plainWalks));
    print(await realPremia(all, plainWalks));
  }
}

const designTable = (all: readonly Walks[], plainWalks: Walks, premia: StylePremia): string =>
  table(
    [
      'design',
      'true active return',
      'worst market',
      'turnover, % a month',
      'without a change of label',
      'net of 35 bp a side',
      'worst market, net',
      'at a band edge, %',
      'months with a relaxed limit, %',
      'reversed next month, %',
    ],
    all.map((w) => {
      const { gross, net } = activeOf(w, plainWalks, byStyles(premia));
      const { turnover, quietTurnover, atEdge, relaxed, reversed } = tradingOf(w);
      const isPlain = w === plainWalks;
      return [
        w.name,
        isPlain ? '0' : withInterval(gross),
        isPlain ? '' : points(gross.worstMarket),
        grouped(turnover, 1),
        grouped(quietTurnover, 1),
        isPlain ? '0' : withInterval(net),
        isPlain ? '' : points(net.worstMarket),
        grouped(atEdge, 0),
        grouped(relaxed, 1),
        grouped(reversed, 1),
      ];
    }),
  );

/** The same decisions under the premia of India's factors, where `TRRM_REFERENCE` names the folder of reference data. */
async function realPremia(all: readonly Walks[], plainWalks: Walks): Promise<string> {
  const files = referenceFiles();
  if (!files) return "Premia of India's factors: skipped, because TRRM_REFERENCE names no reference data.";
  const { premia, kept } = await iimaPremia(files);
  const untilted = all.find((w) => w.name === UNTILTED.name)!;
  const rows = all.slice(1).map((w) => {
    const { gross, net } = activeOf(w, plainWalks, byStyles(premia));
    return [
      w.name,
      withInterval(gross),
      withInterval(net),
      withInterval(activeOf(w, untilted, byStyles(premia)).net),
    ];
  });
  return [
    `Premia of India's factors, shrunk to ${grouped(100 * kept, 0)} % of their means:`,
    table(['design', 'true active return', 'net of 35 bp a side', 'net against the untilted'], rows),
  ].join('\n\n');
}

/** Net returns of the same decisions where the premia are smaller than simulated, or reversed. */
const premiaTable = (all: readonly Walks[], plainWalks: Walks): string =>
  table(
    ['design, net', 'full premia', 'half', 'zero', 'reversed'],
    all.map((w) => [
      w.name,
      ...[1, 0.5, 0, -1].map((by) => points(activeOf(w, plainWalks, byStyles(times(by))).net.mean)),
    ]),
  );
