import { useMutation, useQuery } from '@tanstack/react-query';
import { Archive, Download } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatNumber, formatTime } from '@/lib/format';
import { artifactsQuery, downloadArtifact } from './api';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';

export function ArtifactsTab() {
  const [applicationId] = useApplicationFilter();
  const artifacts = useQuery(artifactsQuery({ applicationId }));
  const download = useMutation({ mutationFn: downloadArtifact });
  return (
    <Card flush title={<ApplicationSelect />} aside={<Updated query={artifacts} />}>
      {download.isError ? (
        <div className="p-4">
          <ProblemNote error={download.error} />
        </div>
      ) : null}
      <Loaded
        query={artifacts}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Archive} title="No artifact is kept">
              Name files under &apos;artifacts&apos; of a ci.build stage.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label="Artifacts"
            head={
              <>
                <Th>Name</Th>
                <Th>Files</Th>
                <Th>Bytes</Th>
                <Th>Run</Th>
                <Th>Kept</Th>
                <Th>Until</Th>
                <Th>
                  <span className="sr-only">Acts</span>
                </Th>
              </>
            }
          >
            {page.items.map((artifact) => (
              <Row key={artifact.id}>
                <Td title={`${artifact.location}, SHA-256 ${artifact.sha256}`}>{artifact.name}</Td>
                <Td className="num">{formatNumber(artifact.files)}</Td>
                <Td className="num">{formatNumber(artifact.bytes)}</Td>
                <Td>
                  {artifact.runId == null ? null : (
                    <Link className="link" to={`/runs/${artifact.runId}`}>
                      Run
                    </Link>
                  )}
                </Td>
                <Td>
                  <Age at={artifact.createdAt} />
                </Td>
                <Td className="num whitespace-nowrap">{formatTime(artifact.expiresAt)}</Td>
                <Td className="text-right">
                  <Button small busy={download.isPending} onClick={() => download.mutate(artifact)}>
                    <Download aria-hidden /> Download
                  </Button>
                </Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
