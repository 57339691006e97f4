-- Runs once, when the database volume is empty. One role and one schema for each service; no role
-- sees another's schema. Passwords come from the environment of the container.
\set ON_ERROR_STOP on
\getenv orchestrator HEXAD_DB_PASSWORD_ORCHESTRATOR
\getenv ci HEXAD_DB_PASSWORD_CI
\getenv cd HEXAD_DB_PASSWORD_CD
\getenv iac HEXAD_DB_PASSWORD_IAC
\getenv monitoring HEXAD_DB_PASSWORD_MONITORING
\getenv cloud HEXAD_DB_PASSWORD_CLOUD
\getenv finops HEXAD_DB_PASSWORD_FINOPS

revoke all on database hexad from public;
revoke all on schema public from public;

create role hexad_orchestrator login password :'orchestrator';
create role hexad_ci login password :'ci';
create role hexad_cd login password :'cd';
create role hexad_iac login password :'iac';
create role hexad_monitoring login password :'monitoring';
create role hexad_cloud login password :'cloud';
create role hexad_finops login password :'finops';

do $$
declare
  service text;
begin
  foreach service in array
    array['orchestrator', 'ci', 'cd', 'iac', 'monitoring', 'cloud', 'finops']
  loop
    execute format('grant connect, temporary on database hexad to %I', 'hexad_' || service);
    execute format('create schema %I authorization %I', service, 'hexad_' || service);
    execute format('alter role %I set search_path = %I', 'hexad_' || service, service);
  end loop;
end
$$;
