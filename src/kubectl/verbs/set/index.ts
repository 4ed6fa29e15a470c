// The verbs of `kubectl set`. One line each.
import type { Verb } from '../../call.ts';
import { env } from './env.ts';
import { image } from './image.ts';
import { resources } from './resources.ts';
import { selector } from './selector.ts';
import { serviceaccount } from './serviceaccount.ts';
import { subject } from './subject.ts';

export const setVerbs: readonly Verb[] = [env, image, resources, selector, serviceaccount, subject];
