// The images whose programs we know.
import type { ImageBehaviour } from '../program.ts';
import { serving } from '../serving.ts';
import { addons } from './addons.ts';
import { controlPlane } from './controlPlane.ts';
import { nginx } from './nginx.ts';
import { agnhost, echoserver, helloWorld, hpaExample, httpd, httpEcho, memcached, mongo, mysql, pause, postgres, rabbitmq, redis, whoami } from './services.ts';

/** Images that hold nothing but a shell and its tools: what they run by themselves ends when its input does. */
const shells: ImageBehaviour = {
  names: ['busybox', 'alpine', 'bash', 'ubuntu', 'debian', 'centos', 'fedora', 'netshoot', 'python', 'node', 'golang', 'perl', 'curl'],
  command: ['sh'],
  programs: ['curl', 'wget', 'nslookup', 'ping'],
  run: (start) => ({ ending: { at: start.at + 30, code: 0 }, stopsIn: 0, stopCode: 0, logs: () => [], ports: [] }),
};

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
  shells,
];

/** A server of some sort, which starts and stays. */
const other: ImageBehaviour = { names: [], command: ['/docker-entrypoint.sh'], programs: ['/docker-entrypoint.sh'], run: (start) => serving(start, { ports: [80, 8080] }) };

/** What the image of a repository does: the last part of its path decides. */
export const behaviourOf = (repository: string): ImageBehaviour => known.find(({ names }) => names.includes(repository.split('/').pop() as string)) ?? other;
