/** A name as its words in lower case: `clientSecret`, `CLIENT_SECRET` and `client-secret` are `client_secret`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]/g, '_')
    .toLowerCase();
}
