// nginx: serves its page on port 80 until it is told to stop.
import type { ImageBehaviour, Start } from '../program.ts';
import { serving } from '../serving.ts';
import { fileAt } from '../shell/files.ts';

const page = '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n';
const missing = '<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n</body>\n</html>\n';
const root = '/usr/share/nginx/html';
const debianLacks = ['ps', 'ping', 'wget', 'nslookup', 'dig', 'nc', 'ip', 'vi', 'top', 'netstat', 'telnet', 'free'];
const entrypoint = ['/docker-entrypoint.sh'];

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');

/** Ports of `listen` directives in the configuration, 80 where there is none of our own. */
function portsIn(start: Start): number[] {
  const text = start.file('/etc/nginx/conf.d/default.conf') ?? start.file('/etc/nginx/nginx.conf');
  const found = text ? [...text.matchAll(/^\s*listen\s+(?:[\d.]+:|\[::\]:)?(\d+)/gm)].map((m) => Number(m[1])) : [];
  return found.length ? [...new Set(found)] : [start.image.includes('unprivileged') ? 8080 : 80];
}

export const nginx: ImageBehaviour = {
  names: ['nginx', 'nginx-unprivileged', 'nginx-slim'],
  entrypoint,
  command: ['nginx', '-g', 'daemon off;'],
  family: 'debian',
  bash: true,
  lacks: debianLacks,
  has: ['curl', 'apt', 'apt-get'],
  programs: ['nginx', '/docker-entrypoint.sh', 'nginx-debug'],
  files: { [`${root}/index.html`]: page, '/etc/nginx/nginx.conf': 'worker_processes  auto;\ninclude /etc/nginx/conf.d/*.conf;\n' },
  run(start) {
    const notice = (text: string) => `${stamp(start.at)} [notice] 1#1: ${text}`;
    const version = /:(\d+\.\d+\.\d+)/.exec(start.image)?.[1] ?? '1.29.3';
    const lines = [
      '/docker-entrypoint.sh: Configuration complete; ready for start up',
      notice('using the "epoll" event method'),
      notice(`nginx/${version}`),
      notice('OS: Linux 6.8.0-51-generic'),
      notice('start worker processes'),
      notice('start worker process 29'),
    ];
    return serving(start, {
      ports: portsIn(start),
      log: lines.map((text, i) => ({ after: 20 + i * 5, text, stream: i === 0 ? ('stdout' as const) : ('stderr' as const) })),
      stopsIn: 100,
      respond(_, path, at) {
        const file = path.split('?')[0] as string;
        const wanted = `${root}${file.endsWith('/') ? `${file}index.html` : file}`;
        const body = fileAt(start, wanted, at);
        return body === undefined ? { status: 404, body: missing } : { status: 200, body };
      },
    });
  },
};
