// The labs of the domain storage prove themselves.
import { proveDomain } from '../proof.ts';

proveDomain('storage');
