// A pod with scheduling gates is not looked at.
import type { Json } from '../../apimachinery/object.ts';

export const isGated = (spec: Json): boolean => (spec.schedulingGates ?? []).length > 0;
