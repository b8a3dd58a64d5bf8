import { type ExplainInput, explainFigure, type TreeSize } from './explain.ts';
import type { Explanation } from './explanation.ts';
import { headlineFigures } from './headline-figures.ts';

/** The size of the trees on a page; `trrm explain` gives all of them. */
const SHOWN: TreeSize = { depth: 2, most: 8 };

/** How the figures that the first page of a report shows come about, cut to what a page can hold. */
export async function headlineExplanations(explained: ExplainInput): Promise<Explanation[]> {
  const explanations: Explanation[] = [];
  for (const pointer of headlineFigures(explained.made.decision))
    explanations.push(await explainFigure(explained, pointer, SHOWN));
  return explanations;
}
