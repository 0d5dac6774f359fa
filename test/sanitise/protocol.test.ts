import { expect } from 'chai';
import fc from 'fast-check';
import { FILE_TYPES } from '../../src/sanitise/file-types.ts';
import { REASONS, REMOVAL_KINDS } from '../../src/sanitise/outcome.ts';
import { parseReport } from '../../src/sanitise/protocol.ts';

describe('a report from a worker', () => {
  it('passes on what an honest worker says', () => {
    const line = '{"step":"done","bytes":10,"removed":[{"kind":"author","count":2}]}';
    expect(parseReport(line)).to.deep.equal(JSON.parse(line));
    expect(parseReport('{"step":"making","type":"png"}')).to.deep.equal({
      step: 'making',
      type: 'png',
    });
  });

  it('is put into the usual order', () => {
    const kinds = [...REMOVAL_KINDS].reverse().map((kind) => ({ kind, count: 1 }));
    const report = parseReport(JSON.stringify({ step: 'done', bytes: 1, removed: kinds }));
    expect(report).to.deep.include({ removed: REMOVAL_KINDS.map((kind) => ({ kind, count: 1 })) });
  });

  for (const [what, line] of Object.entries({
    nothing: '',
    'another step': '{"step":"clean"}',
    'an unknown type': '{"step":"making","type":"exe"}',
    'a type that every object has': '{"step":"making","type":"constructor"}',
    'an unknown reason': '{"step":"refused","reason":"<b>"}',
    'an unknown kind': '{"step":"done","bytes":1,"removed":[{"kind":"<b>","count":1}]}',
    'a kind twice':
      '{"step":"done","bytes":1,"removed":[{"kind":"time","count":1},{"kind":"time","count":1}]}',
    'no count': '{"step":"done","bytes":1,"removed":[{"kind":"time"}]}',
    'a negative count': '{"step":"done","bytes":1,"removed":[{"kind":"time","count":-1}]}',
    'a count of nothing': '{"step":"done","bytes":1,"removed":[{"kind":"time","count":0}]}',
    'a fraction': '{"step":"done","bytes":1,"removed":[{"kind":"time","count":1.5}]}',
    'a text for a number': '{"step":"done","bytes":"1","removed":[]}',
    'a number beyond all files': '{"step":"done","bytes":1e300,"removed":[]}',
    'no list': '{"step":"done","bytes":1,"removed":{"length":0}}',
  })) {
    it(`is not heard with ${what}`, () => {
      expect(parseReport(line)).to.equal(undefined);
    });
  }

  it('carries nothing but known words and numbers, whatever is sent', () => {
    const words = new Set<unknown>([
      ...Object.keys(FILE_TYPES),
      ...REASONS,
      ...REMOVAL_KINDS,
      'found',
      'making',
      'done',
      'refused',
    ]);
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({
          step: fc.constantFrom('found', 'making', 'done', 'refused', 'x'),
          type: fc.oneof(fc.constantFrom('png', 'jpeg'), fc.anything()),
          reason: fc.oneof(fc.constantFrom('damaged'), fc.anything()),
          bytes: fc.oneof(fc.nat(), fc.anything()),
          removed: fc.oneof(
            fc.array(
              fc.record({
                kind: fc.oneof(fc.constantFrom('time', 'author'), fc.anything()),
                count: fc.oneof(fc.nat(), fc.anything()),
              }),
            ),
            fc.anything(),
          ),
        })
        .map((value) => {
          try {
            return JSON.stringify(value);
          } catch {
            return '';
          }
        }),
    );
    fc.assert(
      fc.property(anything, (line) => {
        JSON.stringify(parseReport(String(line)), (_key, value: unknown) => {
          if (typeof value === 'string') expect(words.has(value)).to.equal(true);
          if (typeof value === 'number') expect(value).to.satisfy(Number.isSafeInteger).above(0);
          return value;
        });
      }),
      { numRuns: 2000 },
    );
  });
});
