// A decision.json as typed, checked data: the label, the largest positions and the orders.
import { readDecision, UserError } from 'trrm';

const demo = process.argv[2] ?? '.trrm/demo';
try {
  const { asOf, simulated, regime, allocation, execution, problems } = readDecision(`${demo}/decision.json`);
  console.log(
    `${asOf}${simulated ? ' (SIMULATED)' : ''}: ${regime.regime}, confidence ${regime.confidence?.level}`,
  );
  const positions = Object.entries(allocation.final).sort(([, a], [, b]) => b - a);
  for (const [position, weight] of positions.slice(0, 5))
    console.log(`  ${position.padEnd(15)} ${(100 * weight).toFixed(1)} %`);
  if (execution.kind === 'planned')
    for (const { side, name, quantity } of execution.plan.orders.slice(0, 3))
      console.log(`  ${side} ${quantity?.toLocaleString('en-IN') ?? 'units'} of ${name}`);
  for (const { severity, about, message } of problems) console.log(`${severity}, ${about}: ${message}`);
} catch (error) {
  // Every error that a user can correct says what is wrong, where, and what to do.
  if (!(error instanceof UserError)) throw error;
  for (const { about, message, remedy } of error.problems) console.log(`${about}: ${message} ${remedy}`);
}
