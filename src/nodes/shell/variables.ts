// The variables of a shell: texts, lists and maps; exported, read-only, local to a function.

export type Value = string | string[] | Map<string, string>;

export interface Variable {
  value: Value | undefined;
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
}

/** An assignment that is not allowed: what the shell says of it. */
export class AssignmentError extends Error {}

const first = (value: Value | undefined): string | undefined => (value instanceof Map ? value.get('0') : Array.isArray(value) ? value[0] : value);

export class Variables {
  private readonly all = new Map<string, Variable>();
  /** What functions hide, the innermost last. */
  private readonly hidden: Map<string, Variable | undefined>[] = [];

  static from(environment: Readonly<Record<string, string>>): Variables {
    const variables = new Variables();
    for (const [name, value] of Object.entries(environment)) variables.all.set(name, { value, exported: true });
    return variables;
  }

  /** For a subshell: what is changed there stays there. */
  copy(): Variables {
    const copy = new Variables();
    for (const [name, variable] of this.all) {
      const { value } = variable;
      copy.all.set(name, { ...variable, value: Array.isArray(value) ? [...value] : value instanceof Map ? new Map(value) : value });
    }
    return copy;
  }

  find(name: string): Variable | undefined {
    return this.all.get(name);
  }

  get(name: string): string | undefined {
    return first(this.all.get(name)?.value);
  }

  set(name: string, value: Value): void {
    const variable = this.all.get(name);
    if (variable?.readonly) throw new AssignmentError(`${name}: readonly variable`);
    if (variable && Array.isArray(variable.value) && typeof value === 'string') variable.value[0] = value;
    else if (variable?.value instanceof Map && typeof value === 'string') variable.value.set('0', value);
    else if (variable) variable.value = value;
    else this.all.set(name, { value });
  }

  /** `a[1]=x`, `m[key]=x` */
  setElement(name: string, index: string, number: () => number, value: string): void {
    const variable = this.all.get(name) ?? { value: undefined };
    if (variable.readonly) throw new AssignmentError(`${name}: readonly variable`);
    this.all.set(name, variable);
    if (variable.value instanceof Map) {
      variable.value.set(index, value);
      return;
    }
    const list = Array.isArray(variable.value) ? variable.value : variable.value === undefined ? [] : [variable.value];
    const at = number();
    list[at < 0 ? list.length + at : at] = value;
    variable.value = list;
  }

  mark(name: string, marks: Omit<Variable, 'value'>): void {
    const variable = this.all.get(name) ?? { value: undefined };
    this.all.set(name, Object.assign(variable, marks));
  }

  unset(name: string): void {
    if (this.all.get(name)?.readonly) throw new AssignmentError(`${name}: cannot unset: readonly variable`);
    this.all.delete(name);
  }

  /** Puts these variables back as they are now. */
  remember(names: readonly string[]): () => void {
    const before = names.map((name) => [name, this.all.get(name)] as const).map(([name, variable]) => [name, variable && { ...variable }] as const);
    return () => {
      for (const [name, variable] of before) {
        if (variable) this.all.set(name, variable);
        else this.all.delete(name);
      }
    };
  }

  names(): string[] {
    return [...this.all.keys()].sort();
  }

  /** What programs are given. */
  environment(): Record<string, string> {
    const out: Record<string, string> = {};
    for (const [name, { value, exported }] of this.all) if (exported && value !== undefined) out[name] = first(value) ?? '';
    return out;
  }

  enterFunction(): void {
    this.hidden.push(new Map());
  }

  leaveFunction(): void {
    for (const [name, variable] of this.hidden.pop() ?? []) {
      if (variable) this.all.set(name, variable);
      else this.all.delete(name);
    }
  }

  /** False outside a function. */
  makeLocal(name: string): boolean {
    const scope = this.hidden.at(-1);
    if (!scope) return false;
    if (!scope.has(name)) {
      scope.set(name, this.all.get(name));
      this.all.delete(name);
    }
    return true;
  }
}
