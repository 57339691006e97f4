import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/api/types';
import { event } from '@/test/samples';
import { summaryOf, titleOf } from './event-words';

const deployment = { application: 'shop', environment: 'production', revision: 5 };
const said = (data: JsonObject) => summaryOf({ ...event.envelope, data });

describe('the words of an event', () => {
  it('name what a deployment waits for', () => {
    expect(titleOf('dev.hexad.cd.deployment.waiting.v1')).toBe('CD: deployment waiting');
    expect(said({ deployment, plan: 'sha256:12', reasons: ['0 of 1 approvals', 'firing: errors'] })).toBe(
      'shop · production · revision 5 · for: 0 of 1 approvals; firing: errors',
    );
  });

  it('name who has decided what', () => {
    expect(said({ deployment, plan: 'x', approved: false, by: 'token:lead', comment: 'not on a Friday' })).toBe(
      'shop · production · revision 5 · rejected · by token:lead · not on a Friday',
    );
    expect(said({ deployment, approved: true, by: 'token:lead', comment: null })).toContain('approved · by token:lead');
  });

  it('name a new share', () => {
    expect(said({ deployment, percent: 40 })).toBe('shop · production · revision 5 · 40%');
  });
});
