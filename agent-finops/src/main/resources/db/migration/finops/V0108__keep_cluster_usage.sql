-- What Kubernetes clusters had and used, a day at a time.
create table cluster_day (
  cluster text  not null, -- name of its source
  day     date  not null,
  usage   jsonb not null, -- nodes and pods
  digest  text  not null, -- changes with usage
  primary key (cluster, day)
);
