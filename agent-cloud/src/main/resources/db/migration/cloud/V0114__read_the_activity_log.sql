-- The Activity Log of Azure says what the changes of Resource Graph said, and more.
delete from activity_log where source = 'resource-graph';
delete from activity where source = 'resource-graph';
