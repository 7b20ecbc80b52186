--liquibase formatted sql

--changeset kvartal:portal-147
-- Which import said it, so that a promise goes with its import when that is taken back; null for what people said.
alter table catalogue.building_plan add column run_id uuid;
grant delete on catalogue.building_plan to kvartal_app;
--rollback alter table catalogue.building_plan drop column run_id;

--changeset kvartal:portal-148 splitStatements:false
create or replace function catalogue.keep_building_plan() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or (old.built_year, old.ready_quarter, old.state = 'hand-over') is distinct from (new.built_year, new.ready_quarter, new.state = 'hand-over') then
        insert into catalogue.building_plan (building_id, completion, handed_over, run_id)
        values (new.id, new.built_year * 4 + new.ready_quarter - 1, new.state = 'hand-over', nullif(current_setting('catalogue.import_run', true), '')::uuid)
        on conflict (building_id, said_at) do update set completion = excluded.completion, handed_over = excluded.handed_over, run_id = excluded.run_id;
    end if;
    return new;
end $$;
--rollback create or replace function catalogue.keep_building_plan() returns trigger language plpgsql as $$
--rollback begin
--rollback     if tg_op = 'INSERT' or (old.built_year, old.ready_quarter, old.state = 'hand-over') is distinct from (new.built_year, new.ready_quarter, new.state = 'hand-over') then
--rollback         insert into catalogue.building_plan (building_id, completion, handed_over)
--rollback         values (new.id, new.built_year * 4 + new.ready_quarter - 1, new.state = 'hand-over')
--rollback         on conflict (building_id, said_at) do update set completion = excluded.completion, handed_over = excluded.handed_over;
--rollback     end if;
--rollback     return new;
--rollback end $$;
