import { describe, expect, test } from '@jest/globals';
import { imagePath, parseImageName } from '../../src/model/image-name.ts';

describe('the name of an image', () => {
  test.each([
    ['oci:build/img', 'oci', 'build/img', undefined, 'build/img/index.json'],
    ['oci:build/img:v1', 'oci', 'build/img', 'v1', 'build/img/index.json'],
    ['oci:.', 'oci', '.', undefined, 'index.json'],
    [' oci:./img/ ', 'oci', 'img', undefined, 'img/index.json'],
    ['docker-archive:img.tar', 'docker-archive', 'img.tar', undefined, 'img.tar'],
    ['docker-archive:out/img.tar:app:latest', 'docker-archive', 'out/img.tar', 'app:latest', 'out/img.tar'],
    ['oci:/var/tmp/img', 'oci', '/var/tmp/img', undefined, 'img/index.json'],
    ['docker-archive:../img.tar', 'docker-archive', '../img.tar', undefined, 'img.tar'],
    ['oci:C:/out/img:v1', 'oci', 'C:/out/img', 'v1', 'img/index.json'],
  ])('%j', (text, kind, path, tag, shown) => {
    const name = parseImageName(text);
    expect(name).toMatchObject({ kind, path });
    expect(name?.tag).toBe(tag);
    expect(name && imagePath(name)).toBe(shown);
  });

  test.each(['', 'oci:', 'img', 'docker:img', 'registry.example/img:latest', 'OCI:img', 'oci:a\0b'])(
    '%j is none',
    (text) => {
      expect(parseImageName(text)).toBeUndefined();
    },
  );
});
