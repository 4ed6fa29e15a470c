// Probes in one line.
import { goValue } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';

const percentEncoded = (char: string): string => [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** As Go escapes the path of a URL. */
const escapedPath = (path: string): string => path.replace(/[^A-Za-z0-9\-._~$&+,/:;=@]/gu, percentEncoded);

function httpText({ scheme = '', host = '', port = '', path = '' }: Json): string {
  const address = host.includes(':') ? `[${host}]` : host;
  const absolute = path === '' || path.startsWith('/') ? path : `/${path}`;
  return `http-get ${scheme.toLowerCase()}://${address}:${port}${escapedPath(absolute)}`;
}

function actionText(probe: Json): string {
  if (probe.exec) return `exec ${goValue(probe.exec.command ?? [])}`;
  if (probe.httpGet) return httpText(probe.httpGet);
  if (probe.tcpSocket) return `tcp-socket ${probe.tcpSocket.host ?? ''}:${probe.tcpSocket.port}`;
  return probe.grpc ? `grpc <pod>:${probe.grpc.port} ${probe.grpc.service ?? ''}` : 'unknown';
}

/** `http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3` */
export function probeText(probe: Json): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0, successThreshold = 0, failureThreshold = 0 } = probe;
  return `${actionText(probe)} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
}
