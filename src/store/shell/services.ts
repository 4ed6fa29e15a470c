// Ports of the person's machine that programs of the terminal hold (kubectl port-forward, kubectl proxy): opened when they
// ask, answered beside whatever else runs, closed when the program is gone.
import type { Service } from '../../client/listening.ts';
import type { Listening, ListenWait, ServeWait } from '../../sim/index.ts';
import type { SharedLease } from './sharedLease.ts';

type Ports = import('../../serve/ports.ts').Ports;

interface Served {
  ports: Ports;
  control: AbortController;
}

export class Services {
  /** What a program has opened that is not served yet. */
  private opened: Ports | undefined;
  private readonly served = new Map<ServeWait, Served>();

  constructor(private readonly lease: SharedLease) {}

  async open(wait: ListenWait): Promise<Listening> {
    const { Ports } = await import('../../serve/ports.ts');
    this.opened ??= new Ports();
    return this.opened.open(wait);
  }

  /** Those that are to be served now: what is new is begun, who is gone gives the ports back. */
  look(waits: readonly ServeWait[]): void {
    for (const [wait, served] of this.served) if (!waits.includes(wait)) this.end(wait, served);
    for (const wait of waits) if (!this.served.has(wait) && !wait.isOver) this.begin(wait);
  }

  private begin(wait: ServeWait): void {
    const ports = this.opened;
    this.opened = undefined;
    if (!ports) return;
    const control = new AbortController();
    this.served.set(wait, { ports, control });
    void ports.serve(wait.service as Service, this.lease, control.signal).then(() => {
      wait.isOver = true;
      ports.close();
    });
  }

  private end(wait: ServeWait, { ports, control }: Served): void {
    this.served.delete(wait);
    control.abort();
    ports.close();
  }

  close(): void {
    this.look([]);
    this.opened?.close();
  }
}
