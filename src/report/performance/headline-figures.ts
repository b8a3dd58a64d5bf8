const HEADLINE = [
  'total-return',
  'cagr',
  'volatility',
  'maximum-drawdown',
  'sharpe',
  'tracking-error',
  'beta',
];

/** The figures printed beside the title of a page, in the order that a reader looks for them, where they can be had. */
export const headlineFigures = <F extends { readonly id: string; readonly own: unknown }>({
  figures,
}: {
  readonly figures: readonly F[];
}): F[] => HEADLINE.flatMap((id) => figures.filter((f) => f.id === id && f.own !== null));
