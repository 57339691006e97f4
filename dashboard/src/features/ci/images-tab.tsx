import { useQuery } from '@tanstack/react-query';
import { Package, ShieldCheck, ShieldOff } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { shortDigest } from '@/lib/format';
import { buildsQuery } from './api';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Pages } from '@/components/domain/pages';
import type { Build } from './types';

export function ImagesTab() {
  const [applicationId] = useApplicationFilter();
  const [search] = useSearchParams();
  const builds = useQuery(buildsQuery({ applicationId, withImage: true, cursor: search.get('cursor') ?? '' }));
  return (
    <Card flush title={<ApplicationSelect />} aside={<Updated query={builds} />}>
      <Loaded
        query={builds}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Package} title="No image has been made yet">
              Give a ci.build stage an &apos;image&apos;, or a Dockerfile to the repository.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Images"
              head={
                <>
                  <Th>Image</Th>
                  <Th>Tag</Th>
                  <Th>Digest</Th>
                  <Th>Commit</Th>
                  <Th>SBOM</Th>
                  <Th>Provenance and signature</Th>
                  <Th>Made</Th>
                </>
              }
            >
              {page.items.map((build) => (
                <ImageRow key={build.id} build={build} />
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function ImageRow({ build }: { build: Build }) {
  const [repository = '', digest = ''] = (build.image ?? '').split('@');
  const proof = build.attestation;
  return (
    <Row>
      <Td className="font-mono text-xs">{repository}</Td>
      <Td className="font-mono text-xs">{build.imageTag ?? build.version ?? ''}</Td>
      <Td className="whitespace-nowrap">
        <span className="font-mono text-xs" title={digest}>
          {shortDigest(digest)}
        </span>{' '}
        <CopyButton text={build.image ?? ''} what="the reference" />
      </Td>
      <Td>
        <Commit commit={build.commit} />
      </Td>
      <Td className="num">
        {proof == null ? <span className="text-faint">none</span> : <span title={proof.sbomDigest}>{proof.components} packages</span>}
      </Td>
      <Td>
        {proof == null ? (
          <Badge tone="warn" icon={ShieldOff}>
            Not attested
          </Badge>
        ) : (
          <span title={`provenance ${proof.provenanceDigest}, signature ${proof.signatureDigest}`}>
            <Badge tone="good" icon={ShieldCheck}>
              Signed
            </Badge>
          </span>
        )}
      </Td>
      <Td>
        <Age at={build.finishedAt} />
      </Td>
    </Row>
  );
}
