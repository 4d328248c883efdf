-- What decision tables ruled about each request, with everything that they read: a later table can be run over it.

alter table request add column nature text check (nature in ('PERMANENT', 'VARIABLE'));
alter table request add column responsibility text check (responsibility in ('CUSTOMER', 'VENDOR'));
alter table request add column confirmation_model text
    check (confirmation_model in ('NONE', 'MANAGER_CHECK', 'CUSTOMER_CONFIRMS_TWICE'));
alter table request add column auto_close_days integer check (auto_close_days > 0);
comment on column request.nature is 'service-nature (BONUS-7-01); null where the regulation divides nothing';
comment on column request.responsibility is 'workplace-responsibility (BONUS-8-02, BONUS-8-03); null if it is no question of a workplace';
comment on column request.confirmation_model is 'close-policy (C-02); null: as the profile says';
comment on column request.auto_close_days is 'close-policy (C-34): silence closes after so many days; null: never';

create sequence decision_seq increment by 50;
create table decision (
    id         bigint primary key,
    request_id bigint      not null references request,
    at         timestamptz not null,
    table_key  text        not null,
    table_id   text        not null,
    cause      text        not null,
    inputs     jsonb       not null,
    outputs    jsonb       not null,
    rules      text        not null
);
comment on table decision is 'Append-only, see the trigger';
comment on column decision.table_id is 'The version of the table that decided, as the engine names it';
comment on column decision.inputs is 'By variable: what the table, and the tables that it requires, read';
comment on column decision.rules is 'Ids of the rows that applied, separated by commas';
create index decision_request on decision (request_id, id);
create index decision_table on decision (table_key, id);
create trigger decision_append_only before update or delete on decision
    for each row execute function refuse_change();
