import { beta } from './beta.ts';
import type { StyleDefinition } from './descriptor.ts';
import { earnvar } from './earnvar.ts';
import { earnyield } from './earnyield.ts';
import { growth } from './growth.ts';
import { leverage } from './leverage.ts';
import { liquidity } from './liquidity.ts';
import { lowvol } from './lowvol.ts';
import { ltmom } from './ltmom.ts';
import { profit } from './profit.ts';
import { size } from './size.ts';
import { strev } from './strev.ts';
import { value } from './value.ts';

/**
 * The twelve styles in order of computation: SIZE first, because missing styles are imputed from it, and BETA before
 * LOWVOL, which is orthogonalised to it. The order in vectors and matrices is that of `STYLES`.
 */
export const STYLE_DEFINITIONS: readonly StyleDefinition[] = [
  size,
  beta,
  strev,
  ltmom,
  value,
  growth,
  lowvol,
  liquidity,
  leverage,
  earnyield,
  earnvar,
  profit,
];

/** Every descriptor with its style, in the order of the definitions. */
export const DESCRIPTORS = STYLE_DEFINITIONS.flatMap(({ style, descriptors }) =>
  descriptors.map((descriptor) => ({ style, descriptor })),
);
