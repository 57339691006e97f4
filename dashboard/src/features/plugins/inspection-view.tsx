import { Card } from '@/components/ui/card';
import { Code, CodeBlock, Facts } from '@/components/ui/facts';
import { StateBadge } from '@/components/domain/states';
import type { Inspection } from './types';

/** Who made it, what it is and what it can do, before anything is decided. */
export function InspectionView({ inspection }: { inspection: Inspection }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card title="What it is">
        <p className="mb-3 text-sm text-muted">{inspection.description}</p>
        <Facts
          facts={[
            { name: 'Agent', value: <Code>{inspection.id}</Code> },
            { name: 'Version', value: inspection.version },
            { name: 'Publisher', value: inspection.publisher ?? 'not told; nobody vouches for it' },
            { name: 'From', value: inspection.reference === '' ? 'a file' : <Code>{inspection.reference}</Code> },
            { name: 'Digest', value: <Code>{inspection.digest}</Code> },
            { name: 'Speaks', value: inspection.transport === 'HTTP' ? 'HTTP, and asks for its commands' : 'over the message bus' },
            { name: 'In its place', value: <InPlace present={inspection.present} /> },
          ]}
        />
      </Card>
      <Card title="What it can do" flush>
        <ul aria-label="Capabilities" className="divide-y divide-line text-sm">
          {inspection.capabilities.map((one) => (
            <li key={one.name} className="px-4 py-2">
              <Code>{one.name}</Code> <span className="text-muted">{one.description}</span>
            </li>
          ))}
        </ul>
        <div className="flex flex-col gap-2 border-t border-line px-4 py-3 text-sm">
          <Types title="Publishes" types={inspection.emits} />
          <Types title="Listens to" types={inspection.wants} />
          <details>
            <summary className="text-xs text-accent">Configuration it begins with</summary>
            <div className="mt-1.5">
              <CodeBlock label="Default configuration">{JSON.stringify(inspection.defaultConfiguration, null, 2)}</CodeBlock>
            </div>
          </details>
        </div>
      </Card>
    </div>
  );
}

function InPlace({ present }: { present: Inspection['present'] }) {
  return present == null ? (
    <>nothing; it is new here</>
  ) : (
    <span className="flex flex-wrap items-center gap-2">
      version {present.version} <StateBadge state={present.state} bare />
      {present.same ? ' with the same manifest' : ''}
    </span>
  );
}

function Types({ title, types }: { title: string; types: string[] }) {
  return (
    <p>
      <span className="text-faint">{title}</span>{' '}
      {types.length === 0 ? 'no events' : types.map((type) => <Code key={type}>{type} </Code>)}
    </p>
  );
}
