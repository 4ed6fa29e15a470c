// How long things take on a node: between two bounds, by what they are done for.
import { pick } from '../sim/index.ts';

export const between = ([low, high]: readonly [number, number], ...key: readonly (string | number)[]): number => low + pick(high - low + 1, ...key);

export const seconds = (n: number): number => n * 1000;
