// Paths inside volumes and containers: relative, and never upwards.
import { type FieldError, type FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';

export const noBacksteps = (at: FieldPath, path: string): FieldError[] => (path.split('/').includes('..') ? [invalidValue(at, path, "must not contain '..'")] : []);

/** A path below where it starts. */
export function descendingPath(at: FieldPath, path: string): FieldError[] {
  return [...(path.startsWith('/') ? [invalidValue(at, path, 'must be a relative path')] : []), ...noBacksteps(at, path)];
}

/** The same, and not one of the names that the kubelet keeps for itself (`..data`). */
export function nonReservedPath(at: FieldPath, path: string): FieldError[] {
  const reserved = path.startsWith('..') && !path.startsWith('../');
  return [...descendingPath(at, path), ...(reserved ? [invalidValue(at, path, "must not start with '..'")] : [])];
}
