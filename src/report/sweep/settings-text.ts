/** Parameters of a trial in one line: `regimes.enterBullish 0.25; signals.us-vix.weight 0.1`. */
export function settingsText(parameters: Readonly<Record<string, unknown>>): string {
  const settings = Object.entries(parameters);
  return settings.length === 0
    ? 'the rule book itself'
    : settings.map(([path, value]) => `${path} ${String(value)}`).join('; ');
}
