// How a command leaves what is around it.

/** `break` and `continue`. */
export class Leave extends Error {
  constructor(
    readonly how: 'break' | 'continue',
    readonly levels: number,
  ) {
    super(how);
  }
}

/** `return` */
export class Return extends Error {
  constructor(readonly status: number) {
    super('return');
  }
}

/** `exit` */
export class Exit extends Error {
  constructor(readonly status: number) {
    super('exit');
  }
}
