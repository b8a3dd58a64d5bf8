import { z } from 'zod';
import { parseIso } from '../market/day.ts';
import { usageError } from '../market/problem.ts';
import { FACTOR_COUNT } from '../risk/factors.ts';
import { checkedSettings } from '../whatif/simulation/simulation-settings.ts';
import { parsePercent, parseShocks } from '../whatif/stress/shock-settings.ts';
import { MOST_PATHS } from './analyses.ts';
import type { JobStatus } from './jobs.ts';
import type { Months } from './months.ts';

/** What the page may ask for that takes seconds. */
const asOf = z.iso.date().nullable();
export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('month'), asOf }),
  z.strictObject({
    kind: z.literal('stress'),
    asOf,
    shocks: z.array(z.string().max(80)).max(FACTOR_COUNT),
    loss: z.string().max(20).nullable(),
  }),
  z.strictObject({
    kind: z.literal('simulation'),
    asOf,
    months: z.number(),
    paths: z.number().max(MOST_PATHS),
    seed: z.number(),
    law: z.enum(['t', 'normal', 'blocks']),
  }),
]);

/** Starts what a request asks for. @throws UserError for shocks or settings that cannot be read. */
export function startJob(months: Months, request: z.infer<typeof jobRequest>): JobStatus {
  const day = request.asOf === null ? null : parseIso(request.asOf);
  if (request.kind === 'month') return months.load(day);
  if (request.kind === 'simulation') {
    const { months: length, paths, seed, law } = request;
    const settings = { months: length, paths, seed, law };
    checkedSettings(settings);
    return months.simulate(day, settings);
  }
  const { shocks, loss } = request;
  const target = loss === null ? null : parsePercent(loss);
  if (loss !== null && target === null)
    throw usageError('loss', `“${loss}” is not a percentage.`, 'Write, for instance, -10%.');
  return months.stress(day, {
    ...(shocks.length > 0 && { shocks: parseShocks(shocks) }),
    ...(target !== null && { loss: target }),
  });
}
