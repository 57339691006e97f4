import type { Gate, Me } from '@/lib/api/types';

interface GateWords {
  name: string;
  opens: string;
}

const WORDS: Readonly<Record<string, GateWords>> = {
  approval: { name: 'Approval', opens: 'Opens when enough people have said yes.' },
  window: { name: 'Window', opens: 'Opens when a window is open and no freeze holds.' },
  soak: { name: 'Soak time', opens: 'Opens when enough time has gone by without an alert.' },
  alerts: { name: 'Alerts', opens: 'Opens when no alert fires.' },
  budget: { name: 'Error budget', opens: 'Opens when enough of the error budget is left.' },
  cost: { name: 'Cost', opens: 'Opens when the change does not cost more than allowed.' },
  policy: { name: 'Policy', opens: 'Opens when the policy holds.' },
  external: { name: 'Another system', opens: 'Opens when another system says yes.' },
};

export const GATE_KINDS = Object.entries(WORDS).map(([kind, words]) => ({ kind: `gate.${kind}`, name: words.name }));

export function wordsOf(kind: string): GateWords {
  const bare = kind.replace(/^gate\./, '');
  return WORDS[bare] ?? { name: bare, opens: 'Opens when it is told to.' };
}

/** Who may decide, in words; null where nobody is asked. */
export function whoMayDecide(gate: Gate): string | null {
  if (gate.needed == null) {
    return null;
  }
  const asked = gate.approvers ?? [];
  const who = asked.length === 0 ? 'everybody with the scope runs:approve' : asked.join(', ');
  return gate.authorMayApprove === true ? who : `${who}; not the author of the commit`;
}

/** Whether a gate asks this person, who has not said anything yet. */
export function asks(gate: Gate, me: Me | undefined): boolean {
  if (gate.needed == null || me === undefined || gate.decisions.some((decision) => decision.by === me.subject)) {
    return false;
  }
  const asked = gate.approvers ?? [];
  return asked.length === 0 || asked.includes(me.subject) || asked.includes(me.subject.replace(/^token:/, ''));
}
