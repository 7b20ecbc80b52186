--liquibase formatted sql

--changeset kvartal:portal-147
-- The first photo that is no drawing, beside the document: cards read it for hundreds of complexes at once and the document is large.
alter table catalogue.presentation
    add cover jsonb generated always as (jsonb_path_query_first(content, '$.photos[*] ? (@.drawing == false)')) stored;
--rollback alter table catalogue.presentation drop column cover;
