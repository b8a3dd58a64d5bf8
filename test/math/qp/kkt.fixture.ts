import { gradient, type PrimalDual, type QuadraticProgram } from '../../../src/math/qp/program.ts';

/**
 * The Karush–Kuhn–Tucker conditions as the textbook has them, written apart from the solver's own certificate: how far
 * the point is from keeping its limits, and how far the rest of its gradient is from one that its bounds explain.
 * In units of the programme's largest curvature, linear term or cost; row multipliers as given.
 */
export function kktBreach(program: QuadraticProgram, { x, rowDuals, tradeDual }: PrimalDual) {
  const { lower, upper, rows, trade } = program;
  const n = x.length;
  const largest = Math.max(
    varianceOf(program),
    ...program.linear.map(Math.abs),
    ...(trade ? trade.cost : []),
  );
  const g = gradient(program, x);
  let limits = 0;
  let multipliers = 0;
  for (let r = 0; r < rows.count; r++) {
    let value = 0;
    for (let i = 0; i < n; i++) {
      value += rows.coefficients[r * n + i]! * x[i]!;
      g[i]! -= rowDuals[r]! * rows.coefficients[r * n + i]!;
    }
    limits = Math.max(limits, rows.lower[r]! - value, value - rows.upper[r]!);
    // A multiplier above 0 needs its lower end met, one below 0 its upper end.
    const slack = rowDuals[r]! > 0 ? value - rows.lower[r]! : rows.upper[r]! - value;
    if (rowDuals[r] !== 0)
      multipliers = Math.max(multipliers, Math.min(Math.abs(rowDuals[r]!) / largest, slack));
  }
  let turnover = 0;
  for (let i = 0; i < n; i++) {
    limits = Math.max(limits, lower[i]! - x[i]!, x[i]! - upper[i]!);
    // The subgradients of the objective along xᵢ: a range where |x − p| has its corner.
    const moved = trade ? x[i]! - trade.from[i]! : 0;
    const w = trade ? trade.cost[i]! + tradeDual / 2 : 0;
    const [from, to] = moved > 1e-10 ? [w, w] : moved < -1e-10 ? [-w, -w] : [-w, w];
    const [low, high] = [g[i]! + from, g[i]! + to];
    // At a lower bound the slope may be above 0, at an upper one below; elsewhere it is 0.
    if (x[i]! > lower[i]! + 1e-10) multipliers = Math.max(multipliers, low / largest);
    if (x[i]! < upper[i]! - 1e-10) multipliers = Math.max(multipliers, -high / largest);
    turnover += Math.abs(moved) / 2;
  }
  if (trade) {
    limits = Math.max(limits, turnover - trade.limit);
    multipliers = Math.max(multipliers, -tradeDual / largest);
    if (tradeDual > 0)
      multipliers = Math.max(multipliers, Math.min(tradeDual / largest, trade.limit - turnover));
  }
  return { limits, multipliers };
}

const varianceOf = ({ hessian }: QuadraticProgram): number =>
  hessian.kind === 'dense'
    ? Math.max(...Array.from({ length: hessian.n }, (_, i) => hessian.matrix[i * (hessian.n + 1)]!))
    : Math.max(
        ...hessian.specific.map(
          (d, i) =>
            d +
            hessian.loadings
              .subarray(i * hessian.factors, (i + 1) * hessian.factors)
              .reduce((sum, u) => sum + u * u, 0),
        ),
      );
