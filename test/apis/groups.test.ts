// Objects of the smaller groups that a real server refuses: every sentence, in its order.
import { describe, expect, test } from 'vitest';
import { fieldErrorText } from '../../src/apimachinery/fieldErrors.ts';
import { deepCopy, type Json } from '../../src/apimachinery/object.ts';
import { parseYamlDocuments } from '../../src/apimachinery/yaml.ts';
import { applySchemaDefaults, decode } from '../../src/apis/decode.ts';
import { builtInKind, type ResourceInfo } from '../../src/apis/resources.ts';

function read(manifest: string): { info: ResourceInfo; object: Json } {
  const document = parseYamlDocuments(manifest)[0] as Json;
  const [version = '', group = ''] = document.apiVersion.split('/').reverse();
  const info = builtInKind({ group, version, kind: document.kind });
  if (!info) throw new Error(`no kind ${document.kind}`);
  const object: Json = { metadata: { name: 'x' }, ...decode(document, info.typeName, info.schema).value };
  applySchemaDefaults(object, info.schema);
  info.logic.applyDefaults?.(object);
  info.logic.prepareForCreate?.(object, { now: 0, user: 'x' });
  return { info, object };
}

const created = (manifest: string): string[] => {
  const { info, object } = read(manifest);
  return (info.logic.validate?.(object) ?? []).map(fieldErrorText);
};

const updated = (manifest: string, change: (draft: Json) => void): string[] => {
  const { info, object: old } = read(manifest);
  const draft = deepCopy(old);
  change(draft);
  const { logic } = info;
  return [...(logic.validateUpdateOnly ? [] : (logic.validate?.(draft) ?? [])), ...(logic.validateUpdate?.(draft, old) ?? [])].map(fieldErrorText);
};

const subdomain = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
const oldLabel = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;

const networking = 'apiVersion: networking.k8s.io/v1\nkind: ';
const admission = 'apiVersion: admissionregistration.k8s.io/v1\nkind: ';
const flow = 'apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: ';
const resource = 'apiVersion: resource.k8s.io/v1\nkind: ';
const scaler = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}';
const hook = (more: string): string =>
  `${admission}ValidatingWebhookConfiguration\nwebhooks: [{name: a.b.c, sideEffects: None, admissionReviewVersions: [v1], clientConfig: {url: 'https://x/'}${more}}]`;
const claim = (devices: string): string => `${resource}ResourceClaim\nspec: {devices: ${devices}}`;

