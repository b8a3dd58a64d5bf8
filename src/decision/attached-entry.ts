import { z } from 'zod';
import { type Published, sha256Schema } from '../market/published.ts';
import type { LaterFields } from './later-entry.ts';

/** What a committee can do with a decision. */
export const RESOLUTIONS = ['adopted', 'changed', 'rejected'] as const;

const packPayload = z.strictObject({
  decision: sha256Schema.describe('The decision that the pack shows'),
  /** Version of the browser that printed the PDF, whose bytes depend on it; null without a PDF. */
  chromium: z.string().nullable(),
});

const resolutionPayload = z.strictObject({
  outcome: z.enum(RESOLUTIONS),
  decision: sha256Schema,
  members: z.array(z.string()),
  votes: z.string(),
  dissent: z.string(),
  text: z.string(),
});

/** Payloads by kind, as the chain covers them. */
export const ATTACHED_PAYLOADS = { pack: packPayload, resolution: resolutionPayload } as const;
export type AttachedKind = keyof typeof ATTACHED_PAYLOADS;

export type PackPayload = Published<typeof packPayload>;
/** The committee's answer to a decision. */
export type ResolutionPayload = Published<typeof resolutionPayload>;

/** A pack that was made of a decision, sealed with its files. */
export type PackEntry = LaterFields<'pack', PackPayload> & { readonly hash: string };
/** The committee's resolution on a decision. */
export type ResolutionEntry = LaterFields<'resolution', ResolutionPayload> & { readonly hash: string };
/** An entry that is attached to a decision: a pack or a resolution. */
export type AttachedEntry = PackEntry | ResolutionEntry;
