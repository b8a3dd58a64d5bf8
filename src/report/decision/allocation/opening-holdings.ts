import type { Before } from '../../../../allocations/allocation.ts';
import { dateText } from '../../page/dates.ts';
import { rupeesInWords } from '../../../format/rupees.ts';

/** Where the weights before this run come from, in a sentence. */
export function beforeText(before: Before): string {
  switch (before.kind) {
    case 'portfolio':
      return `Held before: the holdings in ${before.file}, ${rupeesInWords(before.value)}.`;
    case 'model':
      return `Held before: the model’s own allocation of ${dateText(before.monthEnd)} (${before.regime}).`;
    case 'none':
      return 'Nothing was held before: all is bought.';
  }
}
