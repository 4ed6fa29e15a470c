// What the verbs of systemctl are handed: the machine, the words after the verb, and the options.
import type { HostState } from '../../host/index.ts';
import type { Call, ShellProgram } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';

export interface Order {
  call: Call;
  machine: HostMachine;
  host: HostState;
  verb: string;
  units: readonly string[];
  /** By their long names; those without a value are empty. */
  options: ReadonlyMap<string, string>;
}

export type Verb = (order: Order) => ShellProgram<number>;

export const say = ({ call, options }: Order, text: string): void => {
  if (!options.has('quiet')) call.err.push(`${text}\n`);
};

/** What an order needs that only root may give. */
export const isRoot = ({ machine }: Order): boolean => machine.user === 'root';

export const refusal = 'Interactive authentication required.';
