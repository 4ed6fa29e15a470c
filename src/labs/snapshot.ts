// How protected objects and files were when the lab had been prepared.
import type { KubeObject } from '../apimachinery/object.ts';

export interface Snapshot {
  /** By the id of the check; null where there was no such object. */
  objects: Record<string, KubeObject | null>;
  /** The texts of files by the id of the check; null where there was none. */
  files: Record<string, string | null>;
  /** By the id of a check of a machine: of each condition the machines where it held. Older versions of the program did not keep them. */
  machines?: Record<string, string[][]>;
}