const refused: Record<string, [manifest: string, expected: string[]][]> = {
  networking: [
    [`${networking}IPAddress\nmetadata: {name: 10.0.0.01}\nspec: {parentRef: {resource: services, name: a}}`, ['metadata.name: Invalid value: "10.0.0.01": must not have leading 0s']],
    [`${networking}IPAddress\nmetadata: {name: '2001:DB8::1'}\nspec: {}`, ['metadata.name: Invalid value: "2001:DB8::1": must be in canonical form ("2001:db8::1")', 'spec.parentRef: Required value']],
    [
      `${networking}IPAddress\nmetadata: {name: 10.0.0.1}\nspec: {parentRef: {group: _, resource: services}}`,
      [`spec.parentRef.group: Invalid value: "_": ${subdomain}`, 'spec.parentRef.name: Required value'],
    ],
    [
      `${networking}ServiceCIDR\nspec: {cidrs: [10.0.0.0/24, 10.1.0.0/24]}`,
      ['spec.cidrs: Invalid value: ["10.0.0.0/24","10.1.0.0/24"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64'],
    ],
    [`${networking}ServiceCIDR\nspec: {cidrs: [10.0.0.1/24]}`, ['spec.cidrs[0]: Invalid value: "10.0.0.1/24": must not have bits set beyond the prefix length']],
    [
      `${networking}IngressClass\nspec: {controller: a, parameters: {kind: '', name: x, scope: Planet}}`,
      [
        'spec.controller: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")',
        'spec.parameters.kind: Required value',
        'spec.parameters.scope: Unsupported value: "Planet": supported values: "Cluster", "Namespace"',
      ],
    ],
    [
      `${networking}NetworkPolicy\nspec: {podSelector: {}, ingress: [{ports: [{port: 80, endPort: 70, protocol: ICMP}], from: [{}]}], policyTypes: [Sideways]}`,
      [
        'spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"',
        'spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
        'spec.ingress[0].from[0]: Required value: must specify a peer',
        'spec.policyTypes[0]: Unsupported value: "Sideways": supported values: "Ingress", "Egress"',
      ],
    ],
  ],
  discovery: [
    [
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\nports: [{name: A, port: 99999}, {name: b}, {name: b}]\nendpoints: [{addresses: ["::1"]}, {addresses: []}, {addresses: [127.0.0.1]}]',
      [
        `ports[0].name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        'ports[2].name: Duplicate value: "b"',
        'endpoints[0].addresses: Invalid value: "::1": must be an IPv4 address',
        'endpoints[0].addresses[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
        'endpoints[1].addresses: Required value: must contain at least 1 address',
        'endpoints[2].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      ],
    ],
  ],
  autoscaling: [
    [
      `${scaler}, metrics: [{type: Odd}]}`,
      [
        'spec.metrics[0].type: Unsupported value: "Odd": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"',
        'spec.metrics[0].type: Unsupported value: "Odd": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"',
      ],
    ],
    [
      `${scaler}, metrics: [{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: "0"}}}]}`,
      ['spec.metrics[0].pods.target.averageValue: Invalid value: "0": must be positive'],
    ],
    [
      `${scaler}, metrics: [{type: ContainerResource, containerResource: {name: cpu, container: C, target: {type: Utilization, averageUtilization: 0}}}]}`,
      [
        `spec.metrics[0].containerResource.container: Invalid value: "C": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        'spec.metrics[0].containerResource.target.averageUtilization: Invalid value: 0: must be greater than 0',
      ],
    ],
    [
      `${scaler}, behavior: {scaleDown: {stabilizationWindowSeconds: 4000, policies: [{type: Odd, value: 0, periodSeconds: 2000}]}}}`,
      [
        'spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to 3600',
        'spec.behavior.scaleDown.policies[0].type: Unsupported value: "Odd": supported values: "Percent", "Pods"',
        'spec.behavior.scaleDown.policies[0].value: Invalid value: 0: must be greater than zero',
        'spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 2000: must be less than or equal to 1800',
      ],
    ],
  ],
  admissionregistration: [
    [
      hook(', rules: [{operations: [CREATE, "*"], apiGroups: [], apiVersions: [""], resources: ["pods/*", pods/log], scope: Planet}]'),
      [
        `webhooks[0].rules[0].operations: Invalid value: ["CREATE","*"]: if '*' is present, must not specify other operations`,
        'webhooks[0].rules[0].apiGroups: Required value',
        'webhooks[0].rules[0].apiVersions[0]: Required value',
        `webhooks[0].rules[0].resources[1]: Invalid value: "pods/log": if 'pods/*' is present, must not specify pods/log`,
        'webhooks[0].rules[0].scope: Unsupported value: "Planet": supported values: "*", "Cluster", "Namespaced"',
      ],
    ],
    [
      hook(', timeoutSeconds: 31, failurePolicy: Maybe, matchConditions: [{name: "", expression: "object.a =="}]'),
      [
        'webhooks[0].failurePolicy: Unsupported value: "Maybe": supported values: "Fail", "Ignore"',
        'webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds',
        `webhooks[0].matchConditions[0].expression: Invalid value: "object.a ==": compilation failed: ERROR: <input>:1:12: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}\n | object.a ==\n | ...........^`,
        'webhooks[0].matchConditions[0].name: Required value',
      ],
    ],
    [
      `${admission}MutatingWebhookConfiguration\nwebhooks: [{name: short, clientConfig: {service: {name: a, namespace: b, path: x, port: 0}}, admissionReviewVersions: []}]`,
      [
        'webhooks[0].name: Invalid value: "short": should be a domain with at least three segments separated by dots',
        'webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun',
        'webhooks[0].clientConfig.service.port: Invalid value: 0: port is not valid: must be between 1 and 65535, inclusive',
        `webhooks[0].clientConfig.service.path: Invalid value: "x": must start with a '/'`,
        'webhooks[0].clientConfig.service.path: Invalid value: "x": segment[0] may not be empty',
        'webhooks[0].admissionReviewVersions: Required value: must specify one of v1, v1beta1',
      ],
    ],
    [
      `${admission}ValidatingAdmissionPolicyBinding\nspec: {paramRef: {name: a, selector: {}}, validationActions: [Deny, Warn, Shout]}`,
      [
        'spec.policyName: Required value',
        'spec.paramRef.name: Forbidden: name and selector are mutually exclusive',
        'spec.paramRef.selector: Forbidden: name and selector are mutually exclusive',
        'spec.paramRef.parameterNotFoundAction: Required value',
        'spec.validationActions[2]: Unsupported value: "Shout": supported values: "Audit", "Deny", "Warn"',
        'spec.validationActions: Invalid value: ["Deny","Warn","Shout"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ],
    ],
    [
      `${admission}ValidatingAdmissionPolicy\nspec: {paramKind: {apiVersion: a/b/c, kind: A_b}, variables: [{name: 1a, expression: '1'}], validations: []}`,
      [
        'spec.paramKind.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
        `spec.paramKind.kind: Invalid value: "A_b": may have mixed case, but should otherwise match: ${oldLabel}`,
        'spec.matchConstraints: Required value',
        'spec.variables[0].name: Invalid value: "1a": must be a valid CEL identifier',
        'spec.validations: Required value: validations or auditAnnotations must contain at least one item',
        'spec.auditAnnotations: Required value: validations or auditAnnotations must contain at least one item',
      ],
    ],
    [
      `${admission}MutatingAdmissionPolicy\nspec: {matchConstraints: {resourceRules: [{operations: [DELETE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]}, mutations: [{patchType: JSONPatch, applyConfiguration: {expression: x}}]}`,
      [
        'spec.matchConstraints.resourceRules.operations: Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
        'spec.mutations[0].jsonPatch: Required value: must be specified when patchType is JSONPatch',
        'spec.mutations[0].applyConfiguration: Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
        'spec.reinvocationPolicy: Required value',
      ],
    ],
  ],
  flowcontrol: [
    [
      `${flow}FlowSchema\nspec: {matchingPrecedence: 20000, distinguisherMethod: {type: ByMood}, priorityLevelConfiguration: {}, rules: [{subjects: [{kind: User, group: {name: a}}], resourceRules: [{verbs: [eat], apiGroups: ["*", a], resources: []}]}]}`,
      [
        'spec.matchingPrecedence: Invalid value: 20000: must not be greater than 10000',
        'spec.distinguisherMethod.type: Unsupported value: {"Type":"ByMood"}: supported values: "ByNamespace", "ByUser"',
        'spec.priorityLevelConfiguration.name: Required value: must reference a priority level',
        `spec.rules[0].subjects[0].user: Required value: user is required when subject kind is 'User'`,
        `spec.rules[0].subjects[0].group: Forbidden: group is forbidden when subject kind is not 'Group'`,
        'spec.rules[0].resourceRules[0].verbs: Unsupported value: ["eat"]: supported values: "create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"',
        `spec.rules[0].resourceRules[0].apiGroups: Invalid value: ["*","a"]: if '*' is present, must not specify other api groups`,
        'spec.rules[0].resourceRules[0].resources: Required value: resource rules must supply at least one resource',
        'spec.rules[0].resourceRules[0].namespaces: Required value: resource rules that are not cluster scoped must supply at least one namespace',
      ],
    ],
    [
      `${flow}PriorityLevelConfiguration\nspec: {type: Limited, exempt: {}, limited: {lendablePercent: 101, borrowingLimitPercent: -1, limitResponse: {type: Queue}}}`,
      [
        'spec.exempt: Forbidden: must be nil if the type is Limited',
        'spec.limited.limitResponse.queuing: Required value: must not be empty if limited.limitResponse.type is Limited',
        'spec.limited.lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive',
        'spec.limited.borrowingLimitPercent: Invalid value: -1: if specified, must be a non-negative integer',
      ],
    ],
    [`${flow}PriorityLevelConfiguration\nspec: {type: Exempt}`, ["spec.type: Invalid value: \"Exempt\": must be 'Exempt' if and only if `name` is 'exempt'"]],
  ],
  resource: [
    [
      claim('{requests: [{name: a}, {name: a, exactly: {deviceClassName: ""}}]}'),
      [
        'spec.devices.requests[0]: Required value: exactly one of `exactly` or `firstAvailable` is required',
        'spec.devices.requests[1].exactly.deviceClassName: Required value',
        'spec.devices.requests[1]: Duplicate value: "a"',
      ],
    ],
    [
      claim(
        '{requests: [{name: a, exactly: {deviceClassName: c, allocationMode: All, count: 2, selectors: [{cel: {expression: device.drive == "x"}}]}}], constraints: [{requests: [b], matchAttribute: x}]}',
      ),
      [
        `spec.devices.requests[0].exactly.selectors[0].cel.expression: Invalid value: "device.drive == \\"x\\"": compilation failed: ERROR: <input>:1:7: undefined field 'drive'\n | device.drive == "x"\n | ......^`,
        "spec.devices.requests[0].exactly.count: Invalid value: 2: must not be specified when allocationMode is 'All'",
        `spec.devices.constraints[0].requests[0]: Invalid value: "b": must be the name of a request in the claim or the name of a request and a subrequest separated by '/'`,
        'spec.devices.constraints[0].matchAttribute: Invalid value: "x": a fully qualified name must be a domain and a name separated by a slash',
      ],
    ],
    [
      `${resource}DeviceClass\nspec: {selectors: [{cel: {expression: device.driver}}], extendedResourceName: gpu}`,
      [
        'spec.selectors[0].cel.expression: Invalid value: "device.driver": must evaluate to bool or the unknown type, not string',
        'spec.extendedResourceName: Invalid value: "gpu": must be a valid extended resource name',
      ],
    ],
    [
      `${resource}ResourceSlice\nspec: {driver: d.example, pool: {name: p, resourceSliceCount: 0}, devices: [{name: a, attributes: {m: {}}}]}`,
      [
        'spec.pool.resourceSliceCount: Invalid value: 0: must be greater than zero',
        'spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required',
        'spec.devices[0].attributes[m]: Required value: exactly one value must be specified',
      ],
    ],
  ],
  others: [
    [
      'apiVersion: coordination.k8s.io/v1\nkind: Lease\nspec: {leaseDurationSeconds: 0, preferredHolder: a}',
      ['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0', 'spec.preferredHolder: Forbidden: may only be specified if `strategy` is defined'],
    ],
    [
      'apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.x}\nspec: {group: a.example, groupPriorityMinimum: 0, versionPriority: 2000, service: {name: "", namespace: b, port: 0}}',
      [
        'metadata.name: Invalid value: "v1.x": must be `spec.version+"."+spec.group`: ".a.example"',
        `spec.version: Invalid value: "": ${oldLabel}`,
        'spec.groupPriorityMinimum: Invalid value: 0: must be positive and less than 20000',
        'spec.versionPriority: Invalid value: 2000: must be positive and less than 1000',
        'spec.service.name: Required value',
        'spec.service.port: Invalid value: 0: port is not valid: must be between 1 and 65535, inclusive',
      ],
    ],
  ],
};

