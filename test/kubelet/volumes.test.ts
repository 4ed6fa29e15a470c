// Files of ConfigMaps in containers: which of them follow when the ConfigMap is another one, and which do not.
import { expect, test } from 'vitest';
import { terminal } from '../containers/typed.ts';

const { type, pass, apply } = terminal();

const configMaps = (text: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: loose}
data: {text: ${text}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: frozen}
immutable: true
data: {text: ${text}}
`;

apply(`${configMaps('old')}
---
apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  containers:
    - name: c
      image: busybox
      command: [sleep, 1d]
      volumeMounts:
        - {name: loose, mountPath: /whole}
        - {name: loose, mountPath: /part/text, subPath: text}
        - {name: frozen, mountPath: /frozen}
  volumes:
    - {name: loose, configMap: {name: loose}}
    - {name: frozen, configMap: {name: frozen}}
`);
pass(10);

const look = 'exec reader -- grep -r . /whole /part /frozen';

test('a directory follows its ConfigMap; what is mounted with a subPath, and what is immutable, does not', () => {
  expect(type(look)).toBe('/whole/text:old\n/part/text:old\n/frozen/text:old\n');
  type('delete configmap loose frozen');
  apply(configMaps('new'));
  pass(120);
  expect(type(look)).toBe('/whole/text:new\n/part/text:old\n/frozen/text:old\n');
});

test('a new pod has all of it as it is now', () => {
  type('delete pod reader --now');
  apply(`
apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  containers:
    - {name: c, image: busybox, command: [sleep, 1d], volumeMounts: [{name: loose, mountPath: /part/text, subPath: text}, {name: frozen, mountPath: /frozen}]}
  volumes:
    - {name: loose, configMap: {name: loose}}
    - {name: frozen, configMap: {name: frozen}}
`);
  pass(10);
  expect(type('exec reader -- grep -r . /part /frozen')).toBe('/part/text:new\n/frozen/text:new\n');
});

const site = (text: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: site}
data:
  default.conf: |
    server { listen 80; location / { return 200 "${text}"; } }
`;

test('nginx goes on with what it has read until it is told to read again', () => {
  apply(`${site('old')}
---
apiVersion: v1
kind: Pod
metadata: {name: server}
spec:
  containers: [{name: c, image: nginx, volumeMounts: [{name: site, mountPath: /etc/nginx/conf.d}]}]
  volumes: [{name: site, configMap: {name: site}}]
`);
  apply(site('new'));
  pass(120);
  expect(type('exec server -- grep -o new /etc/nginx/conf.d/default.conf')).toBe('new\n');
  expect(type('exec server -- curl -s localhost')).toBe('old');
  type('exec server -- nginx -s reload');
  expect(type('exec server -- curl -s localhost')).toBe('new');
});
