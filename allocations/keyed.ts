import { z } from 'zod';

/** One setting for each of the given names, so that a rule book may change one of them and leave the rest. */
export function each<K extends string, S extends z.ZodType>(
  names: readonly K[],
  settingOf: (name: K) => S,
): z.ZodPrefault<z.ZodObject<Record<K, S>, z.core.$strict>> {
  const shape = Object.fromEntries(names.map((name) => [name, settingOf(name)])) as Record<K, S>;
  const settings = z.strictObject(shape);
  // `{}` is always accepted: every setting has a default.
  return settings.prefault({} as z.input<typeof settings>);
}
