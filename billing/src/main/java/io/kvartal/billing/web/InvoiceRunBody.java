package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceForecast;
import io.kvartal.billing.InvoiceRun;
import io.kvartal.billing.InvoiceRunStatus;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What closing a month did. */
record InvoiceRunBody(String period, List<InvoiceBody> created, int existing, int nothing, List<ParkedBody> parked) {
    record ParkedBody(String tenant, String reason) {
        static List<ParkedBody> of(List<InvoiceRun.Parked> parked) {
            return parked.stream()
                    .map(one -> new ParkedBody(one.tenant().toString(), one.reason()))
                    .toList();
        }
    }

    /** How far a run is. @param state RUNNING or DONE */
    record StatusBody(
            String id,
            String period,
            String state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int tenants,
            int done,
            int created,
            int existing,
            int nothing,
            int parked) {
        static StatusBody of(InvoiceRunStatus run) {
            return new StatusBody(
                    run.id().toString(),
                    run.period().toString(),
                    run.running() ? "RUNNING" : "DONE",
                    run.startedAt(),
                    run.finishedAt(),
                    run.tenants(),
                    run.done(),
                    run.created(),
                    run.existing(),
                    run.nothing(),
                    run.parked());
        }
    }

    record StatusWithResult(StatusBody run, InvoiceRunBody result) {}

    record StatusItems(List<StatusBody> items, @Nullable String nextCursor) {}

    record ForecastBody(String period, List<ForecastRow> items, int existing, List<ParkedBody> parked) {
        static ForecastBody of(InvoiceForecast forecast) {
            return new ForecastBody(
                    forecast.period().toString(),
                    forecast.rows().stream().map(ForecastRow::of).toList(),
                    forecast.existing(),
                    ParkedBody.of(forecast.parked()));
        }
    }

    /** @param changesUntil it would be a draft until then */
    record ForecastRow(
            String tenant,
            String buyer,
            int lines,
            long charges,
            Money net,
            Money vat,
            Money total,
            @Nullable Instant changesUntil) {
        static ForecastRow of(InvoiceForecast.Row row) {
            return new ForecastRow(
                    row.tenant().toString(),
                    row.buyer(),
                    row.lines(),
                    row.charges(),
                    row.net(),
                    row.vat(),
                    row.total(),
                    row.changesUntil());
        }
    }

    static InvoiceRunBody of(InvoiceRun run) {
        return new InvoiceRunBody(
                run.period().toString(),
                run.created().stream().map(invoice -> InvoiceBody.of(invoice)).toList(),
                run.existing(),
                run.nothing(),
                ParkedBody.of(run.parked()));
    }
}
