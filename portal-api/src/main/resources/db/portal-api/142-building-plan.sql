--liquibase formatted sql

--changeset kvartal:portal-142
-- When a building was promised for, as it was said over time: a row for each change. completion = year * 4 + quarter - 1.
create table catalogue.building_plan (
    building_id uuid        not null references catalogue.building (id),
    said_at     timestamptz not null default now(),
    completion  smallint    not null,
    handed_over boolean     not null,
    primary key (building_id, said_at)
);
grant select, insert on catalogue.building_plan to kvartal_app;
--rollback drop table catalogue.building_plan;

--changeset kvartal:portal-143 splitStatements:false
-- A trigger, because every writer of buildings has to leave the trace: feeds, editors and whatever comes.
create function catalogue.keep_building_plan() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or (old.built_year, old.ready_quarter, old.state = 'hand-over') is distinct from (new.built_year, new.ready_quarter, new.state = 'hand-over') then
        insert into catalogue.building_plan (building_id, completion, handed_over)
        values (new.id, new.built_year * 4 + new.ready_quarter - 1, new.state = 'hand-over')
        on conflict (building_id, said_at) do update set completion = excluded.completion, handed_over = excluded.handed_over;
    end if;
    return new;
end $$;
--rollback drop function catalogue.keep_building_plan();

--changeset kvartal:portal-144
grant update on catalogue.building_plan to kvartal_app;
create trigger building_plan after insert or update on catalogue.building for each row execute function catalogue.keep_building_plan();
insert into catalogue.building_plan (building_id, completion, handed_over)
select id, built_year * 4 + ready_quarter - 1, state = 'hand-over' from catalogue.building;
--rollback drop trigger building_plan on catalogue.building;
