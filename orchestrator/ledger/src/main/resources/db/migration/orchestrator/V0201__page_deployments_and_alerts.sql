create index deployment_view_started on deployment_view (tenant, started_at desc, id desc);
create index alert_view_page on alert_view (tenant, raised_at desc, id desc);
drop index alert_view_raised;
