// The images whose programs we know.
import type { ImageBehaviour } from '../program.ts';
import { serving } from '../serving.ts';
import { addons } from './addons.ts';
import { controlPlane } from './controlPlane.ts';
import { nginx } from './nginx.ts';
import { agnhost, echoserver, helloWorld, hpaExample, httpd, httpEcho, memcached, mongo, mysql, pause, postgres, rabbitmq, redis, whoami } from './services.ts';

/** Images that hold nothing but a shell and its tools: what they run by themselves ends when its input does. */
const shells = (names: readonly string[], rest: Partial<ImageBehaviour> = {}): ImageBehaviour => ({
  names,
  command: ['sh'],
  programs: [],
  run: (start) => ({ ending: { at: start.at + 30, code: 0 }, stopsIn: 0, stopCode: 0, logs: () => [], ports: [] }),
  ...rest,
});

/** What a Debian that was made small does not have. */
const slim = ['ping', 'wget', 'nslookup', 'nc', 'ip', 'vi', 'netstat', 'telnet', 'ifconfig', 'httpd', 'ps', 'top', 'free', 'crond'];
const systems: readonly ImageBehaviour[] = [
  shells(['busybox']),
  shells(['alpine'], { has: ['apk'] }),
  shells(['curl'], { entrypoint: ['/entrypoint.sh'], command: ['curl'], has: ['curl'] }),
  shells(['bash'], { command: ['bash'], bash: true }),
  shells(['netshoot', 'dnsutils', 'jessie-dnsutils'], { bash: true, has: ['curl', 'dig', 'host', 'ss', 'apk'] }),
  shells(['stress', 'stress-ng'], { bash: true, has: ['stress', 'stress-ng'] }),
  shells(['ubuntu', 'debian', 'centos', 'fedora'], {
    command: ['bash'],
    family: 'debian',
    bash: true,
    lacks: slim.filter((tool) => tool !== 'ps' && tool !== 'top' && tool !== 'free'),
    has: ['apt', 'apt-get'],
  }),
  shells(['python', 'node', 'golang', 'perl'], { family: 'debian', bash: true, lacks: slim.filter((tool) => tool !== 'wget'), has: ['apt', 'apt-get', 'curl'] }),
];

const known: readonly ImageBehaviour[] = [
  ...controlPlane,
  ...addons,
  nginx,
  httpd,
  redis,
  memcached,
  postgres,
  mysql,
  mongo,
  rabbitmq,
  whoami,
  echoserver,
  hpaExample,
  httpEcho,
  pause,
  agnhost,
  helloWorld,
  ...systems,
];

/** A server of some sort, which starts and stays. */
const other: ImageBehaviour = { names: [], command: ['/docker-entrypoint.sh'], programs: ['/docker-entrypoint.sh'], run: (start) => serving(start, { ports: [80, 8080] }) };

/** What the image of a repository does: the last part of its path decides. */
export const behaviourOf = (repository: string): ImageBehaviour => known.find(({ names }) => names.includes(repository.split('/').pop() as string)) ?? other;
