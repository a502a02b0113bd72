import { describe, expect, test } from '@jest/globals';
import { strangeRegistry } from '../../../src/engines/iac/image-origin.ts';

describe('an image that is not of a trusted registry', () => {
  test.each([
    ['a short name is at Docker Hub', 'node', ['ghcr.io'], 'docker.io'],
    ['so is one with a tag', 'node:24', ['ghcr.io'], 'docker.io'],
    ['so is one with a folder', 'acme/app', ['docker.io/library'], 'docker.io'],
    ['a folder without dot, colon or capital is no registry', 'registry/app', ['registry'], 'docker.io'],
    ['localhost is one', 'localhost/app', ['docker.io'], 'localhost'],
    ['a port belongs to the registry', 'registry.example:5000/app:1', ['registry.example'], 'registry.example:5000'],
    ['another folder of the same registry', 'ghcr.io/other/app@sha256:00', ['ghcr.io/acme'], 'ghcr.io'],
    ['a folder that only begins alike', 'ghcr.io/acme-evil/app', ['ghcr.io/acme'], 'ghcr.io'],
    ['a host that only ends alike', 'evilacme.example/app', ['*.acme.example'], 'evilacme.example'],
    ['the domain itself is not below it', 'acme.example/app', ['*.acme.example'], 'acme.example'],
    ['a host that contains a trusted one', 'ghcr.io.evil.example/acme/app', ['ghcr.io/acme'], 'ghcr.io.evil.example'],
    ['an unknown tag changes nothing', 'quay.io/a/b:${TAG}', ['ghcr.io'], 'quay.io'],
    ['an unknown tag of a short name', 'node:${TAG}', ['ghcr.io'], 'docker.io'],
    ['an unknown name in a known registry', 'quay.io/$NAME', ['ghcr.io'], 'quay.io'],
    ['an unknown folder that cannot be the trusted one', 'ghcr.io/other/$NAME', ['ghcr.io/acme'], 'ghcr.io'],
  ])('%s', (_what, image, trustedRegistries, registry) => {
    expect(strangeRegistry(image, { trustedRegistries })).toBe(registry);
  });

  test.each([
    ['anything while no registry is named', 'quay.io/a/b', []],
    ['an official image by its short name', 'node:24', ['docker.io/library']],
    ['an official image by its long name', 'index.docker.io/library/node', ['docker.io/library/node']],
    ['an official image without the folder', 'docker.io/node', ['docker.io/library']],
    ['all of Docker Hub by an older name', 'acme/app', ['registry-1.docker.io']],
    ['a registry and all below it', 'ghcr.io/acme/team/app:1', ['ghcr.io/acme/']],
    ['a registry in capitals', 'GHCR.IO/acme/app', ['ghcr.io/acme']],
    ['a host below a domain', 'eu.images.acme.example/app', ['*.acme.example']],
    ['an unknown registry', '${REGISTRY}/app', ['ghcr.io']],
    ['a registry that is half known', 'acme${SUFFIX}/app', ['ghcr.io']],
    ['a port that is not known', 'localhost:${PORT}/app', ['ghcr.io']],
    ['a name that may become a registry', 'node$SUFFIX', ['ghcr.io']],
    ['an unknown folder that may be the trusted one', 'ghcr.io/$ORG/app', ['ghcr.io/acme']],
    ['a template', '{{ .Values.image }}', ['ghcr.io']],
    ['nothing', '', ['ghcr.io']],
  ])('leaves alone %s', (_what, image, trustedRegistries) => {
    expect(strangeRegistry(image, { trustedRegistries })).toBeUndefined();
  });
});
