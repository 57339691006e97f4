import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, CircleMinus } from 'lucide-react';
import { Link } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Badge, Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { money } from './amounts';
import { useDecideSaving, usePlanSaving } from './api';
import type { CloudAct, Saving } from './types';

const RULES: Readonly<Record<string, string>> = {
  IDLE_ADDRESS: 'Address that nothing uses',
  OLD_SNAPSHOT: 'Old snapshot',
  OLD_VOLUME_TYPE: 'Volume of an older type',
  IDLE_LOAD_BALANCER: 'Load balancer without traffic',
  IDLE_NAT_GATEWAY: 'NAT gateway without traffic',
  UNUSED_COMMITMENT: 'Commitment that is not used up',
  IDLE_MACHINE: 'Machine that does nothing',
  OVERSIZED_MACHINE: 'Machine larger than needed',
  IDLE_DATABASE: 'Database that nobody connects to',
  UNATTACHED_VOLUME: 'Disk that nothing is attached to',
  STOPPED_MACHINE: 'Disk of a stopped machine',
  STOPPED_DATABASE: 'Stopped database',
  OLD_IMAGE: 'Image that no machine is made of',
  ORPHANED_LOGS: 'Logs of something that is gone',
  UNUSED_IMAGES: 'Container images that nothing runs from',
};

export function SavingItem({ saving }: { saving: Saving }) {
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge saving={saving} />
        <span className="text-sm font-semibold">{RULES[saving.rule] ?? saving.rule}</span>
        <span className="num text-sm">{money(saving.monthly, saving.currency)} in 30 days</span>
        {saving.realised === null ? null : (
          <span className="num text-sm text-good">{money(saving.realised, saving.currency)} saved by the bill</span>
        )}
        {saving.sample ? <Tag>sample data</Tag> : null}
        <span className="ml-auto">
          <Acts saving={saving} />
        </span>
      </div>
      <p className="font-mono text-xs break-all">
        {[saving.provider, saving.account, saving.region, saving.resource].filter((part) => part !== '').join(' / ')}
      </p>
      <p className="text-sm text-muted">
        It cost {money(saving.spent, saving.currency)}: {saving.evidence}.
      </p>
      <p className="text-sm">
        {saving.act} <span className="text-muted">Risk: {saving.risk}</span>
      </p>
      <p className="text-xs text-muted">In Terraform: {saving.change}.</p>
      {saving.note === null ? null : (
        <p className="text-xs text-muted">
          {saving.note}
          {saving.decidedBy === null ? null : `, by ${saving.decidedBy}`}
        </p>
      )}
    </li>
  );
}

function StateBadge({ saving }: { saving: Saving }) {
  switch (saving.state) {
    case 'OPEN':
      return (
        <Badge tone="warn" icon={CircleDot}>
          Open
        </Badge>
      );
    case 'DONE':
      return (
        <Badge tone="good" icon={CircleCheck}>
          Done
        </Badge>
      );
    case 'GONE':
      return (
        <Badge tone="good" icon={CircleCheck}>
          Gone
        </Badge>
      );
    case 'DISMISSED':
      return (
        <Badge tone="idle" icon={CircleMinus}>
          Dismissed
        </Badge>
      );
  }
}

function Acts({ saving }: { saving: Saving }) {
  const me = useQuery(meQuery());
  const decide = useDecideSaving(saving.id);
  const may = allows(me.data?.scopes ?? [], 'finops:write');
  const title = may ? undefined : 'Needs the scope finops:write';
  const button = (word: string, state: Saving['state']) => (
    <Button small disabled={!may} title={title} busy={decide.isPending} onClick={() => decide.mutate({ state })}>
      {word}
    </Button>
  );
  return (
    <span className="flex gap-2">
      {decide.isError ? <ProblemNote error={decide.error} /> : null}
      {saving.state === 'OPEN' ? (
        <>
          {saving.cloudAct === null ? null : <CloudButton saving={saving} act={saving.cloudAct} scopes={me.data?.scopes ?? []} />}
          {button('It is done', 'DONE')}
          {button('Dismiss', 'DISMISSED')}
        </>
      ) : null}
      {saving.state === 'DONE' || saving.state === 'DISMISSED' ? button('Open again', 'OPEN') : null}
    </span>
  );
}

/** Plans the act at the Cloud agent; it is carried out, and approved where that is wanted, on the act's own page. */
function CloudButton({ saving, act, scopes }: { saving: Saving; act: CloudAct; scopes: readonly string[] }) {
  const plan = usePlanSaving(saving);
  const may = allows(scopes, 'cloud:write');
  if (plan.isSuccess) {
    return (
      <Link className="text-sm text-accent hover:underline" to={`/agents/cloud/acts/${plan.data.act.id}`}>
        See what would be done
      </Link>
    );
  }
  return (
    <>
      {plan.isError ? <ProblemNote error={plan.error} /> : null}
      <Button small disabled={!may} title={may ? undefined : 'Needs the scope cloud:write'} busy={plan.isPending} onClick={() => plan.mutate(act)}>
        Act: {act.action}
      </Button>
    </>
  );
}
