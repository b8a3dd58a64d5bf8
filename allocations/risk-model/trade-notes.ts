import type { Problem } from '../../src/market/problem.ts';
import { isCovered } from '../../src/risk/snapshot.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { Held } from '../opening-holdings.ts';
import type { AllocationRules } from '../rules.ts';
import { type PositionId, POSITIONS, SLEEVES, type SleeveId } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { inWords, listed, percent } from '../../src/format/words.ts';
import type { Move } from './partial-rebalance.ts';
import { mismatch } from './stock-turnover.ts';
import { columnsOf } from './sleeve-holdings.ts';
import type { Traded } from './rebalance.ts';

/** What held trading back, and what is traded all the same, in words. */
export function heldBack(
  basis: StockBasis,
  held: Held,
  { tooSmall, notWorthIt }: Traded,
  move: Move,
  { trading }: AllocationRules,
): string[] {
  const { reach, whole, turnover, changes } = move;
  const exchanged = SLEEVES.flatMap((id) => {
    const part = changes[POSITIONS.indexOf(id)] === 0 ? reach * mismatch(basis, held, id) : 0;
    return part < OF_SLEEVE && part * (held.drifted[id] ?? 0) < OF_ALL ? [] : [{ id, part }];
  });
  const asHeld = (ids: readonly PositionId[]): PositionId[] =>
    ids.filter((id) => !exchanged.some((e) => e.id === id));
  const [small, dear] = [asHeld(tooSmall), asHeld(notWorthIt)];
  return [
    ...(reach < 1
      ? [
          `Share by share, all of the way would buy ${percent(whole)} of the portfolio; the turnover limit of ${percent(turnover)} stops it after ${percent(reach, 0)} of the way, in every share alike.`,
        ]
      : []),
    ...(dear.length > 0
      ? [
          `What a trade would gain is less than it costs: ${listed(dear.map(inWords))} ${dear.length === 1 ? 'stays' : 'stay'} as held.`,
        ]
      : []),
    ...(small.length > 0
      ? [
          `The minimum trade of ${percent(trading.minimumTrade)} leaves ${listed(small.map(inWords))} as held.`,
        ]
      : []),
    ...exchangedTold(exchanged),
  ];
}

/** Below both, of the sleeve and of the portfolio, a sleeve holds its own shares but for whole ones. */
const OF_SLEEVE = 0.02;
const OF_ALL = 0.0005;

function exchangedTold(exchanged: readonly { readonly id: SleeveId; readonly part: number }[]): string[] {
  const [one, ...others] = exchanged;
  if (!one) return [];
  if (others.length === 0)
    return [
      `${inWords(one.id)} keeps its weight; ${percent(one.part)} of it is brought to the sleeve’s shares.`,
    ];
  const names = exchanged.map(({ id }) => inWords(id));
  const parts = exchanged.map(({ id, part }) => `${percent(part)} of ${inWords(id)}`);
  return [
    `${listed(names)} keep their weights; ${listed(parts)} are brought to the shares of these sleeves.`,
  ];
}

/** Limits that part of the way does not keep yet. */
export const notYetTold = (limits: readonly string[], { reach }: Move): Problem[] =>
  limits.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'limit-not-yet-kept',
          about: 'trading',
          message: `After ${percent(reach, 0)} of the way, some limits are not kept yet – ${limits.join('; ')}.`,
          remedy: 'Accept it for this month, or raise `allocations.trading.turnoverLimit`.',
        },
      ];

/** Shares that are held, but that INEC-1 cannot speak of. */
export function outsideTheModel(basis: StockBasis, { shares }: Held): Problem[] {
  const columns = columnsOf(basis);
  const outside = (shares ?? []).filter(({ isin }) => {
    const issuer = columns.get(issuerPart(isin));
    return issuer === undefined || !isCovered(basis.snapshot, issuer);
  });
  if (outside.length === 0) return [];
  const weight = outside.reduce((sum, s) => sum + s.weight, 0);
  const names = [...new Set(outside.map((s) => s.isin))];
  const first = names.slice(0, NAMED);
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return [
    {
      severity: 'warning',
      code: 'held-not-covered',
      about: 'holdings',
      message: `INEC-1 does not cover ${percent(weight)} of the portfolio: ${first.join(', ')}${more}. The rest of a sleeve stands for them where risk is measured, unless they are more than half of it.`,
      remedy: 'Import their prices and shares outstanding, unless they no longer trade.',
    },
  ];
}

const NAMED = 5;
