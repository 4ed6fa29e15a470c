// Containers: image, ports, command, state, resources, probes, environment, mounts.
import { byCodePoint, goQuote } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';
import { amountText } from '../support/quantities.ts';
import type { Description } from './description.ts';
import { writeEnvironment } from './environment.ts';
import { orNone, sortedKeys, timeText, trueOrFalse } from './metadata.ts';
import { probeText } from './probes.ts';

interface ContainersOptions {
  /** Templates stand two spaces to the right, and their names three. */
  isTemplate?: boolean;
  statuses?: readonly Json[] | undefined;
  pod?: Json;
}

export function writeContainers(out: Description, label: string, containers: Json[] = [], { isTemplate, statuses = [], pod }: ContainersOptions = {}): void {
  out.row(isTemplate ? 1 : 0, `${label}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    out.row(1, `${isTemplate ? ' ' : ''}${container.name}:`);
    writeImage(out, container, status);
    writeSeccomp(out, container.securityContext?.seccompProfile, 2, 3);
    writeCommand(out, container);
    if (status) writeState(out, status);
    writeResources(out, container.resources, 2);
    writeProbes(out, container);
    writeEnvironment(out, container, pod);
    writeMounts(out, container);
  }
}

function writeImage(out: Description, { image = '', ports = [] }: Json, status: Json | undefined): void {
  if (status) out.field('Container ID', status.containerID ?? '', 2);
  out.field('Image', image, 2);
  if (status) out.field('Image ID', status.imageID ?? '', 2);
  writePorts(out, 'Port', ports, ({ containerPort }) => containerPort);
  writePorts(out, 'Host Port', ports, ({ hostPort }) => hostPort ?? 0);
}

function writePorts(out: Description, label: string, ports: Json[], number: (port: Json) => number): void {
  const text = ports.map((port) => `${number(port)}/${port.protocol ?? ''}${port.name ? ` (${port.name})` : ''}`).join(', ');
  out.field(text.includes(',') ? `${label}s` : label, orNone(text), 2);
}

export function writeSeccomp(out: Description, profile: Json, level: number, below: number): void {
  if (!profile) return;
  out.field('SeccompProfile', profile.type, level);
  if (profile.type === 'Localhost') out.field('LocalhostProfile', profile.localhostProfile ?? '', below);
}

function writeCommand(out: Description, { command = [], args = [] }: Json): void {
  for (const [label, words] of [['Command', command] as const, ['Args', args] as const]) {
    if (words.length === 0) continue;
    out.heading(label, 2);
    for (const word of words) for (const line of word.split('\n')) out.row(3, line);
  }
}

function writeState(out: Description, status: Json): void {
  writeOneState(out, 'State', status.state);
  if (status.lastState?.terminated) writeOneState(out, 'Last State', status.lastState);
  out.field('Ready', trueOrFalse(status.ready), 2);
  out.field('Restart Count', status.restartCount ?? 0, 2);
}

function writeOneState(out: Description, label: string, { running, waiting, terminated }: Json = {}): void {
  out.field(label, running ? 'Running' : terminated && !waiting ? 'Terminated' : 'Waiting', 2);
  if (running) out.field('Started', timeText(running.startedAt), 3);
  else if (waiting) writeText(out, 'Reason', waiting.reason);
  else if (terminated) writeTerminated(out, terminated);
}

function writeText(out: Description, label: string, text: string | undefined): void {
  if (text) out.field(label, text, 3);
}

function writeTerminated(out: Description, { reason, message, exitCode, signal, startedAt, finishedAt }: Json): void {
  writeText(out, 'Reason', reason);
  writeText(out, 'Message', message);
  out.field('Exit Code', exitCode ?? 0, 3);
  if (signal > 0) out.field('Signal', signal, 3);
  out.field('Started', timeText(startedAt), 3);
  out.field('Finished', timeText(finishedAt), 3);
}

export function writeResources(out: Description, resources: Json, level: number): void {
  for (const [label, amounts] of [['Limits', resources?.limits] as const, ['Requests', resources?.requests] as const]) {
    const names = sortedKeys(amounts);
    if (names.length > 0) out.heading(label, level);
    for (const name of names) out.field(name, amountText(amounts[name]), level + 1);
  }
}

function writeProbes(out: Description, { livenessProbe, readinessProbe, startupProbe }: Json): void {
  if (livenessProbe) out.field('Liveness', probeText(livenessProbe), 2);
  if (readinessProbe) out.field('Readiness', probeText(readinessProbe), 2);
  if (startupProbe) out.field('Startup', probeText(startupProbe), 2);
}

const byPath =
  (field: 'mountPath' | 'devicePath') =>
  (a: Json, b: Json): number =>
    byCodePoint(a[field], b[field]);

function writeMounts(out: Description, { volumeMounts = [], volumeDevices = [] }: Json): void {
  const none = volumeMounts.length === 0 ? ['<none>'] : [];
  out.row(2, 'Mounts:', ...none);
  for (const { mountPath, name, readOnly, subPath } of [...volumeMounts].sort(byPath('mountPath'))) {
    out.row(3, `${mountPath} from ${name} (${readOnly ? 'ro' : 'rw'}${subPath ? `,path=${goQuote(subPath)}` : ''})`);
  }
  if (volumeDevices.length === 0) return;
  // As upstream has it, this says `<none>` when there are no mounts.
  out.row(2, 'Devices:', ...none);
  for (const { devicePath, name } of [...volumeDevices].sort(byPath('devicePath'))) out.row(3, `${devicePath} from ${name}`);
}
