/** `hf_[a-c0]` → `hf_a`, `hf_b`, `hf_c`, `hf_0`: every text that a literal with character classes stands for; with `bothCases` also `hf_A`. */
export function expandLiteral(literal: string, bothCases = false): readonly string[] {
  const open = literal.indexOf('[');
  if (open === -1) return [literal];
  const close = literal.indexOf(']', open);
  const before = literal.slice(0, open);
  const inside = literal.slice(open + 1, close);
  const after = literal.slice(close + 1);
  const members = membersOf(inside, bothCases);
  return [...members].flatMap((member) => expandLiteral(after, bothCases).map((rest) => `${before}${member}${rest}`));
}

function membersOf(inside: string, bothCases: boolean): ReadonlySet<string> {
  const members = new Set<string>();
  for (let at = 0; at < inside.length; at += 1) {
    const first = inside.charCodeAt(at);
    const isRange = inside[at + 1] === '-' && at + 2 < inside.length;
    const last = isRange ? inside.charCodeAt(at + 2) : first;
    for (let code = first; code <= last; code += 1) {
      const member = String.fromCharCode(code);
      members.add(member);
      if (bothCases) members.add(member.toUpperCase());
    }
    if (isRange) at += 2;
  }
  return members;
}
