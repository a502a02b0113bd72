import rules from '../../../../rules/container/user.yml';
import { shorten } from '../../../model/text.ts';
import type { CheckContext, CheckGroup, CheckResult } from '../check.ts';
import { type ImageFacts, shownPath } from '../facts.ts';

/** Who the program of a container is, and who it may become. */
export const USER: CheckGroup = {
  rules,
  checks: { 'container-root-user': rootUser, 'container-setuid': setuid },
};

function rootUser({ config }: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  const user = (config.config?.User ?? '').trim();
  const name = user.split(':', 1)[0] ?? '';
  if (name !== '' && name !== 'root' && !/^0+$/.test(name)) return [];
  const message =
    user === '' ? 'names no user: its program runs as root' : `runs its program as ${shorten(user, 40)}, which is root`;
  return [{ place: places.instruction('USER'), message }];
}

/** Those that distributions themselves install so (su, mount, passwd and what belongs to them): each base image has them. */
const USUAL =
  /^(?:usr\/)?s?bin\/(?:su|mount|umount|newgrp|gpasswd|chsh|chfn|passwd|chage|expiry|wall|write|unix_chkpwd|bbsuid|pam_timestamp_check|unix2_chkpwd|newuidmap|newgidmap|crontab|ssh-agent|dotlockfile|fusermount3?|utempter)$|(?:ssh-keysign|dbus-daemon-launch-helper|polkit-agent-helper-1|utempter\/utempter|pt_chown)$/;
const SET_USER_ID = 0o4000;

function setuid({ files }: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  const found = [...files.entries()]
    .flatMap(([path, entry]) =>
      entry.kind === 'file' && (entry.mode & SET_USER_ID) !== 0 && !USUAL.test(path)
        ? [{ path, layer: entry.layer }]
        : [],
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const layers = [...new Set(found.map(({ layer }) => layer))].sort((a, b) => a - b);
  return layers.map((layer) => {
    const paths = found.filter((file) => file.layer === layer).map(({ path }) => shownPath(path));
    const rest = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
    return {
      place: places.layer(layer),
      subject: `layer ${layer + 1}`,
      message: `${shorten(paths.slice(0, 3).join(', '), 200)}${rest} ${paths.length === 1 ? 'runs' : 'run'} with the rights of the owner, whoever starts ${paths.length === 1 ? 'it' : 'them'}`,
    };
  });
}
