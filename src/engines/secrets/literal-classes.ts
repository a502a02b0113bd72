/** `hf_[a-c0]` → `hf_a`, `hf_b`, `hf_c`, `hf_0`: every text that a literal with character classes stands for. */
export function expandLiteral(literal: string): readonly string[] {
  const match = /^([^[]*)\[([^\]]+)\](.*)$/.exec(literal);
  if (match === null) return [literal];
  const [, before = '', inside = '', after = ''] = match;
  return [...membersOf(inside)].flatMap((member) => expandLiteral(after).map((rest) => `${before}${member}${rest}`));
}

function membersOf(inside: string): ReadonlySet<string> {
  const members = new Set<string>();
  for (let at = 0; at < inside.length; at += 1) {
    const first = inside.charCodeAt(at);
    const isRange = inside[at + 1] === '-' && at + 2 < inside.length;
    const last = isRange ? inside.charCodeAt(at + 2) : first;
    for (let code = first; code <= last; code += 1) members.add(String.fromCharCode(code));
    if (isRange) at += 2;
  }
  return members;
}
