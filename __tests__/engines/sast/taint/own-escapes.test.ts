import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/engines/sast/languages/java/java.ts';
import { ruleFinder } from '../matrix/found-rules.ts';

const rulesIn = await ruleFinder(java, 'Page.java');

function said(body: string): readonly string[] {
  return rulesIn(`import javax.servlet.http.*;
class Page {
  void f(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.getWriter().print(own(request.getParameter("q")));
  }
  private String own(String s) { ${body} }
}
`);
}

describe('a function of the file that a page goes through', () => {
  test.each([
    ['writes entities for signs', 'return s.replace("&", "&amp;").replace("<", "&lt;");'],
    ['builds them', 'StringBuilder b = new StringBuilder(); b.append(s.isEmpty() ? "&lt;" : s); return b.toString();'],
    [
      'writes them in a branch of a loop',
      'String r = ""; for (char c : s.toCharArray()) { if (c == \'<\') r += "&lt;"; else r += c; } return r;',
    ],
  ])('is safe behind one that %s', (_name, body) => {
    expect(said(body)).toEqual([]);
  });

  test.each([
    ['writes a page with entities in it', 'return "<b>a &lt; b</b>" + s;'],
    ['writes other entities', 'return s.replace("&", "&amp;");'],
    ['gives back what it gets', 'return s;'],
  ])('is not behind one that %s', (_name, body) => {
    expect(said(body)).toEqual(['java-xss']);
  });
});
