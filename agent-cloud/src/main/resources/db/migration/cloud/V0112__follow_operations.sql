-- The provider's name of what a step has begun, how far it is in words, and when waiting began.
alter table act_step add column operation text, add column progress text, add column waits_since timestamptz;
