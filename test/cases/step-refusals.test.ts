import { expect } from 'chai';
import type { Case } from '../../src/cases/case.ts';
import { mayStep } from '../../src/cases/case-life.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import type { IllegalBecause } from '../../src/cases/illegal-step.ts';
import { d, type Entry, life, received, refusal, rulesOf, stepOf } from './case-builder.ts';

const assessed: Entry = ['2026-06-02', 'assessment-started'];
const investigated: Entry = ['2026-06-03', 'investigation-started'];
const told: Entry = ['2026-06-20', 'feedback-given'];
const rejected: Entry = [
  '2026-06-10',
  'decided',
  { outcome: { kind: 'rejected', reason: 'not-serious' } },
];

describe('the life of a case refuses', () => {
  const rules = rulesOf('dk-internal');
  const open = life(rules, '2026-06-01', assessed);
  const inInvestigation = life(rules, '2026-06-01', assessed, investigated);
  const closed = life(rules, '2026-06-01', assessed, rejected, told, ['2026-06-20', 'closed']);
  const external = rulesOf('dk-external');

  for (const [what, theCase, entry, because, its = rules] of [
    [
      'what is dated before the latest step',
      open,
      ['2026-06-01', 'acknowledged'],
      'before-last-step',
    ],
    [
      'to investigate before assessing',
      life(rules, '2026-06-01'),
      ['2026-06-02', 'investigation-started'],
      'wrong-stage',
    ],
    [
      'feedback before anybody assessed',
      life(rules, '2026-06-01'),
      ['2026-06-02', 'feedback-given'],
      'wrong-stage',
    ],
    ['to decide before assessing', life(rules, '2026-06-01'), rejected, 'wrong-stage'],
    [
      'a second acknowledgement',
      life(rules, '2026-06-01', ['2026-06-02', 'acknowledged']),
      ['2026-06-03', 'acknowledged'],
      'repeated',
    ],
    [
      'to waive the acknowledgement (lov 1436/2021 § 12, stk. 2 has no waiver)',
      open,
      ['2026-06-02', 'acknowledgement-waived', { reason: 'reporter-asked' }],
      'not-in-this-profile',
    ],
    [
      'to waive it (directive art. 9(1)(b) has no waiver)',
      open,
      ['2026-06-02', 'acknowledgement-waived', { reason: 'identity-at-risk' }],
      'not-in-this-profile',
      rulesOf('eu'),
    ],
    [
      'a waiver without a known reason',
      open,
      ['2026-06-02', 'acknowledgement-waived', { reason: '' as 'reporter-asked' }],
      'unknown-reason',
      external,
    ],
    [
      'to acknowledge what must not be acknowledged (§ 20, stk. 2, nr. 1)',
      life(external, '2026-06-01', [
        '2026-06-01',
        'acknowledgement-waived',
        { reason: 'identity-at-risk' },
      ]),
      ['2026-06-02', 'acknowledged'],
      'waived-already',
      external,
    ],
    [
      'to extend feedback in an internal scheme (lov 1436/2021 § 12)',
      open,
      ['2026-06-02', 'feedback-extended', { reason: 'complex' }],
      'not-in-this-profile',
    ],
    [
      'to extend it when it is late (§ 20, stk. 2, nr. 3)',
      open,
      ['2026-09-09', 'feedback-extended', { reason: 'complex' }],
      'too-late',
      external,
    ],
    [
      'to extend it without a reason (§ 20, stk. 2, nr. 3: duly justified)',
      open,
      ['2026-06-09', 'feedback-extended', { reason: 'no time' as 'complex' }],
      'unknown-reason',
      external,
    ],
    [
      'to extend it when it was given',
      life(external, '2026-06-01', assessed, told),
      ['2026-07-01', 'feedback-extended', { reason: 'complex' }],
      'told-already',
      external,
    ],
    [
      'action without investigation',
      open,
      ['2026-06-02', 'decided', { outcome: { kind: 'action' } }],
      'needs-investigation',
    ],
    [
      'no action without investigation',
      open,
      ['2026-06-02', 'decided', { outcome: { kind: 'no-action' } }],
      'needs-investigation',
    ],
    ['to reject what was investigated', inInvestigation, rejected, 'investigated'],
    [
      'to call unfounded at first sight what was investigated',
      inInvestigation,
      ['2026-06-04', 'decided', { outcome: { kind: 'manifestly-unfounded' } }],
      'investigated',
    ],
    [
      'to close as minor in an internal scheme (§ 21 is for external ones)',
      open,
      ['2026-06-04', 'decided', { outcome: { kind: 'minor', reason: 'clearly-minor' } }],
      'not-in-this-profile',
    ],
    [
      'a rejection without a known reason',
      open,
      ['2026-06-04', 'decided', { outcome: { kind: 'rejected', reason: 'dull' as 'not-serious' } }],
      'unknown-outcome',
    ],
    [
      'to forward to another channel without handing it over',
      open,
      ['2026-06-04', 'decided', { outcome: { kind: 'forwarded', to: 'other-channel' } }],
      'unknown-outcome',
    ],
    [
      'to call withdrawn what nobody withdrew',
      open,
      ['2026-06-04', 'decided', { outcome: { kind: 'withdrawn' } }],
      'not-asked',
    ],
    [
      'to close without an outcome',
      life(rules, '2026-06-01', assessed, told),
      ['2026-06-21', 'closed'],
      'undecided',
    ],
    [
      'to close before the reporter was told (§ 12, stk. 2)',
      life(rules, '2026-06-01', assessed, rejected),
      ['2026-06-21', 'closed'],
      'reporter-not-told',
    ],
    [
      'to close before the final result was told (§ 20, stk. 2, nr. 4)',
      life(
        external,
        '2026-06-01',
        assessed,
        investigated,
        ['2026-06-04', 'feedback-given'],
        ['2026-06-10', 'decided', { outcome: { kind: 'no-action' } }],
      ),
      ['2026-06-21', 'closed'],
      'reporter-not-told',
      external,
    ],
    [
      'a final result before any feedback',
      life(rules, '2026-06-01', assessed, rejected),
      ['2026-06-21', 'result-told'],
      'reporter-not-told',
    ],
    [
      'to waive feedback as withdrawn when it was not',
      open,
      ['2026-06-04', 'feedback-waived', { reason: 'withdrawn' }],
      'not-asked',
    ],
    [
      'to waive it as a duplicate when it is none',
      open,
      ['2026-06-04', 'feedback-waived', { reason: 'duplicate' }],
      'not-a-duplicate',
    ],
    [
      'to waive it while the mailbox works',
      open,
      ['2026-06-04', 'feedback-waived', { reason: 'no-mailbox' }],
      'reachable',
    ],
    [
      'to waive it for a danger the law does not know here',
      open,
      ['2026-06-04', 'feedback-waived', { reason: 'identity-at-risk' }],
      'not-in-this-profile',
    ],
    [
      'to waive what was given',
      life(rules, '2026-06-01', assessed, told),
      ['2026-06-24', 'feedback-waived', { reason: 'reporter-asked' }],
      'told-already',
    ],
    [
      'a message to nobody',
      life(rules, received('2026-06-01', { mailbox: false })),
      ['2026-06-02', 'unit-wrote'],
      'no-mailbox',
    ],
    [
      'a message to a destroyed mailbox',
      life(rules, '2026-06-01', ['2026-06-02', 'access-ended', { by: 'reporter' }]),
      ['2026-06-03', 'unit-wrote'],
      'access-ended',
    ],
    [
      'to reopen without a reason',
      closed,
      ['2026-07-01', 'reopened', { reason: '' as 'mistake' }],
      'unknown-reason',
    ],
    [
      'to reopen an open case',
      open,
      ['2026-07-01', 'reopened', { reason: 'mistake' }],
      'wrong-stage',
    ],
    [
      'to decide in a closed case',
      closed,
      ['2026-07-01', 'decided', { outcome: { kind: 'duplicate' } }],
      'wrong-stage',
    ],
    [
      'to hand over a decided case',
      life(rules, '2026-06-01', assessed, rejected),
      ['2026-06-11', 'handed-over', { channel: 'hospital', reason: 'competent-unit' }],
      'decided',
    ],
    [
      'to hand over to the same channel',
      open,
      ['2026-06-11', 'handed-over', { channel: 'town', reason: 'competent-unit' }],
      'repeated',
    ],
    [
      'words where theme codes belong',
      open,
      ['2026-06-11', 'themes-set', { themes: ['The mayor took it'] }],
      'unknown-theme',
    ],
    [
      'an extension of keeping that extends nothing',
      closed,
      ['2026-06-21', 'keeping-extended', { until: d('2026-07-01'), reason: 'complaint' }],
      'not-longer',
    ],
    [
      'to end the access before its time',
      closed,
      ['2026-06-21', 'access-ended', { by: 'sweep' }],
      'kept',
    ],
    [
      'to delete before the rule’s time',
      closed,
      ['2026-06-21', 'content-deleted', { reason: 'retention' }],
      'kept',
    ],
    [
      'to delete at once what was investigated',
      inInvestigation,
      ['2026-06-21', 'content-deleted', { reason: 'at-once' }],
      'kept',
    ],
  ] as [string, Case, Entry, IllegalBecause, ChannelRules?][]) {
    it(`${what}: ${because}`, () => {
      expect(refusal(theCase, entry, its)).to.equal(because);
      expect(mayStep(theCase, stepOf(entry), its)).to.equal(false);
    });
  }
});
