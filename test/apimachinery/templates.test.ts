// JSONPath and Go templates: what they print, and what is said of those that cannot be read or run (compared with kubectl).
import { describe, expect, test } from 'vitest';
import { parseGoTemplate } from '../../src/apimachinery/goTemplate.ts';
import { parseJsonPath, relaxedJsonPath } from '../../src/apimachinery/jsonpath.ts';

const pod = {
  kind: 'Pod',
  metadata: { name: 'p', labels: { app: 'shop', 'a.b': 'dot' } },
  spec: { n: 1000000, f: 1.5, c: [{ name: 'main', ports: [{ port: 80 }, { port: 443 }] }, { name: 'side', ports: [{ port: 8080 }] }, { name: 'tail' }] },
};

describe('jsonpath', () => {
  test.each([
    ['{.spec.c[*].name}', 'main side tail'],
    ['{range .spec.c[*]}{.name}={.ports[*].port};{end}!', 'main=80 443;side=8080;tail=;!'],
    ['{range .spec.c[*]}{.name}', 'mainsidetail'],
    ['{.spec.c[-1:].name} {.spec.c[0,2].name} {.spec.c[::2].name}', 'tail main tail main tail'],
    ['{.spec.c[?(@.name=="side")].ports}', '[{"port":8080}]'],
    ['{.spec.c[?(@.ports[0].port>80)].name}{"\\t"}{.spec.c[?(@.ports)].name}', 'side\tmain side'],
    ["{.metadata.labels.a\\.b} {.metadata.labels['app']} {..port}", 'dot shop 80 443 8080'],
    ['{.spec.n} {.spec.f} {.nope}<', '1000000 1.5 <'],
  ])('%s', (template, expected) => {
    expect(parseJsonPath(template, { allowMissingKeys: true }).execute(pod)).toBe(expected);
  });

  test.each([
    ['{.spec.c[*', 'unterminated array'],
    ['{.a', 'unclosed action'],
    ['{"a', 'unterminated quoted string'],
    ['{.c[x]}', 'invalid array index x'],
    ['{.c[?(@.a}', 'unterminated filter'],
    ['{#}', "unrecognized character in action: U+0023 '#'"],
  ])('%s cannot be read', (template, message) => {
    expect(() => parseJsonPath(template)).toThrow(message);
  });

  test.each([
    ['{.spec.c[5].name}', 'array index out of bounds: index 5, length 3'],
    ['{.metadata[0]}', 'map[string]interface {} is not array or slice'],
    ['{.nope}', 'nope is not found'],
    ['{foo}', 'unrecognized identifier foo'],
    ['{end}', 'not in range, nothing to end'],
  ])('%s fails', (template, message) => {
    expect(() => parseJsonPath(template).execute(pod)).toThrow(message);
  });

  test('relaxed', () => {
    expect(['a.b', '.a.b', '{.a.b}', '{a.b}'].map(relaxedJsonPath)).toEqual(['{.a.b}', '{.a.b}', '{.a.b}', '{.a.b}']);
    expect(() => relaxedJsonPath('{.a')).toThrow("unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'");
  });
});

describe('go-template', () => {
  test.each([
    ['{{.kind}} {{.nope}} {{.nope.deep}} {{.spec.n}} {{.spec.f}}', 'Pod <no value> <no value> 1000000 1.5'],
    ['{{range $i, $c := .spec.c}}{{if $i}},{{end}}{{$c.name}}{{end}}', 'main,side,tail'],
    ['{{range .nope}}x{{else}}none{{end}}', 'none'],
    ['{{(index .spec.c 0).name | printf "%q"}} {{len .spec.c}} {{index .metadata.labels "a.b"}}', '"main" 3 dot'],
    ['a {{- .kind -}} b{{/* c */}}{{"aGk=" | base64decode}}', 'aPodbhi'],
    ['{{if eq .spec.n 1000000}}y{{end}}{{if and .kind (not .nope)}}z{{end}}{{with .metadata}}{{.name}}{{$.kind}}{{end}}', 'yzpPod'],
    ['{{define "t"}}[{{.}}]{{end}}{{template "t" .kind}}{{range .spec.c}}{{if eq .name "side"}}{{break}}{{end}}{{.name}}{{end}}', '[Pod]main'],
    ['{{.metadata}}', 'map[labels:map[a.b:dot app:shop] name:p]'],
  ])('%s', (template, expected) => {
    expect(parseGoTemplate(template).execute(pod)).toBe(expected);
  });

  test.each([
    ['{{.a', 'template: output:1: unclosed action'],
    ['{{range}}', 'template: output:1: missing value for range'],
    ['{{foo}}', 'template: output:1: function "foo" not defined'],
    ['{{if .a}}', 'template: output:1: unexpected EOF'],
    ['{{end}}', 'template: output:1: unexpected {{end}}'],
    ['{{$x}}', 'template: output:1: undefined variable "$x"'],
    ['{{len .spec.n}}', 'template: output:1:2: executing "output" at <len .spec.n>: error calling len: len of type int64'],
    ['{{.metadata.name.foo}}', `template: output:1:11: executing "output" at <.metadata.name.foo>: can't evaluate field foo in type interface {}`],
    ['{{eq .spec.n "1"}}', 'template: output:1:2: executing "output" at <eq .spec.n "1">: error calling eq: incompatible types for comparison'],
  ])('%s fails', (template, message) => {
    expect(() => parseGoTemplate(template).execute(pod)).toThrow(message);
  });
});
