import { Card } from '@/components/ui/card';
import { Code, Facts } from '@/components/ui/facts';
import type { Maybe } from '@/lib/api/types';
import type { Boundary } from './types';

/** What runs of a workspace may use, and how far that is held. */
export function BoundaryCard({ boundary }: { boundary: Boundary }) {
  return (
    <Card title="What its runs may use">
      <Facts
        facts={[
          { name: 'Providers', value: <Allowed list={boundary.providers} /> },
          { name: 'Modules', value: <Allowed list={boundary.modules} /> },
          { name: 'Hosts', value: <Allowed list={boundary.hosts} /> },
          { name: 'Network', value: boundary.egress },
        ]}
      />
    </Card>
  );
}

function Allowed({ list }: { list?: Maybe<string[]> | undefined }) {
  if (list == null) {
    return 'all';
  }
  return list.length === 0 ? (
    'none'
  ) : (
    <ul>
      {list.map((one) => (
        <li key={one} className="break-all">
          <Code>{one}</Code>
        </li>
      ))}
    </ul>
  );
}
