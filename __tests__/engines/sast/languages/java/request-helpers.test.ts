import { describe, expect, test } from '@jest/globals';
import { createRequestVariables } from '../../../../../src/engines/sast/languages/java/request-helpers.ts';

const { readBy } = createRequestVariables(`
  void f(HttpServletRequest req, ServletRequest plain, Settings settings) {
    Form form = new Form(req, 1);
    Form other = new Form(settings);
  }
  String getOwnParam(HttpServletRequest r) { return "x"; }
`);

describe('the request that a helper reads', () => {
  test.each([
    ['an argument', 'getParam', 'Helper', ['req'], 'req'],
    ['an argument among others', 'findCookie', undefined, ['name', 'plain'], 'plain'],
    ['an object that is made of it', 'getTheParameter', 'form', [], 'req'],
    ['an object of something else', 'getParameter', 'other', [], undefined],
    ['the request itself', 'getParameter', 'req', [], undefined],
    ['a number', 'getIntParameter', 'Helper', ['req'], undefined],
    ['something else', 'getTitle', 'form', [], undefined],
    ['a function of the file', 'getOwnParam', undefined, ['req'], undefined],
  ])('%s', (_name, method, object, given, expected) => {
    expect(readBy(method, object, given)).toBe(expected);
  });
});
