// The commands of cka-lab, in the order of its help.
import type { Command } from 'commander';
import { app } from './app.ts';
import { clock } from './clock.ts';
import { cluster } from './cluster.ts';
import { kubectl } from './kubectl.ts';

/** Adds a command to the program. */
export type AddCommand = (program: Command) => void;

export const commands: readonly AddCommand[] = [app, kubectl, clock, cluster];
