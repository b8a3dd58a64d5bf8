import { fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import { METRICS, type MetricId } from '../../funds/metrics.ts';
import type { Measured } from '../../funds/measured.ts';

const METRIC = new Map<MetricId, (typeof METRICS)[number]>(METRICS.map((metric) => [metric.id, metric]));

export const metricTitle = (id: MetricId): string => METRIC.get(id)!.title;

/** A measure as people read it; a dash where it is not defined. */
export const metricText = (id: MetricId, { value }: Measured): string =>
  orNone(value, (x) => {
    switch (METRIC.get(id)!.unit) {
      case 'percent':
        return fractionAsPercent(x, 1);
      case 'ratio':
        return grouped(x, 2);
      case 'count':
        return grouped(x, 0);
    }
  });
