import { z } from 'zod';
import { isoDaySchema, type Published, sha256Schema } from '../../../market/published.ts';
import type { EntryOfKind } from './entry-kinds.ts';

/** What a committee can do with a decision. */
const RESOLUTIONS = ['adopted', 'changed', 'rejected'] as const;

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
  resolvedOn: z
    .exactOptional(isoDaySchema)
    .describe('Day of the meeting, where it was recorded on a later one'),
});

const bookPayload = z.strictObject({
  root: sha256Schema.describe('Merkle root of the decisions of all clients'),
  clients: z.int().nonnegative(),
  book: sha256Schema.describe('Of book.json'),
});

const allotmentPayload = z.strictObject({
  root: sha256Schema.describe('Of the book whose orders were filled'),
  allotments: sha256Schema.describe('Of allotments.csv'),
  deviations: z
    .array(
      z.strictObject({
        order: z.string(),
        from: z.string(),
        to: z.string(),
        quantity: z.int().positive(),
        reason: z.string(),
        principalOfficer: z.string(),
        complianceOfficer: z.string(),
      }),
    )
    .describe('Changes of the intended allotment by hand'),
});

/** Payloads by kind, as the chain covers them. */
export const ATTACHED_PAYLOADS = {
  pack: packPayload,
  resolution: resolutionPayload,
  book: bookPayload,
  allotment: allotmentPayload,
} as const;
export type AttachedKind = keyof typeof ATTACHED_PAYLOADS;

export type PackPayload = Published<typeof packPayload>;
/** The committee's answer to a decision. */
export type ResolutionPayload = Published<typeof resolutionPayload>;

/** The day on which a committee resolved: that of the meeting, which is that of the record unless it says otherwise. */
export const resolvedOn = ({
  payload,
  recordedOn,
}: Pick<ResolutionEntry, 'payload' | 'recordedOn'>): string => payload.resolvedOn ?? recordedOn;

/** A pack that was made of a decision, sealed with its files. */
export type PackEntry = EntryOfKind<'pack', PackPayload> & { readonly hash: string };
/** The committee's resolution on a decision. */
export type ResolutionEntry = EntryOfKind<'resolution', ResolutionPayload> & { readonly hash: string };
export type BookPayload = Published<typeof bookPayload>;
export type AllotmentPayload = Published<typeof allotmentPayload>;
/** A run over all clients of a book. */
export type BookEntry = EntryOfKind<'book', BookPayload> & { readonly hash: string };
/** How fills were shared out among the clients of a book. */
export type AllotmentEntry = EntryOfKind<'allotment', AllotmentPayload> & { readonly hash: string };
/** An entry beside the decisions: a pack or a resolution, attached to one, or a book and its allotments. */
export type AttachedEntry = PackEntry | ResolutionEntry | BookEntry | AllotmentEntry;
