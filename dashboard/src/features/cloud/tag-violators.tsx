import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/facts';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { resourcePath, tagViolatorsQuery } from './api';
import type { TagViolator } from './types';

/** Those that do not keep a policy, with what would be set and where it is taken from. */
export function TagViolators({ policy }: { policy: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-3 grid gap-2">
      <div>
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          What would be set
        </Button>
      </div>
      {open ? <ViolatorTable policy={policy} /> : null}
    </div>
  );
}

function ViolatorTable({ policy }: { policy: string }) {
  const violators = useQuery(tagViolatorsQuery(policy));
  return (
    <Loaded query={violators}>
      {(page) => (
        <Table
          label={`Resources that do not keep ${policy}`}
          head={
            <>
              <Th>Resource</Th>
              <Th>Owner</Th>
              <Th>Would set</Th>
              <Th>Time is over</Th>
            </>
          }
        >
          {page.items.map((one) => (
            <Row key={one.uid}>
              <Td className="max-w-72">
                <Link to={resourcePath(one.uid)} className="font-medium break-all hover:text-accent hover:underline">
                  {one.name}
                </Link>
                <p className="text-xs text-faint">{one.type}</p>
              </Td>
              <Td>
                {one.owner ?? <span className="text-faint">nobody</span>}
                <Told one={one} />
              </Td>
              <Td className="max-w-96 break-words">
                <Wishes one={one} />
              </Td>
              <Td>
                <End one={one} />
              </Td>
            </Row>
          ))}
        </Table>
      )}
    </Loaded>
  );
}

function Told({ one }: { one: TagViolator }) {
  const last = one.toldAgainAt ?? one.toldAt;
  return last == null ? null : (
    <p className="text-xs text-faint">
      told <Age at={last} />
    </p>
  );
}

function Wishes({ one }: { one: TagViolator }) {
  return (
    <ul>
      {one.proposal.set.map(({ key, value, from }) => (
        <li key={key}>
          <code className="font-mono text-xs">
            {key}={value}
          </code>{' '}
          <span className="text-xs text-muted">taken from {from}</span>
        </li>
      ))}
      {one.proposal.open.map(({ key, why }) => (
        <li key={key} className="text-xs text-muted">
          {key}: {why}
        </li>
      ))}
      {one.iac == null ? null : (
        <li className="text-xs text-muted">
          IaC owns this: change {one.iac.address} in {one.iac.workspace}
          {one.iac.change?.hcl == null ? null : <CodeBlock label={`What to write for ${one.name}`}>{one.iac.change.hcl}</CodeBlock>}
        </li>
      )}
      {one.settable ? null : <li className="text-xs text-muted">No action sets tags on this type.</li>}
    </ul>
  );
}

function End({ one }: { one: TagViolator }) {
  if (one.excepted) {
    return <>passes for now</>;
  }
  return one.endsAt == null ? <span className="text-faint">not known yet</span> : <Age at={one.endsAt} />;
}
