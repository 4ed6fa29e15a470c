// Images of servers that start, listen, log a few lines, and stay.
import type { ImageBehaviour, Line, Program, Request, Start } from '../program.ts';
import { failing, serving } from '../serving.ts';
import { fileAt } from '../shell/files.ts';

/** What images of Debian that were made small do not have. */
const slim = ['ping', 'wget', 'nslookup', 'nc', 'ip', 'vi', 'netstat', 'telnet', 'ifconfig', 'ps', 'top', 'free'];

const at = (start: Start, ms: number): string => new Date(start.at + ms).toISOString();
const clock = (start: Start, ms: number): string => `${at(start, ms).slice(0, 19).replace('T', ' ')}.${at(start, ms).slice(20, 23)}`;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const htdocs = '/usr/local/apache2/htdocs';
const absent =
  '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n';

export const httpd: ImageBehaviour = {
  names: ['httpd'],
  command: ['httpd-foreground'],
  family: 'debian',
  bash: true,
  lacks: slim,
  directory: '/usr/local/apache2',
  files: { [`${htdocs}/index.html`]: '<html><body><h1>It works!</h1></body></html>\n' },
  programs: ['httpd-foreground', 'httpd'],
  run(start) {
    const d = new Date(start.at);
    const stamp = `${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2, '0')} ${at(start, 0).slice(11, 23)}000 ${d.getUTCFullYear()}`;
    const name = "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using";
    const lines = [
      `${name} ${start.ip}. Set the 'ServerName' directive globally to suppress this message`,
      `[${stamp}] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.65 (Unix) configured -- resuming normal operations`,
      `[${stamp}] [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'`,
    ];
    return serving(start, {
      ports: [80],
      log: lines.map((text, i) => ({ after: 30 + i, text, stream: 'stderr' })),
      respond(_, path, at) {
        const name = path.split('?')[0] as string;
        const body = fileAt(start, `${htdocs}${name.endsWith('/') ? `${name}index.html` : name}`, at);
        return { ...(body === undefined ? { status: 404, body: absent } : { status: 200, body }), headers: { Server: 'Apache/2.4.65 (Unix)' } };
      },
    });
  },
};

