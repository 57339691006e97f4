import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CodeBlock } from '@/components/ui/facts';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { actPath, findingQuery, useFix } from './api';
import type { Finding, FindingDetail } from './types';

/** Where IaC makes the resource: what to write there. Where nobody can say, that is said. */
export function IacProposal({ finding, fixable }: { finding: Finding; fixable: boolean }) {
  const detail = useQuery(findingQuery(finding.id));
  return (
    <Loaded query={detail}>{({ iac }) => (iac == null ? null : <Proposal finding={finding} iac={iac} fixable={fixable} />)}</Loaded>
  );
}

interface ProposalProps {
  finding: Finding;
  iac: NonNullable<FindingDetail['iac']>;
  fixable: boolean;
}

function Proposal({ finding, iac, fixable }: ProposalProps) {
  if (iac.state !== 'OWNED' || iac.workspace == null) {
    return iac.words == null ? null : <p className="text-xs text-faint">For all that is known: {iac.words}.</p>;
  }
  return (
    <div className="grid gap-2">
      <p>
        {iac.words}{' '}
        <Link to={`/agents/iac/workspaces/${encodeURIComponent(iac.workspace)}`} className="hover:text-accent hover:underline">
          See the workspace
        </Link>
      </p>
      {iac.change?.hcl == null ? null : <CodeBlock label={`What to write for ${finding.name}`}>{iac.change.hcl}</CodeBlock>}
      {fixable ? <Forced finding={finding} /> : null}
    </div>
  );
}

function Forced({ finding }: { finding: Finding }) {
  const me = useQuery(meQuery());
  const fix = useFix(finding.id);
  const navigate = useNavigate();
  const may = allows(me.data?.scopes ?? [], 'cloud:write');
  return (
    <div>
      <Confirm
        title="Fix it all the same?"
        action="Look at it"
        onConfirm={() => fix.mutate({ force: true }, { onSuccess: ({ actId }) => void navigate(actPath(actId)) })}
        trigger={
          <Button small disabled={!may} busy={fix.isPending} title={may ? undefined : 'Needs the scope cloud:write'}>
            Fix it all the same
          </Button>
        }
      >
        IaC owns this: the next apply undoes it, unless the configuration says the same.
      </Confirm>
      {fix.isError ? <ProblemNote error={fix.error} /> : null}
    </div>
  );
}
