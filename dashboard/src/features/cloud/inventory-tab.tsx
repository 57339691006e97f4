import { useQuery } from '@tanstack/react-query';
import { Boxes, Save } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { FormDialog } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { resourcePath, resourcesQuery, useSaveView, viewsQuery } from './api';
import type { Resource } from './types';

const SORTS = [
  ['name', 'By name'],
  ['type', 'By type'],
  ['changed', 'Changed last'],
  ['created', 'Created last'],
] as const;

const EXAMPLE = 'type = aws.ec2.instance and tag.env = prod and age > 30d';

/** A local time of the form, as the agent takes it. */
const instant = (local: string) => (local === '' || Number.isNaN(Date.parse(local)) ? '' : new Date(local).toISOString());

export function InventoryTab() {
  const [search, set] = useFilters();
  const q = search.get('q') ?? '';
  const sort = search.get('sort') ?? 'name';
  const when = search.get('at') ?? '';
  const resources = useQuery(resourcesQuery({ q, sort, at: instant(when), cursor: search.get('cursor') ?? '' }));
  const views = useQuery(viewsQuery());
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap gap-2 font-normal">
          <FilterInput key={q} value={q} onSearch={(text) => set('q', text)} />
          <Select aria-label="Saved view" className="w-40" value="" onChange={(event) => set('q', event.target.value)}>
            <option value="">Saved views</option>
            {views.data?.items.map((view) => (
              <option key={view.name} value={view.filter}>
                {view.name}
              </option>
            ))}
          </Select>
          <Select aria-label="Sort" className="w-36" value={sort} onChange={(event) => set('sort', event.target.value)}>
            {SORTS.map(([id, word]) => (
              <option key={id} value={id}>
                {word}
              </option>
            ))}
          </Select>
          <Input
            type="datetime-local"
            aria-label="As it was at"
            className="w-52"
            value={when}
            onChange={(event) => set('at', event.target.value)}
          />
          <SaveView filter={q} sort={sort} />
        </span>
      }
      aside={<Updated query={resources} />}
    >
      <Loaded
        query={resources}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Boxes} title="Nothing is found">
              Try <code className="font-mono text-xs">{EXAMPLE}</code>, or see the accounts for what could not be read.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <ResourceTable resources={page.items} />
            <Pages next={page.nextCursor} words={['First', 'Next']} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function FilterInput({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <Input
        aria-label="Filter"
        placeholder={EXAMPLE}
        className="w-96 font-mono text-xs!"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">Search</Button>
    </form>
  );
}

function ResourceTable({ resources }: { resources: readonly Resource[] }) {
  return (
    <Table
      label="Resources"
      head={
        <>
          <Th>Name</Th>
          <Th>Type</Th>
          <Th>Where</Th>
          <Th>State</Th>
          <Th>Owner</Th>
          <Th>Tags</Th>
          <Th>Since</Th>
        </>
      }
    >
      {resources.map((one) => (
        <Row key={one.uid}>
          <Td className="max-w-80">
            <Link to={resourcePath(one.uid)} className="font-medium break-all hover:text-accent hover:underline">
              {one.name}
            </Link>
          </Td>
          <Td className="whitespace-nowrap">{one.type}</Td>
          <Td className="whitespace-nowrap">
            {one.region}
            <p className="max-w-40 truncate text-xs text-faint" title={one.account}>
              {one.account}
            </p>
          </Td>
          <Td>{one.state}</Td>
          <Td>{one.owner ?? <span className="text-faint">nobody</span>}</Td>
          <Td>
            <Tags tags={one.tags} />
          </Td>
          <Td className="whitespace-nowrap">
            <Age at={one.validFrom} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}

const FEW = 3;

export function Tags({ tags, all = false }: { tags: Readonly<Record<string, string>>; all?: boolean }) {
  const entries = Object.entries(tags);
  const shown = all ? entries : entries.slice(0, FEW);
  return (
    <span className="flex flex-wrap gap-1">
      {shown.map(([key, value]) => (
        <Tag key={key}>
          <span className="max-w-60 truncate">{`${key}=${value}`}</span>
        </Tag>
      ))}
      {entries.length > shown.length ? <span className="text-xs text-faint">{entries.length - shown.length} more</span> : null}
    </span>
  );
}

function SaveView({ filter, sort }: { filter: string; sort: string }) {
  const save = useSaveView();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  return (
    <FormDialog
      title="Save this view"
      lead="Everybody finds it under its name; one of the same name is replaced."
      action="Save"
      open={open}
      onOpenChange={(next) => {
        save.reset();
        setOpen(next);
      }}
      busy={save.isPending}
      onSubmit={() => save.mutate({ name: name.trim(), filter, sort }, { onSuccess: () => setOpen(false) })}
      trigger={
        <Button disabled={filter === ''}>
          <Save aria-hidden /> Save
        </Button>
      }
    >
      <Field label="Name">
        {(control) => (
          <Input {...control} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      {save.isError ? <ProblemNote error={save.error} /> : null}
    </FormDialog>
  );
}
