import type { Sample } from '../sample.ts';
import type { FigureGroup, FigureRule, Rule } from './figure-rule.ts';
import { ratioFigures } from './ratios.ts';
import { relativeFigures } from './relative.ts';
import { returnFigures, riskFigures } from './return-and-risk.ts';

/** All rules for a sample: they depend on its spacing and on what it is measured against. */
export function figureRules(sample: Sample): FigureRule[] {
  const grouped = (group: FigureGroup, rules: Rule[]): FigureRule[] =>
    rules.map((rule) => ({ ...rule, group }));
  return [
    ...grouped('return', returnFigures(sample)),
    ...grouped('risk', riskFigures(sample)),
    ...grouped('ratio', ratioFigures(sample)),
    ...(sample.benchmark ? grouped('relative', relativeFigures(sample)) : []),
  ];
}
