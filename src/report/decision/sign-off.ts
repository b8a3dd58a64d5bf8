import { html, type Markup } from '../page/markup.ts';

const SIGNATORIES = ['Portfolio manager', 'Investment committee', 'Compliance'];

/** Signature fields. */
export const signOff = (): Markup =>
  html`<div class="sign-off">
    <h2>Sign-off</h2>
    <div class="signatories">${SIGNATORIES.map(signatory)}</div>
  </div>`;

const signatory = (role: string): Markup =>
  html`<div>
    <p class="role">${role}</p>
    <p class="line signature">Signature</p>
    <div class="lines">
      <p class="line">Name</p>
      <p class="line">Date</p>
    </div>
  </div>`;
