import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { LineChart } from '@/components/ui/line-chart';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { applicationsQuery } from '@/lib/api/queries';
import { formatDuration } from '@/lib/format';
import { buildsQuery, flakyQuery, slowQuery } from './api';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';

const BUILDS = 50;
const UNTOLD = 'No build has told this yet.';

export function TestsTab() {
  const [chosen] = useApplicationFilter();
  const applications = useQuery(applicationsQuery());
  const applicationId = chosen === '' ? (applications.data?.items[0]?.id ?? '') : chosen;
  if (applications.data !== undefined && applicationId === '') {
    return (
      <Empty icon={FlaskConical} title="No application yet">
        Register one; its test and coverage reports are read from then on.
      </Empty>
    );
  }
  return applicationId === '' ? null : <TestsOf key={applicationId} applicationId={applicationId} />;
}

function TestsOf({ applicationId }: { applicationId: string }) {
  const builds = useQuery(buildsQuery({ applicationId, limit: BUILDS }));
  const flaky = useQuery(flakyQuery(applicationId));
  const slow = useQuery(slowQuery(applicationId));
  return (
    <div className="grid gap-4">
      <Card title={<ApplicationSelect all="First application" />} aside={<Updated query={builds} />}>
        <Loaded query={builds}>
          {(page) => {
            const oldestFirst = [...page.items].reverse();
            return (
              <div className="grid gap-6 lg:grid-cols-2">
                <LineChart
                  title={`Failed tests, last ${oldestFirst.length} builds`}
                  unit=""
                  empty={UNTOLD}
                  lines={[{ name: 'failed', points: oldestFirst.map((b) => ({ at: b.finishedAt, value: b.testsFailed ?? null })) }]}
                />
                <LineChart
                  title="Covered lines"
                  unit=" %"
                  empty={UNTOLD}
                  lines={[{ name: 'covered', points: oldestFirst.map((b) => ({ at: b.finishedAt, value: b.coverage ?? null })) }]}
                />
              </div>
            );
          }}
        </Loaded>
      </Card>
      <div className="grid gap-4 xl:grid-cols-2">
        <Card flush title="Flaky: passed and failed on the same commit" aside={<Updated query={flaky} />}>
          <Loaded
            query={flaky}
            empty={{
              when: (page) => page.items.length === 0,
              show: <Empty icon={FlaskConical} title="None in the last 30 days">Every test ended the same way on each commit.</Empty>,
            }}
          >
            {(page) => (
              <Table
                label="Flaky tests"
                head={
                  <>
                    <Th>Test</Th>
                    <Th>Commits</Th>
                    <Th>Failed</Th>
                  </>
                }
              >
                {page.items.map((test) => (
                  <Row key={`${test.suite} ${test.name}`}>
                    <Td>
                      <TestName suite={test.suite} name={test.name} />
                    </Td>
                    <Td className="num">{test.commits}</Td>
                    <Td className="num whitespace-nowrap">
                      {test.failures} of {test.runs}
                    </Td>
                  </Row>
                ))}
              </Table>
            )}
          </Loaded>
        </Card>
        <Card flush title="Slowest" aside={<Updated query={slow} />}>
          <Loaded
            query={slow}
            empty={{
              when: (page) => page.items.length === 0,
              show: <Empty icon={FlaskConical} title="No test report yet">Name them under &apos;reports&apos; of a ci.build stage.</Empty>,
            }}
          >
            {(page) => (
              <Table
                label="Slow tests"
                head={
                  <>
                    <Th>Test</Th>
                    <Th>Median</Th>
                    <Th>Longest</Th>
                  </>
                }
              >
                {page.items.map((test) => (
                  <Row key={`${test.suite} ${test.name}`}>
                    <Td>
                      <TestName suite={test.suite} name={test.name} />
                    </Td>
                    <Td className="num whitespace-nowrap">{formatDuration(test.medianMillis)}</Td>
                    <Td className="num whitespace-nowrap">{formatDuration(test.maxMillis)}</Td>
                  </Row>
                ))}
              </Table>
            )}
          </Loaded>
        </Card>
      </div>
    </div>
  );
}

function TestName({ suite, name }: { suite: string; name: string }) {
  return (
    <>
      <p>{name}</p>
      <p className="text-xs text-faint">{suite}</p>
    </>
  );
}
