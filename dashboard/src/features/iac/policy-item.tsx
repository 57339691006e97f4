import { ChevronDown, ChevronRight, CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Code, CodeBlock, Facts } from '@/components/ui/facts';
import { DisabledBadge, SeverityBadge } from './looks';
import type { Policy } from './types';

/** A policy; its condition and its examples are shown when somebody wants to know. */
export function PolicyItem({ policy }: { policy: Policy }) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left text-sm hover:bg-sunken/60"
      >
        <Chevron aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="w-20 shrink-0">
          <SeverityBadge severity={policy.severity} />
        </span>
        <span className="font-medium">{policy.name}</span>
        {policy.enabled === false ? <DisabledBadge /> : null}
        <span className="min-w-0 flex-1 text-muted">{policy.description}</span>
      </button>
      {open ? <Details policy={policy} /> : null}
    </li>
  );
}

const listed = (words: readonly string[], all: string) => (words.length === 0 ? all : words.join(', '));

function Details({ policy }: { policy: Policy }) {
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-4 pl-11.5">
      <Facts
        facts={[
          { name: 'Looks at', value: policy.plan === true ? 'the plan as a whole' : listed(policy.types, 'every type of resource') },
          ...(policy.plan === true ? [] : [{ name: 'When it is', value: listed(policy.actions, 'created, updated, replaced or deleted') }]),
          { name: 'Let pass by', value: passedBy(policy) },
        ]}
      />
      <CodeBlock label={`Condition of ${policy.name}`}>{policy.violation}</CodeBlock>
      {policy.tests.length === 0 ? (
        <p className="text-xs text-faint">It has no examples.</p>
      ) : (
        <ul aria-label={`Examples of ${policy.name}`} className="flex flex-col gap-1.5 text-sm">
          {policy.tests.map((example) => (
            <li key={example.name} className="flex flex-wrap items-baseline gap-x-2">
              {example.violates ? (
                <Badge tone="warn" icon={TriangleAlert} bare>
                  Is found
                </Badge>
              ) : (
                <Badge tone="good" icon={CircleCheck} bare>
                  Is fine
                </Badge>
              )}
              <span>{example.name}</span>
              <span className="min-w-0 break-all text-muted">
                <Code>{JSON.stringify(example.resource ?? example.plan ?? {})}</Code>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function passedBy({ owners, severity }: Policy): string {
  switch (severity) {
    case 'WARN':
      return 'everybody; it only warns';
    case 'DENY':
      return 'nobody; it takes an exception';
    default:
      return owners.length === 0 ? 'administrators' : `${owners.join(', ')} and administrators`;
  }
}
