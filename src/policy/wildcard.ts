/**
 * Whether a text matches a pattern in which `*` stands for any run of characters; letters' case doesn't count.
 * Takes time proportional to the product of both lengths at worst: a pattern from a hostile file cannot stall the run.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let place = 0;
  while (place < given.length) {
    if (wanted[at] === '*') {
      star = at;
      resumeAt = place;
      at += 1;
    } else if (wanted[at] === given[place]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      place = resumeAt;
    } else return false;
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
