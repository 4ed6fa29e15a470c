// The volumes of pods, and the sources of persistent volumes, each by its table of fields.
import type { Json } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';
import { type FieldOf, persistentSources, podSources, type SourceText } from './volumeSources.ts';

const textOf = (source: Json, field: FieldOf): string => {
  if (typeof field === 'function') return field(source);
  const [name, zero] = field;
  return String(source[name] ?? zero);
};

function writeSource(out: Description, source: Json, { type, fields = [], more }: SourceText): void {
  out.field('Type', type, 2);
  for (const [label, field] of fields) out.row(2, label, textOf(source, field));
  more?.(out, source);
}

/** The source of a volume, whatever its kind; the first that the table knows. */
function writeAnySource(out: Description, holder: Json, sources: Readonly<Record<string, SourceText>>): void {
  const name = Object.keys(sources).find((each) => holder[each] !== undefined && holder[each] !== null);
  if (name) writeSource(out, holder[name], sources[name] as SourceText);
  else out.row(1, '<unknown>');
}

export function writeVolumes(out: Description, volumes: Json[] = [], { isTemplate = false } = {}): void {
  const level = isTemplate ? 1 : 0;
  if (volumes.length === 0) out.field('Volumes', '<none>', level);
  else out.heading('Volumes', level);
  for (const volume of volumes) {
    out.row(1, `${isTemplate ? ' ' : ''}${volume.name}:`);
    writeAnySource(out, volume, podSources);
  }
}

export function writePersistentSource(out: Description, spec: Json): void {
  out.heading('Source');
  writeAnySource(out, spec, persistentSources);
}
