import { expect, test } from '@jest/globals';
import { writtenType } from '../../../../../src/engines/sast/languages/python/types.ts';

test.each([
  ['int', 'int'],
  ['http.Request', 'http.Request'],
  ['list[str]', 'list'],
  ['Optional[Request]', 'Request'],
  ['typing.Optional[ "Request" ]', 'Request'],
  ['Request | None', 'Request'],
  ['None | dict[str, int | None]', 'dict'],
  ['Annotated[str, Query(max_length=3, pattern="a,b")]', 'str'],
  ['"models.User"', 'models.User'],
  ['int | str', undefined],
  ['Literal["a", "b"]', 'Literal'],
  ['', undefined],
  ['*Ts', undefined],
])('the type %j is %j', (written, type) => {
  expect(writtenType(written)).toBe(type);
});
