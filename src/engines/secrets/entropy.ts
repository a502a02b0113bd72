/** Shannon entropy of a text's characters, in bits per character (0 for an empty text). */
export function entropy(text: string): number {
  const counts = new Map<number, number>();
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * The pairs of letters that make up most of English text and of identifiers derived from it (frequencies as in Norvig,
 * "English Letter Frequency Counts", https://norvig.com/mayzner.html, the first 160).
 */
const COMMON_PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ' +
    'll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po ' +
    'we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag ' +
    'if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi ck ' +
    'rc rr eg au ys ki ob sw kn ms sk wn sy my ny cy ny nk py ub ud ui lk oa ft eb dd gn mm nn cc gg ip ok ew eo xt ew ef bj js ht ml db pu ny'
  ).split(' '),
);

/** The share (0 to 1) of a text's neighbouring letters that are common in words: English about 0.9, random letters about 0.35. */
export function wordlikeness(text: string): number {
  const folded = text.toLowerCase();
  let pairs = 0;
  let common = 0;
  for (let at = 1; at < folded.length; at += 1) {
    if (!isLetter(folded.charCodeAt(at - 1)) || !isLetter(folded.charCodeAt(at))) continue;
    pairs += 1;
    if (COMMON_PAIRS.has(folded.slice(at - 1, at + 1))) common += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
