/** The host of an address with its port, in lower case, of git's too; `undefined` for what leads to none (a folder, a shorthand). */
export function hostOf(address: string): string | undefined {
  const host = /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/?#@\\]*@)?([^/?#\\]+)/i.exec(address)?.[1];
  return host?.toLowerCase();
}

/** Whether an address goes over the network without encryption; this machine itself is no network. */
export function isPlain(address: string): boolean {
  const host = /^http:/i.test(address) ? hostOf(address) : undefined;
  return host !== undefined && !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
