// A machine as conditions see it: units, files, processes, the kernel, packages. Each part is made when it is asked for.
import type { Json } from '../../apimachinery/object.ts';
import { type Certificate, parseCertificate } from '../../apimachinery/x509.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import { flagsIn, type HostFile, type HostState, unitFileState, unitNames } from '../../nodes/host/index.ts';
import type { Instant } from '../../sim/index.ts';
import { toCel } from '../cel.ts';

/** An object whose values are made at the first look at them. */
function lazily(makers: Readonly<Record<string, () => unknown>>): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const made = new Map<string, unknown>();
  for (const [key, make] of Object.entries(makers)) {
    const get = (): unknown => {
      if (!made.has(key)) made.set(key, make());
      return made.get(key);
    };
    Object.defineProperty(object, key, { enumerable: true, get });
  }
  return object;
}

const mapped = <Value>(names: readonly string[], make: (name: string) => Value): Record<string, unknown> => lazily(Object.fromEntries(names.map((name) => [name, () => make(name)])));

function unit(host: HostState, name: string): Json {
  const known = host.units[name];
  const state = unitFileState(host, name);
  return { active: known?.active ?? 'inactive', enabled: state === 'enabled', masked: state === 'masked', since: new Date(known?.since ?? 0) };
}

const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Certificates in a text, and in what a kubeconfig holds as base64. */
function certificatesIn(text: string): Json[] {
  const inside = [...text.matchAll(/certificate(?:-authority)?-data: *(\S+)/g)].map(([, data]) => Buffer.from(data as string, 'base64').toString());
  return [text, ...inside].flatMap((each) => each.match(pem) ?? []).flatMap(certificate);
}

function certificate(text: string): Json[] {
  let found: Certificate;
  try {
    found = parseCertificate(text);
  } catch {
    return [];
  }
  const { subject, issuer, notBefore, notAfter, dnsNames, ips, isCA } = found;
  return [{ subject, issuer, notBefore: new Date(notBefore), notAfter: new Date(notAfter), sans: [...dnsNames, ...ips], isCA }];
}

function yamlOf(text: string): unknown {
  try {
    return toCel(parseYaml(text));
  } catch {
    return null;
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function file(host: HostState, path: string): Record<string, unknown> {
  const found = host.files[path] as HostFile;
  const text = (): string => (found.link === undefined ? found.text : (host.files[found.link]?.text ?? ''));
  return lazily({
    text,
    lines: () => linesOf(text()),
    yaml: () => yamlOf(text()),
    certificates: () => certificatesIn(text()),
    mode: () => found.mode.toString(8).padStart(4, '0'),
    owner: () => found.owner,
    group: () => found.group ?? found.owner,
    directory: () => found.directory === true,
    at: () => new Date(found.at ?? host.installedAt ?? host.bootedAt),
  });
}

interface Running {
  argv: readonly string[];
  image?: string;
  container?: string;
  pod?: string;
  namespace?: string;
}

/** What runs on the machine itself and in its containers, by the name of the program; of several the first. */
function processes(host: HostState, now: Instant): Record<string, Running> {
  if (host.awayUntil !== undefined) return {};
  const running: Running[] = Object.values(host.processes).map((argv) => ({ argv }));
  for (const { namespace, name: pod, containers } of Object.values(host.pods))
    for (const [container, { run }] of Object.entries(containers)) if (run && !(run.exit && run.exit.at <= now)) running.push({ argv: run.argv, image: run.image, container, pod, namespace });
  return Object.fromEntries(running.toReversed().map((each) => [each.argv[0]?.split('/').at(-1) ?? '', each]));
}

const process = (running: Running): Json => ({ ...running, flags: Object.fromEntries(flagsIn(running.argv.slice(1))) });

export function machineSeen(host: HostState, now: Instant): Record<string, unknown> {
  return lazily({
    name: () => host.name,
    address: () => host.facts.address,
    now: () => new Date(now),
    units: () =>
      mapped(
        unitNames(host).map((name) => name.replace(/\.service$/, '')),
        (name) => unit(host, name),
      ),
    files: () => mapped(Object.keys(host.files), (path) => file(host, path)),
    processes: () => Object.fromEntries(Object.entries(processes(host, now)).map(([name, running]) => [name, process(running)])),
    parameters: () => host.kernel?.parameters ?? {},
    modules: () => host.kernel?.modules ?? [],
    swaps: () => host.kernel?.swaps ?? [],
    packages: () => Object.fromEntries(Object.entries(host.packages ?? {}).map(([name, { version, held }]) => [name, { version, held: held === true }])),
    images: () => host.images.flatMap(({ names }) => names),
  });
}
