--liquibase formatted sql

--changeset kvartal:billing-317 splitStatements:false
-- A paid invoice is open again when its payment is taken back. One more allowed step; whatever else the function guards stays as it is.
do $do$
declare
    body text := pg_get_functiondef('billing.invoice_step()'::regprocedure);
begin
    if position('(''DRAFT'', ''FINAL'')' in body) = 0 then
        raise exception 'billing.invoice_step lists its steps in another way';
    end if;
    execute replace(body, '(''DRAFT'', ''FINAL'')', '(''PAID'', ''FINAL''), (''DRAFT'', ''FINAL'')');
end $do$;
--rollback select 1;
