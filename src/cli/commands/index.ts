// The commands of cka-lab, in the order of its help.
import type { Command } from 'commander';
import { app } from './app.ts';
import { check } from './check.ts';
import { clock } from './clock.ts';
import { cluster } from './cluster.ts';
import { demo } from './demo.ts';
import { drill, drills } from './drill.ts';
import { exam } from './exam.ts';
import { hint } from './hint.ts';
import { kubectl } from './kubectl.ts';
import { lab } from './lab.ts';
import { labs } from './labs.ts';
import { next } from './next.ts';
import { progress } from './progress.ts';
import { report } from './report.ts';
import { reset } from './reset.ts';
import { serve } from './serve.ts';
import { shell } from './shell.ts';
import { solution } from './solution.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { task } from './task.ts';

/** Adds a command to the program. */
export type AddCommand = (program: Command) => void;

export const commands: readonly AddCommand[] = [
  labs,
  start,
  task,
  check,
  hint,
  solution,
  reset,
  stop,
  next,
  exam,
  report,
  drills,
  drill,
  progress,
  lab,
  shell,
  demo,
  kubectl,
  serve,
  clock,
  cluster,
  // The last one: it takes whatever word is no command, and commands made later would do so too.
  app,
];
