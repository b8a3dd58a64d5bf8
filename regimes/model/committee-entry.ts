import { z } from 'zod';
import { isoDate } from '../../src/market/iso-date.ts';

/** What each intervention of a committee in the model states besides its content: its term, its reason and who answers for it. */
export const committeeEntry = {
  from: isoDate,
  expires: isoDate.describe('Last day in force'),
  reason: z.string().trim().min(10, 'must be a sentence that a committee can assess (10 characters or more)'),
  author: z.string().trim().min(2, 'must name the person responsible'),
};

/** For `refine`: whether a term does not end before it begins. */
export const endsAfterStart = ({
  from,
  expires,
}: {
  readonly from: string;
  readonly expires: string;
}): boolean => from <= expires;

export const ENDS_BEFORE_START = { path: ['expires'], message: 'must not be before `from`' };
