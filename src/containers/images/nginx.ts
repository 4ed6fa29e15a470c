// nginx: serves its page on port 80 until it is told to stop.
import type { Answer, ImageBehaviour, Request, Start } from '../program.ts';
import { serving } from '../serving.ts';
import { fileAt } from '../shell/files.ts';
import { configurationOf, configurationReads, directed, portsIn, writtenFrom } from './nginxConfiguration.ts';

const page = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;
const problem = (title: string, version: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;
const configuration = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;
const mainConfiguration = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;

    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`;
const root = '/usr/share/nginx/html';
const debianLacks = ['ps', 'ping', 'wget', 'nslookup', 'dig', 'nc', 'ip', 'vi', 'top', 'netstat', 'telnet', 'free'];
const entrypoint = ['/docker-entrypoint.sh'];

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');

const titles: Readonly<Record<number, string>> = { 502: '502 Bad Gateway', 504: '504 Gateway Time-out' };

function served(start: Start, asked: string, at: number, version: string, request: Request | undefined): Answer {
  const path = asked.split('?')[0] as string;
  const answer = directed(start, asked, at, request);
  if (answer) return { ...answer, body: answer.body ?? problem(titles[answer.status] ?? '', version) };
  const directory = /^\s*root\s+([^;]+);/m.exec(configurationOf(start))?.[1]?.replace(/\/$/, '') ?? root;
  const body = fileAt(start, `${directory}${path.endsWith('/') ? `${path}index.html` : path}`, at);
  if (body !== undefined) return { status: 200, body };
  // A directory without an index is not shown.
  return path.endsWith('/') ? { status: 403, body: problem('403 Forbidden', version) } : { status: 404, body: problem('404 Not Found', version) };
}

export const nginx: ImageBehaviour = {
  names: ['nginx', 'nginx-unprivileged', 'nginx-slim'],
  entrypoint,
  command: ['nginx', '-g', 'daemon off;'],
  family: 'debian',
  bash: true,
  lacks: debianLacks,
  has: ['curl', 'apt', 'apt-get'],
  reads: configurationReads,
  programs: ['nginx', '/docker-entrypoint.sh', 'nginx-debug'],
  files: {
    [`${root}/index.html`]: page,
    [`${root}/50x.html`]: '<!DOCTYPE html>\n<html>\n<head>\n<title>Error</title>\n</head>\n</html>\n',
    '/etc/nginx/nginx.conf': mainConfiguration,
    '/etc/nginx/conf.d/default.conf': configuration,
  },
  run(start) {
    const written = writtenFrom(start);
    const notice = (text: string) => `${stamp(start.at)} [notice] 1#1: ${text}`;
    const version = /:(\d+\.\d+\.\d+)/.exec(start.image)?.[1] ?? '1.29.3';
    const lines = [
      ...(written ? ['20-envsubst-on-templates.sh: Running envsubst on /etc/nginx/templates/default.conf.template to /etc/nginx/conf.d/default.conf'] : []),
      '/docker-entrypoint.sh: Configuration complete; ready for start up',
      notice('using the "epoll" event method'),
      notice(`nginx/${version}`),
      notice('OS: Linux 6.8.0-51-generic'),
      notice('start worker processes'),
      notice('start worker process 29'),
    ];
    const program = serving(start, {
      ports: portsIn(start),
      log: lines.map((text, i) => ({ after: 20 + i * 5, text, stream: text.includes(' [notice] ') ? ('stderr' as const) : ('stdout' as const) })),
      stopsIn: 100,
      respond: (_, path, at, request) => ({ ...served(start, path, at, version, request), headers: { Server: `nginx/${version}` } }),
    });
    return written ? { ...program, changes: (until) => (until < start.at ? [] : [{ at: start.at, ...written }]) } : program;
  },
};
