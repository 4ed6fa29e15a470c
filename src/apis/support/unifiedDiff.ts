// A unified diff of two texts as go-difflib makes it, which upstream puts into some errors: longest matching blocks first.

type Block = readonly [a: number, b: number, size: number];
type Opcode = { same: boolean; a1: number; a2: number; b1: number; b2: number };

const context = 3;

function longestMatch(a: readonly string[], places: ReadonlyMap<string, number[]>, alo: number, ahi: number, blo: number, bhi: number): Block {
  let best: Block = [alo, blo, 0];
  let lengths = new Map<number, number>();
  for (let i = alo; i < ahi; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] as string) ?? []) {
      if (j < blo) continue;
      if (j >= bhi) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return best;
}

function matchingBlocks(a: readonly string[], b: readonly string[]): Block[] {
  const places = new Map<string, number[]>();
  b.forEach((line, i) => {
    const known = places.get(line);
    if (known) known.push(i);
    else places.set(line, [i]);
  });
  const walk = (alo: number, ahi: number, blo: number, bhi: number): Block[] => {
    const match = longestMatch(a, places, alo, ahi, blo, bhi);
    const [i, j, size] = match;
    return size === 0 ? [] : [...walk(alo, i, blo, j), match, ...walk(i + size, ahi, j + size, bhi)];
  };
  return [...walk(0, a.length, 0, b.length), [a.length, b.length, 0]];
}

function opcodes(a: readonly string[], b: readonly string[]): Opcode[] {
  const out: Opcode[] = [];
  let i = 0;
  let j = 0;
  for (const [ai, bj, size] of matchingBlocks(a, b)) {
    if (i < ai || j < bj) out.push({ same: false, a1: i, a2: ai, b1: j, b2: bj });
    if (size > 0) {
      const last = out.at(-1);
      if (last?.same) Object.assign(last, { a2: ai + size, b2: bj + size });
      else out.push({ same: true, a1: ai, a2: ai + size, b1: bj, b2: bj + size });
    }
    i = ai + size;
    j = bj + size;
  }
  return out;
}

function grouped(codes: readonly Opcode[]): Opcode[][] {
  const groups: Opcode[][] = [];
  let group: Opcode[] = [];
  codes.forEach((code, index) => {
    const first = index === 0;
    const last = index === codes.length - 1;
    if (!code.same) return group.push(code);
    const length = code.a2 - code.a1;
    if (first) return group.push({ ...code, a1: Math.max(code.a1, code.a2 - context), b1: Math.max(code.b1, code.b2 - context) });
    const head = { ...code, a2: Math.min(code.a2, code.a1 + context), b2: Math.min(code.b2, code.b1 + context) };
    if (last) return group.push(head);
    if (length <= 2 * context) return group.push(code);
    groups.push([...group, head]);
    group = [{ ...code, a1: code.a2 - context, b1: code.b2 - context }];
  });
  if (group.some((code) => !code.same)) groups.push(group);
  return groups;
}

const range = (start: number, stop: number): string => {
  const length = stop - start;
  if (length === 1) return `${start + 1}`;
  return `${length === 0 ? start : start + 1},${length}`;
};

/** The hunks alone, each line ended by a newline; nothing when the texts agree. */
export function unifiedDiff(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  const lines: string[] = [];
  for (const group of grouped(opcodes(a, b))) {
    const first = group[0] as Opcode;
    const last = group.at(-1) as Opcode;
    lines.push(`@@ -${range(first.a1, last.a2)} +${range(first.b1, last.b2)} @@`);
    for (const code of group) {
      if (code.same) lines.push(...a.slice(code.a1, code.a2).map((line) => ` ${line}`));
      else lines.push(...a.slice(code.a1, code.a2).map((line) => `-${line}`), ...b.slice(code.b1, code.b2).map((line) => `+${line}`));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}
