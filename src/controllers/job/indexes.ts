// Completion indexes: which are done, which are at work, which are next.
import type { KubeObject } from '../../apimachinery/object.ts';

export const indexAnnotation = 'batch.kubernetes.io/job-completion-index';

export const isIndexed = (job: KubeObject): boolean => job.spec.completionMode === 'Indexed';
export const indexOf = (pod: KubeObject): number => Number(pod.metadata.annotations?.[indexAnnotation] ?? -1);

/** `0,2-4` as numbers. */
export function parseIndexes(text: string | undefined): Set<number> {
  const found = new Set<number>();
  for (const part of (text ?? '').split(',').filter(Boolean)) {
    const [first, last] = part.split('-').map(Number);
    for (let i = first as number; i <= (last ?? (first as number)); i++) found.add(i);
  }
  return found;
}

/** Numbers as `0,2-4`; two in a row stay apart by a comma, as upstream writes them. */
export function indexesText(indexes: Iterable<number>): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] as number) + 1) end++;
    if (end === i) parts.push(`${sorted[i]}`);
    else parts.push(end === i + 1 ? `${sorted[i]},${sorted[end]}` : `${sorted[i]}-${sorted[end]}`);
    i = end + 1;
  }
  return parts.join(',');
}

/** The lowest indexes that are neither done nor at work. */
export function nextIndexes(count: number, completions: number, taken: ReadonlySet<number>): number[] {
  const next: number[] = [];
  for (let i = 0; i < completions && next.length < count; i++) if (!taken.has(i)) next.push(i);
  return next;
}
