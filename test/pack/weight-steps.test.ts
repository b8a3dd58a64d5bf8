import { POSITIONS } from '../../allocations/positions.ts';
import { weightSteps } from '../../src/pack/weight-steps.ts';
import { turnovers } from '../../src/pack/turnovers.ts';
import { madeDecision } from '../decision/decision.fixture.ts';

describe('the steps of a weight from last month to this one', () => {
  test.each([false, true])('add up to the change exactly, with and without a portfolio', async (held) => {
    const { allocation } = await madeDecision('2021-04-30', { held });
    const steps = weightSteps(allocation);
    expect(steps.length).toBeGreaterThan(5);
    for (const { id, held: before, steps: s, final } of steps) {
      const sum = before + s.drift + s.bouquet + s.model + s.implementation;
      expect(Math.abs(sum - final)).toBeLessThan(1e-15);
      expect(final).toBe(allocation.final[id] ?? 0);
    }
    const left = POSITIONS.filter((id) => !steps.some((s) => s.id === id));
    for (const id of left) expect(allocation.final[id] ?? 0).toBe(0);
  });

  test('of all positions, each kind of step moves weight and creates none', async () => {
    const steps = weightSteps((await madeDecision('2021-04-30', { held: true })).allocation);
    for (const step of ['drift', 'bouquet', 'model', 'implementation'] as const)
      expect(Math.abs(steps.reduce((sum, s) => sum + s.steps[step], 0))).toBeLessThan(1e-9);
  });
});

test('turnover between positions is half the sum of absolute changes', async () => {
  const decision = await madeDecision('2021-04-30', { held: true });
  const { opening, final } = decision.allocation;
  const half = POSITIONS.reduce((sum, id) => sum + Math.abs((final[id] ?? 0) - (opening[id] ?? 0)), 0) / 2;
  expect(turnovers(decision).betweenPositions).toBeCloseTo(half, 14);
});
