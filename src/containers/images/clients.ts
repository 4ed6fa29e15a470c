// Programs of images that are run beside the server: clients, checks, questions for the version.
import type { Line, Program, Start } from '../program.ts';

function told(start: Start, text: string, { code = 0, stream = 'stdout' }: { code?: number; stream?: Line['stream'] } = {}): Program {
  const lines: Line[] = text === '' ? [] : text.split('\n').map((line) => ({ at: start.at + 5, text: line, stream }));
  return { ending: { at: start.at + 10, code }, stopsIn: 0, stopCode: 0, logs: (until) => lines.filter((line) => line.at <= until), ports: [] };
}

type Client = (start: Start, args: readonly string[]) => Program;

const versionIn = (image: string, fallback: string): string => /:v?(\d+(?:\.\d+)+)/.exec(image)?.[1] ?? fallback;

const nginx: Client = (start, args) => {
  const err = { stream: 'stderr' } as const;
  if (args.includes('-v') || args.includes('-V')) return told(start, `nginx version: nginx/${versionIn(start.image, '1.29.3')}`, err);
  if (args.includes('-t')) return told(start, 'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful', err);
  if (args.includes('-s')) return told(start, `${new Date(start.at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')} [notice] 45#45: signal process started`, err);
  return told(start, 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)', { ...err, code: 1 });
};

const redisCli: Client = (start, args) => {
  const words = args.filter((arg, i) => !arg.startsWith('-') && !/^-[hpan]$/.test(args[i - 1] ?? ''));
  return told(start, { ping: 'PONG', set: 'OK', dbsize: '(integer) 0', get: '', info: `redis_version:${versionIn(start.image, '8.2.3')}` }[(words[0] ?? 'ping').toLowerCase()] ?? 'OK');
};

const kubernetes: Client = (start) => told(start, `Kubernetes v${versionIn(start.image, '1.36.2')}`);

const clients: Readonly<Record<string, Client>> = {
  nginx,
  'redis-cli': redisCli,
  pg_isready: (start) => told(start, '/var/run/postgresql:5432 - accepting connections'),
  psql: (start, args) => told(start, args.some((arg) => /-(-version|V)/.test(arg)) ? `psql (PostgreSQL) ${versionIn(start.image, '18.1')}` : ''),
  mysqladmin: (start, args) => told(start, args.includes('ping') ? 'mysqld is alive' : ''),
  mysql: (start, args) => told(start, args.some((arg) => /show databases/i.test(arg)) ? 'Database\ninformation_schema\nmysql\nperformance_schema\nsys' : ''),
  httpd: (start) => told(start, `Server version: Apache/${versionIn(start.image, '2.4.65')} (Unix)`),
  'kube-apiserver': kubernetes,
  'kube-controller-manager': kubernetes,
  'kube-scheduler': kubernetes,
  'kube-proxy': kubernetes,
  etcd: (start) => told(start, `etcd Version: ${versionIn(start.image, '3.6.8')}\nGit SHA: 8d4f3c5\nGo Version: go1.24.11\nGo OS/Arch: linux/amd64`),
};

/** A program of an image that is not its first: it does its work and ends. */
export function runBesideServer(start: Start): Program {
  const [path = '', ...args] = start.argv;
  return clients[path.split('/').pop() as string]?.(start, args) ?? told(start, '');
}
