import { z } from 'zod';

// Parameters that several signals have, worded once.

export const weight = (byDefault: number) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(byDefault)
    .describe('Weight in the score S; renormalised over the signals that have a score');

export const staleAfterSessions = (byDefault: number) =>
  z
    .int()
    .min(0)
    .max(250)
    .default(byDefault)
    .describe('NSE sessions after which the last observation is too old to score');

export const minObservations = (byDefault: number) =>
  z
    .int()
    .min(2)
    .default(byDefault)
    .describe('Observations needed, today’s included, before a percentile is given');

export const halfRange = () =>
  z
    .number()
    .positive()
    .max(0.5)
    .default(0.4)
    .describe('Distance of a percentile from the median, 0.5, from which it scores the full ±1');
