-- Whether an incident has alerts that are open, though it has had many.
create index alert_incident_open on alert (incident_id, state) where state <> 'RESOLVED';
