import { z } from 'zod';

/** An object schema with one setting per key, each with a default, so that a rule book can override a single key. */
export function keyed<K extends string, S extends z.ZodType>(
  names: readonly K[],
  settingOf: (name: K) => S,
): z.ZodPrefault<z.ZodObject<Record<K, S>, z.core.$strict>> {
  const shape = Object.fromEntries(names.map((name) => [name, settingOf(name)])) as Record<K, S>;
  const settings = z.strictObject(shape);
  // `{}` is always accepted: every setting has a default.
  return settings.prefault({} as z.input<typeof settings>);
}
