// What `kubectl describe service` says.
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { endpointText, slicesOf } from '../../describe/endpointText.ts';
import { orNone, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

const ingressText = ({ ip, ipMode, hostname = '' }: Json): string => (ip ? `${ip}${ipMode === undefined ? '' : ` (${ipMode})`}` : hostname);

function writeAddresses(out: Description, { spec, status }: Json): void {
  if (spec.ipFamilyPolicy !== undefined) out.field('IP Family Policy', spec.ipFamilyPolicy);
  out.field('IP Families', orNone((spec.ipFamilies ?? []).join(',')));
  out.field('IP', spec.clusterIP ?? '');
  out.field('IPs', orNone((spec.clusterIPs ?? []).join(',')));
  if (spec.externalIPs?.length) out.field('External IPs', spec.externalIPs.join(','));
  if (spec.loadBalancerIP) out.field('Desired LoadBalancer IP', spec.loadBalancerIP);
  if (spec.externalName) out.field('External Name', spec.externalName);
  const ingress: Json[] = status?.loadBalancer?.ingress ?? [];
  if (ingress.length > 0) out.field('LoadBalancer Ingress', ingress.map(ingressText).join(', '));
}

function writePorts(out: Description, ports: Json[] = [], slices: readonly Json[]): void {
  for (const { name = '', port, protocol, targetPort, appProtocol, nodePort } of ports) {
    const label = name || '<unset>';
    out.row(0, 'Port:', label, `${port}/${protocol}`);
    out.field('TargetPort', `${targetPort ?? 0}/${protocol}`);
    if (appProtocol !== undefined) out.field('AppProtocol', appProtocol);
    if (nodePort) out.row(0, 'NodePort:', label, `${nodePort}/${protocol}`);
    out.field('Endpoints', endpointText(slices, name));
  }
}

/** Slices that may not be read are as good as none. */
function slices(reader: DescribeReader, { metadata }: KubeObject): Json[] {
  try {
    return slicesOf(reader, metadata.namespace, metadata.name);
  } catch {
    return [];
  }
}

function writeTraffic(out: Description, spec: Json): void {
  out.field('Session Affinity', spec.sessionAffinity ?? '');
  if (spec.externalTrafficPolicy) out.field('External Traffic Policy', spec.externalTrafficPolicy);
  if (spec.internalTrafficPolicy !== undefined) out.field('Internal Traffic Policy', spec.internalTrafficPolicy);
  if (spec.healthCheckNodePort) out.field('HealthCheck NodePort', spec.healthCheckNodePort);
  if (spec.loadBalancerSourceRanges?.length) out.field('LoadBalancer Source Ranges', spec.loadBalancerSourceRanges.join(','));
  if (spec.trafficDistribution !== undefined) out.field('Traffic Distribution', spec.trafficDistribution);
}

export const serviceDescriber: Describer = {
  resource: 'services',
  describe(service, out, { reader }) {
    writeName(out, service);
    writeLabelsAndAnnotations(out, service);
    out.field('Selector', formatLabels(service.spec.selector));
    out.field('Type', service.spec.type);
    writeAddresses(out, service);
    writePorts(out, service.spec.ports, slices(reader, service));
    writeTraffic(out, service.spec);
  },
};
