-- Requests in flight: stages, problems taken out of a mail, and force majeure.

alter table request_link drop constraint if exists request_link_kind_check;
alter table request_link add constraint request_link_kind_check
    check (kind in ('FOLLOW_UP', 'RELATED', 'DUPLICATE', 'SEPARATED', 'MOVED', 'SIGNAL'));
comment on table request_link is 'From the newer request to the older one; DUPLICATE: from the one that ended to the one that goes on';
create unique index request_link_one_survivor on request_link (from_request) where kind = 'DUPLICATE';
create unique index request_link_one_move on request_link (to_request) where kind = 'MOVED';

create table request_stage (
    request_id     bigint      not null references request,
    no             integer     not null check (no > 0),
    title          text        not null,
    assignee       text,
    assigned_group text        not null,
    due_at         timestamptz not null,
    state          text        not null check (state in ('PLANNED', 'OPEN', 'RETURNED', 'DONE', 'DROPPED')),
    reason         text,
    result         text,
    changed_at     timestamptz not null,
    primary key (request_id, no)
);
comment on table request_stage is 'Stages of very complex requests (BONUS-10.1-23, BONUS-10.1-24)';
comment on column request_stage.reason is 'Why the stage was returned or dropped';

create table request_part (
    request_id bigint  not null references request,
    no         integer not null check (no > 0),
    subject    text    not null,
    text       text    not null,
    parted_as  bigint references request,
    primary key (request_id, no)
);
comment on table request_part is 'Further problems of a mail that become requests of their own (BONUS-10.1-08, ECRM-3.3-01)';

create table suspension (
    id          bigint generated always as identity primary key,
    request_id  bigint references request,
    customer_id bigint references customer,
    product     text references product,
    starts_at   timestamptz not null,
    ends_at     timestamptz,
    reason      text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    check (ends_at is null or ends_at > starts_at),
    check ((request_id is null) = (customer_id is not null and product is not null))
);
comment on table suspension is 'Force majeure (BONUS-10.5-02) of one request, or of a customer''s contract for a product';
create unique index suspension_running_request on suspension (request_id) where ends_at is null;
create unique index suspension_running_contract on suspension (customer_id, product)
    where ends_at is null and request_id is null;
create index suspension_request on suspension (request_id);
create index suspension_contract on suspension (customer_id, product);
