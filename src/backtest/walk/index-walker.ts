import { decideIndexMonth } from '../decide-index-month.ts';
import { dealingRates } from '../fill/dealing-rates.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { refuseWithoutLevel } from '../refuse-without-level.ts';
import { taxByYear, taxedGrowth, taxedWalk } from '../tax/tax-record.ts';
import type { Walker } from '../walker.ts';
import { liquidationTax } from './held-tax.ts';
import { openingState, valuesAt, type WalkedMonth, walkMonth } from './index-walk.ts';

/** Follows a portfolio whose sleeves are held by their indices. */
export function indexWalker(opened: OpenedBacktest): Walker {
  const { plan, schedule, market, book } = opened;
  const { months, sessions } = schedule;
  const multiple = plan.costs ? 1 : 0;
  const walked: WalkedMonth[] = [];
  let state = openingState(months[0]!, taxedWalk(plan, book.costs.tax));
  return {
    decide: (k) => {
      const values = valuesAt(state, market.netLevels, months[k]!.decided);
      return decideIndexMonth(
        opened,
        k,
        values.map((v) => v * plan.value),
      );
    },
    hold: async (k, decided) => {
      refuseWithoutLevel(opened, k, decided);
      const month = months[k]!;
      const next = walkMonth(state, month, decided, market, {
        fill: plan.fill,
        rates: dealingRates(sessions[month.filled]!, book.costs, multiple),
        multiple,
        isFirst: k === 0,
        isLast: k === months.length - 1,
      });
      walked.push(next);
      state = next.state;
    },
    finish: () => {
      const [first, last] = [months[0]!.filled, months.at(-1)!.until];
      return {
        months: walked,
        tax: state.tax && {
          years: taxByYear(state.tax.account),
          liquidation: plan.value * liquidationTax(state.tax, market, last),
          growth: taxedGrowth(walked, market, { first, last }),
        },
        problems: [],
      };
    },
  };
}
