import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { SeverityBadge } from './looks';
import { OverrideForm } from './override-form';
import { policiesQuery } from './policy-api';
import type { Finding, Plan, Policy } from './types';

const WEIGHT = { DENY: 0, OVERRIDE: 1, WARN: 2 } as const;

/** A policy may find the same in a thousand resources. */
const FEW = 10;

const blocks = (finding: Finding) => finding.passedBy == null && finding.severity !== 'WARN';

function byPolicy(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    groups.set(finding.policy, [...(groups.get(finding.policy) ?? []), finding]);
  }
  return [...groups].sort(([, [a]], [, [b]]) => WEIGHT[a?.severity ?? 'WARN'] - WEIGHT[b?.severity ?? 'WARN']);
}

/** What the policies say, first what keeps the plan from being applied. */
export function FindingsCard({ plan }: { plan: Plan }) {
  const policies = useQuery(policiesQuery());
  const held = plan.findings.filter(blocks).length;
  return (
    <Card flush title="Policies" aside={held === 0 ? undefined : <span className="num">{held} in the way</span>}>
      {plan.findings.length === 0 ? (
        <p className="flex items-center gap-1.5 px-4 py-3 text-sm text-muted">
          <ShieldCheck aria-hidden className="size-4 text-good" /> No policy found anything.
        </p>
      ) : (
        <>
          {held > 0 && plan.state === 'PLANNED' ? (
            <div className="p-3">
              <Note tone="warn" title={held === 1 ? '1 finding keeps this plan from being applied' : `${held} findings keep this plan from being applied`} />
            </div>
          ) : null}
          <ul className="divide-y divide-line">
            {byPolicy(plan.findings).map(([name, findings]) => (
              <PolicyFindings
                key={name}
                plan={plan}
                name={name}
                findings={findings}
                policies={policies.data?.items}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

interface PolicyFindingsProps {
  plan: Plan;
  name: string;
  findings: readonly Finding[];
  policies: readonly Policy[] | undefined;
}

function PolicyFindings({ plan, name, findings, policies }: PolicyFindingsProps) {
  const [shown, setShown] = useState(FEW);
  const policy = policies?.find((one) => one.name === name);
  // One of a repository is not among them, and its owners do not count.
  const owners = policies === undefined ? undefined : (policy?.owners ?? []);
  const severity = findings[0]?.severity ?? 'WARN';
  const open = findings.filter(blocks);
  return (
    <li className="px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <span className="font-medium">{name}</span>
        <span className="min-w-0 flex-1 text-muted">{policy?.description}</span>
        {severity === 'OVERRIDE' && open.length > 0 && plan.state === 'PLANNED' ? (
          <OverrideForm plan={plan} name={name} owners={owners} />
        ) : null}
      </div>
      {open.length === 0 ? null : <p className="mt-0.5 text-xs text-faint">{whoLetsPass(severity, owners)}</p>}
      <ul className="mt-1.5 flex flex-col gap-1">
        {findings.slice(0, shown).map((finding) => (
          <li key={`${finding.address ?? ''} ${finding.message}`}>
            <span className="font-mono text-xs break-all">{finding.address ?? 'The plan as a whole'}</span>{' '}
            <span className="text-muted">{finding.message}</span>
            {finding.passedBy == null ? null : (
              <span className="ml-2 inline-flex flex-wrap items-center gap-1 text-xs text-muted">
                <Badge tone="good" icon={ShieldCheck} bare>
                  Passes
                </Badge>
                {finding.passedBy}
              </span>
            )}
          </li>
        ))}
      </ul>
      {findings.length > shown ? (
        <Button small className="mt-1.5" onClick={() => setShown(findings.length)}>
          Show all {findings.length}
        </Button>
      ) : null}
    </li>
  );
}

function whoLetsPass(severity: Finding['severity'], owners: readonly string[] | undefined): string {
  if (severity === 'DENY') {
    return 'Nobody lets it pass; only an exception, made by an administrator, does.';
  }
  if (owners === undefined) {
    return 'Its owners or an administrator let it pass.';
  }
  return owners.length === 0 ? 'An administrator lets it pass.' : `${owners.join(', ')} or an administrator lets it pass.`;
}
