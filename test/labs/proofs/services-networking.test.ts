// The labs of the domain services-networking prove themselves.
import { proveDomain } from '../proof.ts';

proveDomain('services-networking');
