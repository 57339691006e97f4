import { useQuery } from '@tanstack/react-query';
import { ScanSearch, ShieldCheck } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useFilters } from '@/lib/use-filters';
import { checksQuery, findingsQuery, useAudit } from './api';
import { FindingItem } from './finding-item';
import { TrendCard } from './trend-card';
import type { Finding } from './types';

const STATES = [
  ['open', 'Open'],
  ['excepted', 'Let pass'],
  ['resolved', 'Resolved'],
  ['all', 'All'],
] as const;

const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;

export function FindingsTab() {
  const [search, set] = useFilters();
  const state = search.get('state') ?? 'open';
  const severity = search.get('severity') ?? '';
  const check = search.get('check') ?? '';
  const findings = useQuery(findingsQuery({ state, severity, check, cursor: search.get('cursor') ?? '' }));
  const checks = useQuery(checksQuery());
  return (
    <div className="grid gap-4">
      <TrendCard />
      <Card
        flush
        title={
          <span className="flex flex-wrap gap-2 font-normal">
            <Select aria-label="State" className="w-32" value={state} onChange={(event) => set('state', event.target.value)}>
              {STATES.map(([id, word]) => (
                <option key={id} value={id}>
                  {word}
                </option>
              ))}
            </Select>
            <Select aria-label="Severity" className="w-40" value={severity} onChange={(event) => set('severity', event.target.value)}>
              <option value="">Any severity</option>
              {SEVERITIES.map((one) => (
                <option key={one} value={one}>
                  {one.charAt(0) + one.slice(1).toLowerCase()}
                </option>
              ))}
            </Select>
            <Select aria-label="Check" className="w-72" value={check} onChange={(event) => set('check', event.target.value)}>
              <option value="">Any check</option>
              {checks.data?.items.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </Select>
            <AuditButton />
          </span>
        }
        aside={<Updated query={findings} />}
      >
        <Loaded
          query={findings}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={ShieldCheck} title="No finding here">
                All checks are asked every five minutes about what the inventory knows.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <FindingList findings={page.items} />
              <Pages next={page.nextCursor} words={['First', 'Next']} />
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const checks = useQuery(checksQuery());
  return (
    <ul className="divide-y divide-line">
      {findings.map((finding) => (
        <FindingItem
          key={finding.id}
          finding={finding}
          check={checks.data?.items.find((one) => one.id === finding.checkId)}
        />
      ))}
    </ul>
  );
}

function AuditButton() {
  const me = useQuery(meQuery());
  const audit = useAudit();
  const may = allows(me.data?.scopes ?? [], 'cloud:write');
  return (
    <>
      <Button disabled={!may} busy={audit.isPending} title={may ? undefined : 'Needs the scope cloud:write'} onClick={() => audit.mutate()}>
        <ScanSearch aria-hidden /> Audit now
      </Button>
      {audit.isError ? <ProblemNote error={audit.error} /> : null}
    </>
  );
}
