import type { Evidence } from '../../../evidence/evidence.ts';
import { unbroken } from '../../format/unbroken.ts';
import { html, type Markup } from '../../markup.ts';
import { terms } from '../terms.ts';

/** Where each way of labelling is from, and what of it is our choice. */
export const sourceSection = ({ classifiers }: Evidence): Markup =>
  html`<section id="sources">
    <h2>Where the labels are from</h2>
    ${terms(classifiers.map((c) => [unbroken(c.title), unbroken(c.source)]))}
  </section>`;
