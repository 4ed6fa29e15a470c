// What a cluster runs for itself beside the control plane: DNS, the pod network, metrics, local volumes.
import type { ImageBehaviour, Start } from '../program.ts';
import { failing, serving } from '../serving.ts';

const directives =
  /^(acl|any|auto|autopath|azure|bind|bufsize|cache|cancel|chaos|clouddns|debug|dns64|dnssec|dnstap|erratic|errors|etcd|file|forward|geoip|grpc|grpc_server|header|health|hosts|import|k8s_external|kubernetes|loadbalance|local|log|loop|metadata|metrics|minimal|multisocket|nomad|nsid|pprof|prometheus|quic|ready|reload|rewrite|root|route53|secondary|sign|template|timeouts|tls|trace|transfer|tsig|view|whoami)$/;

/** The first directive in a server block that CoreDNS does not know, with its line. */
function badDirective(text: string): { line: number; word: string } | undefined {
  let depth = 0;
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.replace(/#.*$/, '').trim();
    if (depth === 1 && line && line !== '}') {
      const word = line.split(/\s+/)[0] as string;
      if (!directives.test(word)) return { line: i + 1, word };
    }
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
  }
  return undefined;
}

export const coredns: ImageBehaviour = {
  names: ['coredns'],
  entrypoint: ['/coredns'],
  programs: ['/coredns'],
  distroless: true,
  run(start) {
    const path = start.argv[start.argv.indexOf('-conf') + 1] ?? 'Corefile';
    const text = start.file(path);
    if (text === undefined) return failing(start, 1, [`loading Caddyfile via flag: open ${path}: no such file or directory`]);
    const bad = badDirective(text);
    if (bad) return failing(start, 1, [`${path}:${bad.line} - Error during parsing: Unknown directive '${bad.word}'`]);
    const has = (word: string): boolean => new RegExp(`^\\s*${word}\\b`, 'm').test(text);
    const ports = [Number(/:(\d+)\s*\{/.exec(text)?.[1] ?? 53), ...(has('health') ? [8080] : []), ...(has('ready') ? [8181] : []), ...(has('prometheus') ? [9153] : [])];
    const log = [
      '.:53',
      '[INFO] plugin/reload: Running configuration SHA512 = 1b226df79860026c6a52e67daa10d7f0d57ec5b023288ec00c5e05f93523c894564e15b91770d3a07ae1cfbe861d15b37d4a0027e69c546ab112970993a3b03b',
      'CoreDNS-1.14.2',
      'linux/amd64, go1.26.1, dd1df4f',
    ];
    return serving(start, { ports, startsIn: 400, log: log.map((line, i) => ({ after: 300 + i, text: line })), respond: () => ({ status: 200, body: 'OK' }), stopsIn: 500 });
  },
};

const plain = (name: string, options: { entrypoint: string; ports?: number[]; startsIn?: number; log?(start: Start): string }): ImageBehaviour => ({
  names: [name],
  entrypoint: [options.entrypoint],
  programs: [options.entrypoint, options.entrypoint.split('/').pop() as string],
  run: (start) =>
    serving(start, {
      ports: options.ports ?? [],
      ...(options.startsIn ? { startsIn: options.startsIn } : {}),
      ...(options.log ? { log: [{ after: 100, text: options.log(start), stream: 'stderr' as const }] } : {}),
      respond: () => ({ status: 200, body: 'ok' }),
      stopsIn: 100,
    }),
});

const stamp = (start: Start): string => new Date(start.at + 100).toISOString();

export const addons: readonly ImageBehaviour[] = [
  coredns,
  plain('flannel', {
    entrypoint: '/opt/bin/flanneld',
    log: (start) => `I${stamp(start).slice(5, 7)}${stamp(start).slice(8, 10)} ${stamp(start).slice(11, 23)}000       1 main.go:211] Running backend.`,
  }),
  plain('kube-network-policies', { entrypoint: '/bin/netpol' }),
  plain('metrics-server', {
    entrypoint: '/metrics-server',
    ports: [10250],
    startsIn: 1500,
    log: (start) => `I${stamp(start).slice(5, 7)}${stamp(start).slice(8, 10)} ${stamp(start).slice(11, 23)}000       1 secure_serving.go:211] "Serving securely" address="[::]:10250"`,
  }),
  plain('local-path-provisioner', { entrypoint: 'local-path-provisioner', log: (start) => `time="${stamp(start).slice(0, 19)}Z" level=info msg="Provisioner started: rancher.io/local-path"` }),
  { names: ['flannel-cni-plugin'], command: ['sh'], programs: [], files: { '/flannel': 'ELF\n' }, run: (start) => serving(start, { ports: [] }) },
];
