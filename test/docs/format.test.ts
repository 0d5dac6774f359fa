import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { REASONS, REMOVAL_KINDS } from '../../src/sanitise/outcome.ts';
import { caseFileSchema } from '../../src/seal/case-bundle.ts';
import {
  ABOUT,
  contactSchema,
  fieldsSchema,
  manifestSchema,
  receiptSchema,
} from '../../src/seal/message.ts';
import { REPLY_KINDS, replyFileSchema } from '../../src/seal/reply-bundle.ts';
import { ROOT } from '../support/server.ts';

const SCHEMAS: Record<string, z.ZodType> = {
  'case.json': caseFileSchema,
  'message.json': fieldsSchema,
  'contact.json': contactSchema,
  'manifest.json': manifestSchema,
  'reply.json': replyFileSchema,
  'receipt.json': receiptSchema,
};

/** Every field's name, however deep. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(fieldsOf);
  const { properties = {}, ...rest } = schema as { properties?: object };
  return [
    ...Object.keys(properties),
    ...Object.values(properties).flatMap(fieldsOf),
    ...Object.values(rest).flatMap(fieldsOf),
  ];
}

describe('docs/format.md', () => {
  let page: string;
  before(async () => {
    page = await readFile(join(ROOT, 'docs/format.md'), 'utf8');
  });

  for (const [name, schema] of Object.entries(SCHEMAS)) {
    it(`shows a ${name} that the code takes, with no field it does not know`, () => {
      const example = new RegExp(`^\`\`\`json ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1] ?? '';
      const shown = JSON.parse(example);
      expect(schema.parse(shown)).to.deep.equal(shown);
    });

    it(`names every field of ${name}`, () => {
      for (const field of fieldsOf(z.toJSONSchema(schema))) {
        expect(page, field).to.match(new RegExp(`["\`]${field}["\`]`));
      }
    });
  }

  it('names every kind and reason there is', () => {
    const refusals = ['tooLarge', 'tooMany', 'empty'];
    for (const word of [...REMOVAL_KINDS, ...REASONS, ...refusals, ...REPLY_KINDS, ...ABOUT]) {
      expect(page).to.include(`\`${word}\``);
    }
  });
});
