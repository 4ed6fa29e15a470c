// Looks at what checks want to compare with later, when a lab has been prepared.
import { checkKind } from './checks/index.ts';
import { readerOf } from './grade.ts';
import type { Lab } from './lab.ts';
import type { Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

export function remember(lab: Lab, world: World, personsFile: (path: string) => string | undefined): Snapshot {
  const readFile = readerOf(world, personsFile);
  const snapshot: Snapshot = { objects: {}, files: {} };
  for (const spec of lab.checks) {
    const { object, file, machines } = checkKind(spec.kind).remember?.(spec, { world, readFile, files: lab.files }) ?? {};
    if (object !== undefined) snapshot.objects[spec.id] = object;
    if (file !== undefined) snapshot.files[spec.id] = file;
    if (machines !== undefined) snapshot.machines = { ...snapshot.machines, [spec.id]: machines };
  }
  const watched = lab.checks.flatMap((spec) => checkKind(spec.kind).records?.(spec) ?? []);
  if (watched.length > 0) world.record(watched);
  return snapshot;
}
