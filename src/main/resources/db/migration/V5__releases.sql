-- What waits for a release of its product, and which releases are deployed (T-13, OTK-3-01, MEET-3-01, ECRM-2.8-05).

create table release (
    product     text        not null references product,
    code        text        not null,
    deployed_at timestamptz not null,
    deployed_by text        not null,
    primary key (product, code)
);
comment on table release is 'Deployed releases only; who waits for one that is not deployed is in release_wait';

create table release_wait (
    request_id bigint primary key references request,
    product    text        not null references product,
    release    text        not null,
    since      timestamptz not null
);
create index release_wait_release on release_wait (product, release);
