import type { Clash } from '../math/qp/infeasibility-certificate.ts';
import { type FixedPoint, PIECE } from '../math/qp/fixed-point.ts';
import type { PrimalDual } from '../math/qp/program.ts';
import type { Assembled } from './assemble.ts';
import type { Assets } from './assets.ts';

/** A limit that holds at its end, so that the answer might be another without it. */
export interface Binding {
  readonly limit: string;
  readonly end: 'lower' | 'upper';
  /** The assets held at it; empty for a limit on sums. */
  readonly assets: readonly string[];
}

/** The limits that hold an answer where it is: sums first, in the order given, then trade, then bounds on weights. */
export function bindingLimits(
  { names }: Assets,
  { program, rowNames, lowerNames, upperNames, tradeName }: Assembled,
  { pieces, isTradeBinding }: Pick<FixedPoint, 'pieces' | 'isTradeBinding'>,
  { rowDuals }: PrimalDual,
): Binding[] {
  const rows = rowNames.flatMap((limit, r): Binding[] => {
    const y = rowDuals[r]!;
    const isEquality = program.rows.lower[r] === program.rows.upper[r];
    return y === 0 || isEquality ? [] : [{ limit, end: y > 0 ? 'lower' : 'upper', assets: [] }];
  });
  const trade: Binding[] =
    tradeName !== null && isTradeBinding ? [{ limit: tradeName, end: 'upper', assets: [] }] : [];
  const heldAt = (piece: number, limits: readonly string[], end: Binding['end']): Binding[] => {
    const held = names.map((_, i) => i).filter((i) => pieces[i] === piece);
    return [...new Set(held.map((i) => limits[i]!))].map((limit) => ({
      limit,
      end,
      assets: held.filter((i) => limits[i] === limit).map((i) => names[i]!),
    }));
  };
  return [
    ...rows,
    ...trade,
    ...heldAt(PIECE.atLower, lowerNames, 'lower'),
    ...heldAt(PIECE.atUpper, upperNames, 'upper'),
  ];
}

/** The limits that cannot be kept together, by name, each once. */
export function clashNames({ names }: Assets, assembled: Assembled, clash: Clash): string[] {
  const { rowNames, lowerNames, upperNames, tradeName } = assembled;
  const told = [
    ...clash.rows.map(({ row }) => rowNames[row]!),
    ...(clash.trade && tradeName !== null ? [tradeName] : []),
    ...boundsTold(names, [
      ...clash.lowerBounds.map((asset) => ({ asset, limit: lowerNames[asset]! })),
      ...clash.upperBounds.map((asset) => ({ asset, limit: upperNames[asset]! })),
    ]),
  ];
  return [...new Set(told)];
}

/** Few assets are named, many are not. */
const FEW = 3;

/** A limit that holds some assets from below and others from above is told once. */
function boundsTold(
  names: readonly string[],
  at: readonly { readonly asset: number; readonly limit: string }[],
): string[] {
  return [...new Set(at.map((b) => b.limit))].map((limit) => {
    const held = new Set(at.filter((b) => b.limit === limit).map((b) => names[b.asset]));
    return held.size <= FEW && names.length > FEW ? `${limit} (${[...held].join(', ')})` : limit;
  });
}
