// What -v tells: requests and answers, level by level.
import { expect, test } from 'vitest';
import { typedAt } from './typed.ts';

const lab = typedAt('2026-11-21T06:50:00Z');
const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const log = (line: string): string =>
  lab
    .type(line)
    .replaceAll(/2> I1121 06:50:00.000000 +\d+ /g, '2> ')
    .replace(/kubernetes\/\w+/g, 'kubernetes/<commit>');

test('level 6: the kubeconfig, discovery in two requests, and each request in a line', () => {
  expect(log('get pods -l app=a,b!=c -v=6')).toBe(`2> loader.go:405] Config loaded from file:  /kubeconfig
2> round_trippers.go:632] "Response" verb="GET" url="https://lab:6443/api?timeout=32s" status="200 OK" milliseconds=1
2> round_trippers.go:632] "Response" verb="GET" url="https://lab:6443/apis?timeout=32s" status="200 OK" milliseconds=1
2> round_trippers.go:632] "Response" verb="GET" url="https://lab:6443/api/v1/namespaces/default/pods?labelSelector=app%3Da%2Cb%21%3Dc&limit=500" status="200 OK" milliseconds=1
2> No resources found in default namespace.
`);
});

test('level 7 has headers, level 8 bodies, and failures show what the server said', () => {
  const text = log('delete pod x -v=8');
  expect(text).toContain(`2> round_trippers.go:527] "Request" verb="DELETE" url="https://lab:6443/api/v1/namespaces/default/pods/x" headers=<
2> 	Accept: application/json
2> 	Authorization: Bearer <masked>
2> 	Content-Type: application/json
2> 	User-Agent: kubectl/v1.36.4 (linux/amd64) kubernetes/<commit>
2>  >
2> round_trippers.go:632] "Response" status="404 Not Found" headers=<
`);
  expect(text).toContain(`2> helpers.go:246] server response object: %s[{
2>   "kind": "Status",`);
  expect(log('get pods -v=7')).toContain(`"Request" verb="GET" url="https://lab:6443/api/v1/namespaces/default/pods?limit=500" headers=<\n2> \tAccept: ${accept}\n`);
});

test('level 9 gives the command that asks the same', () => {
  expect(log('get pod x -v=9')).toContain(`"Request" curlCommand=<
2> 	curl -v -XGET  -H "Accept: ${accept}" -H "Authorization: Bearer <masked>" -H "User-Agent: kubectl/v1.36.4 (linux/amd64) kubernetes/<commit>" 'https://lab:6443/api/v1/namespaces/default/pods/x'
2>  >
`);
});
