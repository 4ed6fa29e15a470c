// What the person is told when the store or the simulation could not do its work.
import type { Damage } from './saveFile.ts';
import { writeError } from './terminal.ts';

export function reportDamage(damage: Damage | undefined): void {
  if (damage) writeError(`warning: ${damage.path} is damaged (${damage.reason}); it was put aside as ${damage.keptAs}, and the previous generation is used\n`);
}

/** Ends a program whose failure is nobody's business but ours, or the disk's. */
export function reportFailure(program: string, error: unknown): void {
  const { message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  writeError(`${program}: ${message}\n`);
  if (process.env.CKA_LAB_STRICT) writeError(`${stack}\n${cause instanceof Error ? cause.stack : ''}\n`);
}
