-- What the application granted to its groups in the engine, so that a right that leaves the code is taken back
-- and one that an administrator gave by hand is not.
create table crm.access_grant (
    group_id      text    not null,
    resource_type integer not null,
    resource_id   text    not null,
    permissions   text    not null,
    primary key (group_id, resource_type, resource_id)
);
