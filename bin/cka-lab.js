#!/usr/bin/env node
// The lab: starts its bundle.
import module from 'node:module';

module.enableCompileCache?.();
await import('../dist/cka-lab.js');
