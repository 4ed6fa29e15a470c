// The terminal of what is open now.
import type { App } from '../../app.ts';
import { Terminal } from '../../terminal/terminal.ts';

/** `left` is what happens when the person leaves the last shell. */
export const terminalFor = (app: App, left: () => void): Terminal => new Terminal({ shell: app.machine.openShell(), changed: app.changed, handOver: app.handOver, edit: app.edit, left });
