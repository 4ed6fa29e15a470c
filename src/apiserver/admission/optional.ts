// Small plugins that a cluster's administrator may switch on.
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, isWrite } from './types.ts';

const isPod = (resourceText: string, subresource: string): boolean => resourceText === 'pods' && (subresource === '' || subresource === 'ephemeralcontainers');

export const alwaysPullImages: AdmissionPlugin = {
  name: 'AlwaysPullImages',
  offByDefault: true,
  mutate(request) {
    if (!isWrite(request) || !isPod(request.resourceText, request.subresource)) return;
    const { initContainers = [], containers = [], ephemeralContainers = [] } = request.object.spec;
    for (const container of [...initContainers, ...containers, ...ephemeralContainers]) container.imagePullPolicy = 'Always';
  },
};

export const denyServiceExternalIPs: AdmissionPlugin = {
  name: 'DenyServiceExternalIPs',
  offByDefault: true,
  validate(request) {
    if (!isWrite(request) || request.resourceText !== 'services' || request.subresource) return;
    const before: string[] = request.old?.spec.externalIPs ?? [];
    if ((request.object.spec.externalIPs ?? []).some((ip: string) => !before.includes(ip))) throw forbidden(request.resource, request.name, 'Use of external IPs is denied by admission control.');
  },
};

export const alwaysDeny: AdmissionPlugin = {
  name: 'AlwaysDeny',
  offByDefault: true,
  mutate({ resource, name }) {
    throw forbidden(resource, name, 'admission control is denying all modifications');
  },
  validate({ resource, name }) {
    throw forbidden(resource, name, 'admission control is denying all modifications');
  },
};
