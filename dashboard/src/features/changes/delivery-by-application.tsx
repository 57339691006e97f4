import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { asApiError } from '@/lib/api/problem';
import { applicationsQuery } from '@/lib/api/queries';
import type { Application } from '@/lib/api/types';
import { measuresQuery } from './api';
import type { DeliveryScope } from './delivery-card';
import { KEY_NAMES, keysOf } from './delivery-keys';

/** One line for each application, to see which one is unlike the others. */
export function DeliveryByApplication({ scope }: { scope: DeliveryScope }) {
  const applications = useQuery(applicationsQuery());
  return (
    <div className="border-t border-line">
      <Loaded
        query={applications}
        empty={{
          when: (page) => page.items.length === 0,
          show: <p className="px-4 py-3 text-sm text-muted">No application is registered.</p>,
        }}
      >
        {(page) => (
          <Table
            label="Delivery by application"
            head={
              <>
                <Th>Application</Th>
                {KEY_NAMES.map((name) => (
                  <Th key={name} className="text-right">
                    {name}
                  </Th>
                ))}
              </>
            }
          >
            {page.items.map((application) => (
              <ApplicationRow key={application.id} application={application} scope={scope} />
            ))}
          </Table>
        )}
      </Loaded>
    </div>
  );
}

function ApplicationRow({ application, scope }: { application: Application; scope: DeliveryScope }) {
  const measures = useQuery(measuresQuery({ ...scope, applicationId: application.id }));
  return (
    <Row>
      <Td>
        <Link className="link" to={`/changes?application=${application.id}`}>
          {application.name}
        </Link>
      </Td>
      {measures.data === undefined ? (
        <Td colSpan={KEY_NAMES.length} className="text-right text-muted">
          {measures.isError ? asApiError(measures.error).title : 'Loading'}
        </Td>
      ) : (
        keysOf(measures.data).map((key) => (
          <Td key={key.name} className="num text-right" title={key.basis}>
            {key.value}
          </Td>
        ))
      )}
    </Row>
  );
}
