// Weights of three assets by several methods, from monthly returns, with a cap on each asset and on a group.
import { optimise, type ConstraintSet, type PortfolioMethod } from 'trrm/optimiser';

// Made up: twelve monthly returns as decimals.
const returns = {
  equity: [0.031, -0.024, 0.018, 0.042, -0.051, 0.027, 0.012, -0.008, 0.035, 0.021, -0.017, 0.029],
  gold: [-0.004, 0.019, 0.006, -0.011, 0.028, 0.003, 0.014, 0.009, -0.006, 0.002, 0.021, -0.005],
  bonds: [0.006, 0.004, 0.007, 0.002, 0.009, 0.005, 0.006, 0.004, 0.003, 0.006, 0.007, 0.005],
};
const constraints: ConstraintSet = {
  maxWeight: 0.7,
  groups: [{ name: 'risky assets', assets: ['equity', 'gold'], min: 0.3 }],
};
const methods: PortfolioMethod[] = [
  { method: 'minimum-variance' },
  { method: 'maximum-diversification' },
  { method: 'maximum-sharpe', riskFree: 0.065 },
  { method: 'mean-variance', targetReturn: 0.09 },
];
for (const method of methods) {
  const { weights, expectedReturn, volatility, bindingConstraints } = await optimise({
    returns,
    periodsPerYear: 12,
    constraints,
    ...method,
  });
  const shown = Object.entries(weights).map(([asset, weight]) => `${asset} ${(100 * weight).toFixed(1)} %`);
  console.log(`${method.method}: ${shown.join(', ')}`);
  console.log(
    `  return ${(100 * expectedReturn!).toFixed(1)} %, volatility ${(100 * volatility).toFixed(1)} %`,
  );
  console.log(`  binding: ${bindingConstraints.map((b) => b.constraint).join('; ') || 'none'}`);
}
