import type { Allocation } from '../../../../allocations/allocation.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import type { AllocationModel } from './allocation.ts';

/** How sleeves were weighed, in the fewest words. */
export const METHOD_NAMES: Readonly<Record<Allocation['method'], string>> = {
  'risk-model': 'risk model INEC-1',
  'inverse-volatility': 'inverse volatility',
};

/** Sleeves that the bouquet wants and nothing stands for, in a sentence; null where there are none. */
export function notHeldText({ withoutInstrument, method }: AllocationModel): string | null {
  if (withoutInstrument.length === 0) return null;
  const names = withoutInstrument.map((id) => POSITION_NAMES[id].toLowerCase()).join(', ');
  return method === 'risk-model'
    ? `No shares stand for ${names}; their weight is shared out among the others in proportion.`
    : `No index stands for ${names}; their weight is shared out among the others in proportion.`;
}
