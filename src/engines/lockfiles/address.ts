/** The host of an address with its port, in lower case; `undefined` for what is none of the web's. */
export function hostOf(address: string): string | undefined {
  return /^https?:\/\/(?:[^/?#@\\]*@)?([^/?#\\]+)/i.exec(address)?.[1]?.toLowerCase();
}

/** Whether an address goes over the network without encryption; this machine itself is no network. */
export function isPlain(address: string): boolean {
  const host = /^http:/i.test(address) ? hostOf(address) : undefined;
  return host !== undefined && !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
