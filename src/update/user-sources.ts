import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError, userError } from '../market/problem.ts';
import { hostsOf, type Source, type SourceInput, sourceSchema } from './source.ts';
import { allSources, builtInSources } from './sources/all.ts';

const fileSchema = z.strictObject({
  /** Hosts, beyond those of the built-in sources, that requests may reach. */
  allowHosts: z.array(z.string().max(300)).max(100).default([]),
  /** By id: changes to a source that is built in, or the whole of one that is not. */
  sources: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/**
 * The sources of a run: those built in, as changed and extended by the user's file.
 *
 * @param text the file in YAML; null for none.
 * @param about the file's name in messages.
 * @throws UserError naming the key at fault: unknown keys, wrong values, and hosts that nothing allows.
 * @example
 * sourcesOf('sources: { nse-vix: { accept: true } }', 'sources.yaml');
 */
export function sourcesOf(text: string | null, about: string): readonly Source[] {
  if (text === null) return allSources();
  const { allowHosts, sources: changes } = parsed(text, about);
  const known = builtInSources();
  const allowed = new Set([...allSources().flatMap((source) => [...hostsOf(source)]), ...allowHosts]);
  const merged = new Map<string, SourceInput | Record<string, unknown>>(known);
  for (const [id, change] of Object.entries(changes))
    merged.set(id, { ...(known.get(id) as Record<string, unknown> | undefined), ...change, id });
  return [...merged].map(([id, written]) => {
    const source = sourceSchema.safeParse(written);
    if (!source.success) throw faultsOf(source.error, about, `sources.${id}.`);
    const strange = [...hostsOf(source.data)].find((host) => !allowed.has(host));
    if (strange !== undefined)
      throw userError(
        'unknown-host',
        `${about}: sources.${id}`,
        `asks ${strange}, which is not a host of a built-in source.`,
        `Add "${strange}" to allowHosts in ${about} if you trust it.`,
      );
    return source.data;
  });
}

function parsed(text: string, about: string): z.infer<typeof fileSchema> {
  const document = parseDocument(text, { maxAliasCount: 100 } as never);
  const [fault] = document.errors;
  if (fault)
    throw userError(
      'unreadable-sources',
      `${about}, line ${fault.linePos?.[0].line ?? 1}`,
      `is not YAML: ${fault.message.split('\n')[0]}`,
      'Correct the line.',
    );
  const read = fileSchema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (!read.success) throw faultsOf(read.error, about, '');
  return read.data;
}

const faultsOf = (error: z.ZodError, about: string, prefix: string): UserError =>
  new UserError(
    error.issues.slice(0, 10).map((issue) => ({
      severity: 'error' as const,
      code: 'sources',
      about: `${about}: ${prefix}${issue.path.join('.') || '(the whole)'}`,
      message: `${issue.message}.`.replace(/\.\.$/, '.'),
      remedy: '`trrm update list --json` prints every source as it is written.',
    })),
  );