export const redis: ImageBehaviour = {
  names: ['redis'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['redis-server'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['redis-server', 'docker-entrypoint.sh', 'redis-cli'],
  run: (start) =>
    serving(start, {
      ports: [6379],
      stopsIn: 50,
      log: [
        { after: 30, text: `1:M ${clock(start, 30)} * Running mode=standalone, port=6379.` },
        { after: 40, text: `1:M ${clock(start, 40)} * Ready to accept connections tcp` },
      ],
    }),
};

export const memcached: ImageBehaviour = {
  names: ['memcached'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['memcached'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['memcached', 'docker-entrypoint.sh'],
  run: (start) => serving(start, { ports: [11211] }),
};

export const postgres: ImageBehaviour = {
  names: ['postgres'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['postgres'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['postgres', 'docker-entrypoint.sh', 'psql', 'pg_isready'],
  run(start) {
    if (!start.env.POSTGRES_PASSWORD && start.env.POSTGRES_HOST_AUTH_METHOD !== 'trust')
      return failing(start, 1, [
        'Error: Database is uninitialized and superuser password is not specified.',
        '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
        '       superuser.',
      ]);
    return serving(start, {
      ports: [5432],
      startsIn: 1800,
      log: [
        { after: 1500, text: 'PostgreSQL init process complete; ready for start up.' },
        { after: 1800, text: `${clock(start, 1800)} UTC [1] LOG:  database system is ready to accept connections`, stream: 'stderr' },
      ],
    });
  },
};

export const mysql: ImageBehaviour = {
  names: ['mysql', 'mariadb'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['mysqld'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['mysqld', 'docker-entrypoint.sh', 'mysql', 'mysqladmin'],
  run(start) {
    const { env } = start;
    const keys = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD'];
    if (!keys.some((key) => env[key]))
      return failing(start, 1, [
        `${clock(start, 60).slice(0, 19)}+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified`,
        '    You need to specify one of the following as an environment variable:',
        ...keys.slice(0, 3).map((key) => `    - ${key}`),
      ]);
    return serving(start, {
      ports: [3306],
      startsIn: 6000,
      log: [{ after: 6000, text: `${at(start, 6000).replace('Z', '000Z')} 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Port: 3306`, stream: 'stderr' }],
      stopsIn: 1000,
    });
  },
};

export const mongo: ImageBehaviour = {
  names: ['mongo'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['mongod'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['mongod', 'docker-entrypoint.sh', 'mongosh'],
  run: (start) => serving(start, { ports: [27017], startsIn: 800 }),
};
export const rabbitmq: ImageBehaviour = {
  names: ['rabbitmq'],
  entrypoint: ['docker-entrypoint.sh'],
  command: ['rabbitmq-server'],
  family: 'debian',
  bash: true,
  lacks: slim,
  programs: ['rabbitmq-server', 'docker-entrypoint.sh'],
  run: (start) => serving(start, { ports: [5672, 15672], startsIn: 4000 }),
};

/** The request as it came, and where it came to. */
function echo(start: Start, request: Request | undefined): string {
  const { method = 'GET', path = '/', headers = {}, client = '' } = request ?? {};
  const own = ['127.0.0.1', '::1', start.ip].map((ip) => `IP: ${ip}\n`).join('');
  return `Hostname: ${start.hostname}\n${own}RemoteAddr: ${client}:${32768 + (start.at % 28000)}\n${method} ${path} HTTP/1.1\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n`;
}
export const whoami: ImageBehaviour = {
  names: ['whoami'],
  entrypoint: ['/whoami'],
  programs: ['/whoami'],
  distroless: true,
  run: (start) => serving(start, { ports: [80], respond: (_, __, ___, request) => ({ status: 200, body: echo(start, request) }) }),
};
export const echoserver: ImageBehaviour = {
  names: ['echoserver'],
  command: ['nginx', '-g', 'daemon off;'],
  programs: ['nginx'],
  run: (start) => serving(start, { ports: [8080], respond: (_, __, ___, request) => ({ status: 200, body: echo(start, request) }) }),
};
export const hpaExample: ImageBehaviour = {
  names: ['hpa-example'],
  command: ['apache2-foreground'],
  programs: ['apache2-foreground'],
  run: (start) => serving(start, { ports: [80], respond: () => ({ status: 200, body: 'OK!' }) }),
};

export const httpEcho: ImageBehaviour = {
  names: ['http-echo'],
  entrypoint: ['/http-echo'],
  programs: ['/http-echo'],
  distroless: true,
  run(start) {
    const option = (name: string): string | undefined =>
      start.argv.flatMap((arg, i) =>
        arg === `-${name}` || arg === `--${name}` ? [start.argv[i + 1] ?? ''] : arg.replace(/^--?/, '').startsWith(`${name}=`) ? [arg.replace(/^--?[a-z]+=/, '')] : [],
      )[0];
    const body = option('text') ?? start.env.ECHO_TEXT;
    if (body === undefined) return failing(start, 127, ['Missing -text option!']);
    const port = Number((option('listen') ?? ':5678').split(':').pop());
    return serving(start, {
      ports: [port],
      log: [{ after: 20, text: `${at(start, 20).slice(0, 19).replace('T', ' ').replaceAll('-', '/')} [INFO] server is listening on :${port}`, stream: 'stderr' }],
      respond: () => ({ status: 200, body: `${body}\n` }),
    });
  },
};

export const pause: ImageBehaviour = { names: ['pause'], entrypoint: ['/pause'], programs: ['/pause'], distroless: true, run: (start) => serving(start, { ports: [] }) };

export const agnhost: ImageBehaviour = {
  names: ['agnhost'],
  entrypoint: ['/agnhost'],
  command: ['pause'],
  programs: ['/agnhost'],
  run(start) {
    const port = Number(start.argv.find((arg) => arg.startsWith('--http-port='))?.split('=')[1] ?? (start.argv[1] === 'serve-hostname' ? 9376 : 8080));
    const serves = start.argv[1] === 'netexec' || start.argv[1] === 'serve-hostname' || start.argv[1] === 'test-webserver';
    return serving(start, {
      ports: serves ? [port] : [],
      respond: (_, path) => ({ status: 200, body: path === '/hostname' || start.argv[1] === 'serve-hostname' ? start.hostname : `NOW: ${at(start, 0)}` }),
    });
  },
};

export const helloWorld: ImageBehaviour = {
  names: ['hello-world'],
  command: ['/hello'],
  programs: ['/hello'],
  distroless: true,
  run(start): Program {
    const lines: Line[] = ['', 'Hello from Docker!', 'This message shows that your installation appears to be working correctly.', ''].map((text) => ({ at: start.at + 5, text, stream: 'stdout' }));
    return { ending: { at: start.at + 20, code: 0 }, stopsIn: 0, stopCode: 0, logs: (until) => lines.filter((l) => l.at <= until), ports: [] };
  },
};
