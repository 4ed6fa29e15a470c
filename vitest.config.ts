// How vitest finds and runs the tests.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'threads',
    // No test changes what others see, and to load the simulator anew for each file takes as long as the tests of most.
    isolate: false,
    // All cores: by default one is left for whoever watches.
    maxWorkers: '100%',
    testTimeout: 60_000,
    // Costs every child process 45 ms on Node 20 and is of no use to a program without a network.
    env: { NODE_EXTRA_CA_CERTS: '' },
  },
});