describe.each(Object.entries(refused))('%s', (_, cases) => {
  test.each(cases)('%s', (manifest, expected) => expect(created(manifest)).toEqual(expected));
});

describe('changes', () => {
  const cases: [name: string, manifest: string, change: (draft: Json) => void, expected: string[]][] = [
    ['a second range', `${networking}ServiceCIDR\nspec: {cidrs: [10.0.0.0/24]}`, (o) => void o.spec.cidrs.push('fd00::/64'), []],
    [
      'another range',
      `${networking}ServiceCIDR\nspec: {cidrs: [10.0.0.0/24]}`,
      (o) => Object.assign(o.spec, { cidrs: ['10.1.0.0/24'] }),
      ['spec.cidrs[0]: Invalid value: "10.1.0.0/24": field is immutable'],
    ],
    [
      'a slice of another kind of address',
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\nendpoints: []',
      (o) => Object.assign(o, { addressType: 'FQDN' }),
      ['addressType: Invalid value: "FQDN": field is immutable'],
    ],
    ['a controller', `${networking}IngressClass\nspec: {controller: a.io/b}`, (o) => Object.assign(o.spec, { controller: 'a.io/c' }), ['spec.controller: Invalid value: "a.io/c": field is immutable']],
    [
      'a pool',
      `${resource}ResourceSlice\nspec: {driver: d, nodeName: node-a, pool: {name: p, resourceSliceCount: 1}}`,
      (o) => Object.assign(o.spec.pool, { name: 'q' }),
      ['spec.pool.name: Invalid value: "q": field is immutable'],
    ],
  ];
  test.each(cases)('%s', (_, manifest, change, expected) => expect(updated(manifest, change)).toEqual(expected));
});
