/** What kind of problem a scanner looks for. */
export const CATEGORIES = ['sast', 'sca', 'iac', 'container', 'secrets', 'supply-chain'] as const;
export type Category = (typeof CATEGORIES)[number];
