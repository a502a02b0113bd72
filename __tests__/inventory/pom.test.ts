import { describe, expect, test } from '@jest/globals';
import { readPom } from '../../src/inventory/jvm/pom.ts';
import { readXml } from '../../src/inventory/xml/xml-events.ts';
import { inventoryOf, listed, listedForeign, whyOf } from './reading.ts';

const read = (text: string) => inventoryOf(readPom('pom.xml', Buffer.from(text)));

/** A pom.xml of these dependencies, from line 2 on, one per line. */
function pomOf(dependencies: readonly string[], more = ''): string {
  return `<project>\n<dependencies>${dependencies.map((fields) => `<dependency>${fields}</dependency>`).join('\n')}</dependencies>${more}</project>`;
}

const LOG4J = '<groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId>';

describe('pom.xml', () => {
  test('gives what is declared, with properties and managed versions of the same file', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <dependency> in a comment -->
<project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="a > b">
  <parent>
    <groupId>com.acme</groupId>
    <artifactId>parent</artifactId>
    <version>3.0.0</version>
  </parent>
  <artifactId>app</artifactId>
  <properties>
    <log4j.version>2.14.1</log4j.version>
    <same>\${log4j.version}</same>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>com.acme</groupId>
        <artifactId>managed</artifactId>
        <version>1.2.3</version>
      </dependency>
      <dependency>
        <groupId>com.acme</groupId>
        <artifactId>bom</artifactId>
        <version>9.9.9</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-core</artifactId>
      <version>\${same}</version>
      <exclusions>
        <exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>\${project.groupId}</groupId>
      <artifactId>sibling</artifactId>
      <version>\${project.version}</version>
    </dependency>
    <dependency>
      <groupId>com.acme</groupId>
      <artifactId>managed</artifactId>
    </dependency>
    <dependency>
      <groupId>junit</groupId>
      <artifactId>junit</artifactId>
      <version>[4.12]</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build><plugins><plugin><dependencies><dependency><groupId>p</groupId><artifactId>p</artifactId></dependency></dependencies></plugin></plugins></build>
  <profiles>
    <profile>
      <dependencies>
        <dependency><groupId>com.acme</groupId><artifactId>extra</artifactId><version><![CDATA[1.0&1]]></version></dependency>
      </dependencies>
    </profile>
  </profiles>
</project>
`;
    const inventory = read(text);
    expect(listed(inventory)).toEqual([
      '33 org.apache.logging.log4j:log4j-core 2.14.1',
      '46 com.acme:managed 1.2.3',
      '50 junit:junit 4.12 dev',
      '59 com.acme:extra 1.0&1',
    ]);
    expect(listedForeign(inventory)).toEqual(['41 com.acme:sibling folder']);
    expect(inventory.packages[0]).toMatchObject({
      ecosystem: 'Maven',
      purl: 'pkg:maven/org.apache.logging.log4j/log4j-core',
      declaredOnly: true,
    });
    expect(inventory.problems).toEqual([
      'a pom.xml names what is declared: what those dependencies bring in, or a parent changes, was not looked at',
    ]);
  });

  test.each([
    ['that is missing', ''],
    ['of a parent', '<version>${revision}</version>'],
    ['that is a range', '<version>[1.0,2.0)</version>'],
    ['that is the newest', '<version>LATEST</version>'],
    ['of a circle', '<version>${a}</version>'],
    ['that is empty', '<version></version>'],
  ])('leaves a version open %s', (_, version) => {
    expect(listed(read(pomOf([LOG4J + version], '<properties><a>${b}</a><b>${a}</b></properties>')))).toEqual([
      '2 org.apache.logging.log4j:log4j-core ?',
    ]);
  });

  test('names what comes from a folder, and what it does not understand', () => {
    const inventory = read(
      pomOf([
        `${LOG4J}<scope>system</scope><systemPath>/x.jar</systemPath>`,
        '<artifactId>a</artifactId>',
        '<groupId>${x}</groupId><artifactId>a</artifactId>',
      ]),
    );
    expect(listedForeign(inventory)).toEqual(['2 org.apache.logging.log4j:log4j-core folder']);
    expect(inventory.problems).toEqual(['2 dependencies are not understood (the first in line 3)']);
  });

  test('without dependencies has none', () => {
    expect(read('<project/>')).toEqual({ packages: [], foreign: [], problems: [] });
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), 'is not text'],
    ['half of a merge', '<<<<<<< HEAD\n', 'holds merge conflict markers'],
    ['nothing', '', 'is no pom.xml'],
    ['another XML', '<html></html>', 'is no pom.xml'],
    ['half of one', '<project><dependencies>', 'is no pom.xml'],
    ['one with tags that cross', '<project><a></project></a>', 'is no pom.xml'],
    ['one that declares entities', '<!DOCTYPE x [<!ENTITY a "b">]><project>&a;</project>', 'is no pom.xml'],
    ['one of too many levels', `<project>${'<a>'.repeat(100_000)}`, 'is no pom.xml'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readPom('pom.xml', Buffer.from(text)))).toBe(why);
  });

  test('whose properties double themselves leaves the version open', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, index) => `<p${index}>\${p${index + 1}}\${p${index + 1}}</p${index}>`,
    ).join('');
    expect(
      listed(
        read(
          pomOf([`${LOG4J}<version>\${p0}</version>`], `<properties>${doubling}<__proto__>x</__proto__></properties>`),
        ),
      ),
    ).toEqual(['2 org.apache.logging.log4j:log4j-core ?']);
  });

  test('of fifty thousand dependencies is read in linear time', () => {
    const many = Array.from(
      { length: 50_000 },
      (_, index) => `<groupId>g</groupId><artifactId>a${index}</artifactId><version>1</version>`,
    );
    expect(read(pomOf(many)).packages).toHaveLength(50_000);
  });
});

describe('XML', () => {
  test('is read as tags and texts with their lines; nothing but the five entities and numbers is replaced', () => {
    const { events, isWhole } = readXml('<a x="<>"\n y=\'>\'>\n&lt;&#65;&#x42;&amp;lt;&nope;&#0;<b/></a >');
    expect(isWhole).toBe(true);
    expect(
      events.map((event) => [event.kind, event.kind === 'text' ? event.text.trim() : event.name, event.line]),
    ).toEqual([
      ['open', 'a', 1],
      ['text', '<AB&lt;&nope;&#0;', 2],
      ['open', 'b', 3],
      ['close', 'b', 3],
      ['close', 'a', 3],
    ]);
  });

  test.each([
    ['open comments', '<!--'.repeat(300_000)],
    ['open sections', '<![CDATA['.repeat(300_000)],
    ['brackets', '<'.repeat(1_000_000)],
    ['an open quote', `<a b="${'<a b='.repeat(300_000)}`],
    ['quotes', `<a ${'"'.repeat(1_000_001)}`],
    ['an endless name', `<${'a'.repeat(1_000_000)}`],
  ])('%s are not whole, and found so in linear time', (_, text) => {
    expect(readXml(text)).toEqual({ events: [], isWhole: false });
  });

  test('of a million texts and line ends is read in linear time', () => {
    expect(readXml(`<a>${'\n'.repeat(1_000_000)}${'<b/>x\n'.repeat(100_000)}</a>`).events).toHaveLength(300_002);
  });
});
