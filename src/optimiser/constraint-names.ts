import type { InfeasibleSubset } from '../math/qp/infeasible-subset.ts';
import { type FixedPoint, PIECE } from '../math/qp/fixed-point.ts';
import type { PrimalDual } from '../math/qp/program.ts';
import type { AssembledProgram } from './assemble.ts';
import type { Assets } from './assets.ts';

/** A constraint that is active at the optimum: without it the weights could differ. */
export interface BindingConstraint {
  readonly constraint: string;
  readonly side: 'lower' | 'upper';
  /** The assets at their bound; empty for a constraint on a sum. */
  readonly assets: readonly string[];
}

/** The constraints that bind at a solution: rows first, in the order given, then turnover, then bounds on weights. */
export function bindingConstraints(
  { names }: Assets,
  { program, rowNames, lowerNames, upperNames, tradeName }: AssembledProgram,
  { pieces, isTradeBinding }: Pick<FixedPoint, 'pieces' | 'isTradeBinding'>,
  { rowDuals }: PrimalDual,
): BindingConstraint[] {
  const rows = rowNames.flatMap((constraint, r): BindingConstraint[] => {
    const y = rowDuals[r]!;
    const isEquality = program.rows.lower[r] === program.rows.upper[r];
    return y === 0 || isEquality ? [] : [{ constraint, side: y > 0 ? 'lower' : 'upper', assets: [] }];
  });
  const trade: BindingConstraint[] =
    tradeName !== null && isTradeBinding ? [{ constraint: tradeName, side: 'upper', assets: [] }] : [];
  const atBound = (
    piece: number,
    boundNames: readonly string[],
    side: BindingConstraint['side'],
  ): BindingConstraint[] => {
    const held = names.map((_, i) => i).filter((i) => pieces[i] === piece);
    return [...new Set(held.map((i) => boundNames[i]!))].map((constraint) => ({
      constraint,
      side,
      assets: held.filter((i) => boundNames[i] === constraint).map((i) => names[i]!),
    }));
  };
  return [
    ...rows,
    ...trade,
    ...atBound(PIECE.atLower, lowerNames, 'lower'),
    ...atBound(PIECE.atUpper, upperNames, 'upper'),
  ];
}

/** The names of constraints that cannot all be satisfied, each once. */
export function conflictNames(
  { names }: Assets,
  assembled: AssembledProgram,
  conflict: InfeasibleSubset,
): string[] {
  const { rowNames, lowerNames, upperNames, tradeName } = assembled;
  const conflicting = [
    ...conflict.rows.map(({ row }) => rowNames[row]!),
    ...(conflict.trade && tradeName !== null ? [tradeName] : []),
    ...boundNames(names, [
      ...conflict.lowerBounds.map((asset) => ({ asset, name: lowerNames[asset]! })),
      ...conflict.upperBounds.map((asset) => ({ asset, name: upperNames[asset]! })),
    ]),
  ];
  return [...new Set(conflicting)];
}

/** A bound in conflict on at most this many assets lists them; otherwise the constraint's name is enough. */
const NAMED_INDIVIDUALLY = 3;

/** One name per constraint, even if it bounds some assets from below and others from above. */
function boundNames(
  names: readonly string[],
  at: readonly { readonly asset: number; readonly name: string }[],
): string[] {
  return [...new Set(at.map((b) => b.name))].map((name) => {
    const assets = new Set(at.filter((b) => b.name === name).map((b) => names[b.asset]));
    return assets.size <= NAMED_INDIVIDUALLY && names.length > NAMED_INDIVIDUALLY
      ? `${name} (${[...assets].join(', ')})`
      : name;
  });
}
