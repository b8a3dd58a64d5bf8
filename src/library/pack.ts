/**
 * `trrm/pack`: the committee's pack of a recorded decision, its document, and whether a file is one that was sealed.
 *
 * @module trrm/pack
 */
export { type PackVerification, verifyPack } from '../decision/packs/verify-pack.ts';
export type { ApproachDetails } from '../pack/annexure.ts';
export type { PackDocument } from '../pack/document/pack-document.ts';
export { readPackDocument } from '../pack/document/read-pack.ts';
export { type MadePack, makePack, type PackOptions } from './make-pack.ts';
