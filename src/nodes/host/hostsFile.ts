// /etc/hosts: which names an address has.

export interface HostsLine {
  address: string;
  names: string[];
}

/** In the order of the file; what is behind `#` does not count. */
export const hostsLines = (text: string): HostsLine[] =>
  text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return address === '' ? [] : [{ address, names }];
  });
