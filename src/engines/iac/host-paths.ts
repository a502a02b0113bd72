/** What a folder of the host means for whoever gets it mounted. */
export type HostPathKind = 'runtime-socket' | 'root' | 'control' | 'system' | 'harmless' | 'other';

/** Sockets that take orders to start containers: Docker's, containerd's, CRI-O's and podman's. */
const RUNTIME_SOCKETS =
  /^(?:\/var)?\/run(?:\/user\/\d+)?\/(?:docker\.sock|containerd\/containerd\.sock|k3s\/containerd\/containerd\.sock|crio\/crio\.sock|podman\/podman\.sock|cri-dockerd\.sock|dockershim\.sock)$/;

/** Places from which a writer takes over the host at once. */
const CONTROL =
  /^\/(?:etc|root|boot|bin|sbin|usr|lib|lib64|var\/lib\/(?:docker|kubelet|containerd|etcd)|etc\/(?:kubernetes|cron[.\w]*|sudoers[.\w]*|ssh|pam\.d)(?:\/.*)?|usr\/(?:bin|sbin|lib))$/;
const SYSTEM = /^\/(?:proc|sys|dev|var|var\/run|run|var\/lib|var\/log|home|opt)$/;

/** Files that tell the time, names and certificates, and nothing else. */
const HARMLESS =
  /^\/(?:etc\/(?:localtime|timezone|hosts|resolv\.conf|hostname|machine-id|os-release|ssl(?:\/certs.*)?|pki.*|ca-certificates.*)|usr\/share\/(?:zoneinfo|ca-certificates).*|dev\/(?:shm|dri|fuse|net\/tun|kvm|snd|video\d*|null|log)|tmp\/\.X11-unix.*)$/;

/** Sorts an absolute path of the host. */
export function kindOfHostPath(path: string): HostPathKind {
  const clean = path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  if (RUNTIME_SOCKETS.test(clean)) return 'runtime-socket';
  if (clean === '/') return 'root';
  if (HARMLESS.test(clean)) return 'harmless';
  if (CONTROL.test(clean)) return 'control';
  return SYSTEM.test(clean) ? 'system' : 'other';
}
