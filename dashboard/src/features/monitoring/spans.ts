/** Times that signals are looked at over, in seconds. */
export const SPANS = [
  ['900', 'last 15 minutes'],
  ['10800', 'last 3 hours'],
  ['86400', 'last day'],
  ['604800', 'last week'],
  ['2592000', 'last 30 days'],
] as const;

/** The end moves on in steps, so that what was read can be shown again. */
export const STEP_MS = 30_000;
