-- Commands that an agent has taken and not begun, as it said with its last heartbeat.
alter table agent_instance add column waiting int;
