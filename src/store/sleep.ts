// Waiting in real time, without the event loop.
const cell = new Int32Array(new SharedArrayBuffer(4));

export function sleep(milliseconds: number): void {
  Atomics.wait(cell, 0, 0, milliseconds);
}
