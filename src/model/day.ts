/** The day in UTC as ISO 8601 writes it (`2027-01-31`), which is how exceptions say when they end. */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
