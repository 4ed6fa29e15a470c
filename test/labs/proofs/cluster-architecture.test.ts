// The labs of the domain cluster-architecture prove themselves.
import { proveDomain } from '../proof.ts';

proveDomain('cluster-architecture');
