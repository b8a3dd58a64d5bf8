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
import { points, table, withInterval } from './tables.ts';

const LABELS: readonly Labels[] = [
  TRUE_LABELS,
  CLASSIFIER_LABELS,
  mistakenLabels('wrong in spells, κ near 0.5', 0.3),
];

/** What the months over which a trade must earn back its cost are worth, by kind of label and by premia. */
export async function horizonTables(
  markets: readonly MarketOfStudy[],
  print: (text: string) => void,
): Promise<void> {
  const files = referenceFiles();
  if (files) print(await realIndicesTable(files));
  const india = files ? (await iimaPremia(files)).premia : null;
  for (const kind of LABELS) {
    const labels = await inTurn(markets, (m) => kind.of(m.months, m.seed));
    const { days, kappa } = agreement(markets.map((m, i) => ({ months: m.months, labels: labels[i]! })));
    const spells = labels.reduce((sum, of) => sum + of.filter((l, t) => l !== of[t - 1]).length, 0);
    const months = labels.reduce((sum, of) => sum + of.length, 0);
    print(
      `### Labels: ${kind.name} (right on ${grouped(100 * days, 0)} % of days, κ ${grouped(kappa, 2)}; mean spell ${grouped(months / spells, 1)} months)`,
    );
    const plain = await walks(PLAIN, markets, labels);
    const rows = await inTurn(HORIZON_DESIGNS, async (design) => {
      const own = await walks(design, markets, labels);
      const { gross, net } = activeOf(own, plain, byStyles(STYLE_PREMIA));
      const { turnover, toBouquet, reversed } = tradingOf(own);
      const netOf = (returnOf: TrueReturn): string => points(activeOf(own, plain, returnOf).net.mean);
      return [
        own.name,
        withInterval(gross),
        grouped(turnover, 1),
        grouped(toBouquet, 2),
        grouped(reversed, 1),
        withInterval(net),
        points(net.worstMarket),
        ...[0.5, 0, -1].map((by) => netOf(byStyles(times(by)))),
        india ? netOf(byStyles(india)) : '',
        netOf(byIndices(null)),
        netOf(byIndices(NIFTY_DRIFT)),
      ];
    });
    print(
      table(
        [
          'design',
          'true active return',
          'turnover, % a month',
          'tracking error to the bouquet, %',
          'reversed next month, %',
          'net of 35 bp a side',
          'worst market, net',
          'net, half the premia',
          'none',
          'reversed',
          'of India’s factors',
          'of the simulated indices',
          'with their beta',
        ],
        rows,
      ),
    );
  }
}
