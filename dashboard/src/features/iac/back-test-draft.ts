import type { Policy, Severity } from './types';

export interface Draft {
  name: string;
  severity: Severity;
  types: string;
  actions: string;
  plan: boolean;
  violation: string;
  workspace: string;
  plansBack: string;
}

export const EMPTY: Draft = {
  name: 'new-policy',
  severity: 'OVERRIDE',
  types: '',
  actions: '',
  plan: false,
  violation: '',
  workspace: '',
  plansBack: '200',
};

/** A policy of now as the start of the one that is tried. */
export function draftOf(policy: Policy, draft: Draft): Draft {
  return {
    ...draft,
    name: policy.name,
    severity: policy.severity,
    types: policy.types.join(', '),
    actions: policy.actions.join(', '),
    plan: policy.plan === true,
    violation: policy.violation,
  };
}

const words = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');

/** The policy that the agent is asked about; examples and owners say nothing of past plans. */
export function policyOf(draft: Draft): Policy {
  return {
    name: draft.name.trim(),
    description: '',
    severity: draft.severity,
    types: draft.plan ? [] : words(draft.types),
    actions: draft.plan ? [] : words(draft.actions),
    plan: draft.plan,
    violation: draft.violation.trim(),
    owners: [],
    tests: [],
  };
}
