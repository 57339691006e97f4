import { StateBadge } from '@/components/domain/states';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { ordered } from './resource-order';
import type { Resource } from './types';

/** What a deployment consists of; what belongs to something stands below it. */
export function Resources({ resources }: { resources: readonly Resource[] }) {
  return (
    <Table
      label="Resources"
      head={
        <>
          <Th className="w-36">Health</Th>
          <Th>Resource</Th>
          <Th>What it says</Th>
        </>
      }
    >
      {ordered(resources).map(({ resource, depth }) => (
        <Row key={resource.id}>
          <Td>
            <StateBadge state={resource.health} />
          </Td>
          <Td className="whitespace-nowrap" style={{ paddingLeft: `${1 + depth * 1.25}rem` }}>
            {depth === 0 ? null : (
              <span aria-hidden className="text-faint">
                └{' '}
              </span>
            )}
            <span className="text-muted">{resource.kind}</span> <span className="font-mono text-xs">{resource.name}</span>
          </Td>
          <Td className="text-muted">{resource.message}</Td>
        </Row>
      ))}
    </Table>
  );
}
