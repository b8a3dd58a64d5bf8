/** A result as the `--json` of every command prints it. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
