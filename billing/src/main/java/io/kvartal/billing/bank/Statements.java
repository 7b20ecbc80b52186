package io.kvartal.billing.bank;

import static io.kvartal.platform.Sql.required;

import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.MoneyIn;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.Refund;
import io.kvartal.billing.Treasury;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.Audit;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bank statements: uploaded, looked at, applied, corrected. */
@Component
public final class Statements {
    /** Days of a bank are days in Almaty. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final ObjectStore files;
    private final Treasury treasury;
    private final Contracts contracts;
    private final BankLines lines = new BankLines();

    Statements(TenantTx tx, Clock clock, Audit audit, ObjectStore files, Treasury treasury, Contracts contracts) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.files = files;
        this.treasury = treasury;
        this.contracts = contracts;
    }

    /** A line and what it is taken for. @param match only of lines that nobody has decided on */
    public record Proposed(
            BankLine line,
            @org.jspecify.annotations.Nullable Match match) {}

    public record View(BankStatement statement, List<Proposed> lines) {}

    /** @return how many lines were booked, wait for a person, and are the company's own affair */
    public record Applied(int matched, int suspense, int other) {}

    /**
     * Stores a file and its new lines; nothing is booked yet. The same file again is the same statement.
     *
     * @param columns which heading means what in a CSV, see {@link CsvColumns}; empty for the usual ones
     * @throws Problem.Invalid with line and reason when it cannot be read or does not add up
     */
    public Mono<UUID> upload(String name, byte[] bytes, String columns, String actor) {
        var sha = Sha256.hex(bytes);
        return tx.portal(db -> lines.byHash(db, sha)).map(BankStatement::id).switchIfEmpty(Mono.defer(() -> {
            var file = read(bytes, columns);
            var id = Ids.next();
            return files.put(key(sha), bytes, "application/octet-stream")
                    .then(tx.portal(db -> lines.insert(db, id, file, sha, name, actor, clock.instant())
                            .flatMap(fresh -> audit.record(
                                    db,
                                    actor,
                                    "bank-statement-uploaded",
                                    "statement " + id,
                                    Map.of("file", name, "sha256", sha, "lines", fresh)))))
                    .thenReturn(id);
        }));
    }

    private static StatementFile read(byte[] bytes, String columns) {
        try {
            return StatementFile.read(bytes, CsvColumns.of(columns));
        } catch (StatementFault fault) {
            throw fault.problem();
        }
    }

    private static String key(String sha) {
        return "bank-statement/" + sha;
    }

    /** The file as it came. */
    public Flux<DataBuffer> original(BankStatement statement) {
        return files.get(key(statement.sha256()));
    }

    public Mono<List<BankStatement>> statements() {
        return tx.portal(lines::statements);
    }

    public Mono<View> view(StaffAccess who, UUID id) {
        return tx.portal(db -> lines.statement(db, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("statement")))
                .flatMap(statement -> tx.portal(db -> lines.of(db, id))
                        .flatMap(all -> proposed(who, all))
                        .map(proposed -> new View(statement, proposed)));
    }

    /** Money of which nobody knows whose it is, oldest first, with suggestions. */
    public Mono<List<Proposed>> suspense(StaffAccess who) {
        return tx.portal(db -> lines.inState(db, BankLine.State.SUSPENSE)).flatMap(all -> proposed(who, all));
    }

    private Mono<List<Proposed>> proposed(StaffAccess who, List<BankLine> all) {
        return matching(who).map(begin -> {
            var matching = begin;
            var proposed = new ArrayList<Proposed>();
            for (var line : all) {
                if (isUndecided(line)) {
                    var match = matching.of(line.told());
                    matching = matching.after(line.told(), match);
                    proposed.add(new Proposed(line, match));
                } else {
                    proposed.add(new Proposed(line, null));
                }
            }
            return List.copyOf(proposed);
        });
    }

    private Mono<Matching> matching(StaffAccess who) {
        return tx.staff(who, db -> treasury.openInvoices(who)
                .flatMap(open -> numbers(who).flatMap(numbers -> payers(who).flatMap(payers -> treasury.refunds(who)
                        .map(refunds -> new Matching(
                                open,
                                numbers,
                                payers,
                                refunds.stream()
                                        .filter(refund -> refund.state() == Refund.State.APPROVED
                                                && refund.way() == PaymentSource.BANK)
                                        .toList()))))));
    }

    private Mono<Map<String, TenantId>> numbers(StaffAccess who) {
        return tx.staff(who, db -> db.sql(
                        "select number, tenant_id from billing.invoice where number is not null and state <> 'DRAFT'")
                .map(row -> Map.entry(
                        required(row, "number", String.class), new TenantId(required(row, "tenant_id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Mono<Map<String, Set<TenantId>>> payers(StaffAccess who) {
        return contracts.allInForce(who, clock.instant()).map(all -> {
            Map<String, Set<TenantId>> byBin = new HashMap<>();
            all.forEach(one -> byBin.computeIfAbsent(one.party().taxId(), bin -> new HashSet<>())
                    .add(one.tenant()));
            return byBin;
        });
    }

    /** Books every line that is sure; the others wait for a person. A run that broke off is simply run again. */
    public Mono<Applied> apply(StaffAccess who, UUID id, String actor) {
        return tx.portal(db -> lines.statement(db, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("statement")))
                .then(tx.portal(db -> lines.of(db, id)))
                .flatMap(all -> proposed(who, all))
                .flatMapIterable(all -> all)
                .filter(proposed -> proposed.line().state() == BankLine.State.NEW)
                .concatMap(proposed -> decide(proposed.line(), Objects.requireNonNull(proposed.match()), actor))
                .collectList()
                .flatMap(states -> tx.portal(db -> lines.applied(db, id, clock.instant()))
                        .thenReturn(new Applied(
                                count(states, BankLine.State.MATCHED),
                                count(states, BankLine.State.SUSPENSE),
                                count(states, BankLine.State.OTHER))));
    }

    private static int count(List<BankLine.State> states, BankLine.State wanted) {
        return (int) states.stream().filter(state -> state == wanted).count();
    }

    private Mono<BankLine.State> decide(BankLine line, Match match, String actor) {
        return switch (match) {
            case Match.Paid paid ->
                book(
                        line.id(),
                        paid.tenant(),
                        paid.invoices().stream().map(open -> open.id()).toList(),
                        actor);
            case Match.RefundSent sent -> refunded(line.id(), sent.refund(), actor);
            case Match.Suspense unknown -> set(line.id(), BankLine.State.SUSPENSE, line.note(), actor);
            case Match.Other own -> set(line.id(), BankLine.State.OTHER, line.note(), actor);
        };
    }

    /** A person says whose it is, and which invoices it pays, in this order; the rest goes to the balance. */
    public Mono<Void> assign(UUID line, TenantId tenant, List<InvoiceId> invoices, String actor) {
        return book(line, tenant, invoices, actor)
                .filter(state -> state == BankLine.State.MATCHED)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("line-decided")))
                .then();
    }

    private Mono<BankLine.State> book(UUID id, TenantId tenant, List<InvoiceId> invoices, String actor) {
        return tx.in(tenant, db -> lines.lock(db, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("line")))
                .flatMap(line -> {
                    if (line.outgoing() || !isUndecided(line)) {
                        return Mono.just(line.outgoing() ? BankLine.State.OTHER : BankLine.State.NEW);
                    }
                    var in = new MoneyIn(
                            PaymentSource.BANK,
                            "bank/" + id + "/" + line.round(),
                            line.amount(),
                            noon(line.bookedOn()),
                            invoices,
                            null,
                            id,
                            line.purpose(),
                            actor);
                    return lines.decide(
                                    db,
                                    line,
                                    BankLine.State.MATCHED,
                                    tenant,
                                    line.round(),
                                    line.note(),
                                    actor,
                                    clock.instant())
                            .then(treasury.receive(tenant, in))
                            .thenReturn(BankLine.State.MATCHED);
                }));
    }

    private static java.time.Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private static boolean isUndecided(BankLine line) {
        return line.state() == BankLine.State.NEW || line.state() == BankLine.State.SUSPENSE;
    }

    private Mono<BankLine.State> refunded(UUID id, Refund refund, String actor) {
        return tx.in(refund.tenant(), db -> lines.lock(db, id)
                .filter(Statements::isUndecided)
                .flatMap(line -> lines.decide(
                                db,
                                line,
                                BankLine.State.MATCHED,
                                refund.tenant(),
                                line.round(),
                                line.note(),
                                actor,
                                clock.instant())
                        .then(treasury.refundSent(refund.tenant(), refund.id(), id, actor)))
                .thenReturn(BankLine.State.MATCHED));
    }

    private Mono<BankLine.State> set(UUID id, BankLine.State state, String note, String actor) {
        return tx.portal(db -> lines.lock(db, id)
                        .filter(Statements::isUndecided)
                        .flatMap(line ->
                                lines.decide(db, line, state, null, line.round(), note, actor, clock.instant())))
                .thenReturn(state);
    }

    /** Not a payment of a developer. */
    public Mono<Void> setAside(UUID line, String note, String actor) {
        if (note.isBlank()) {
            return Mono.error(() -> new Problem.Invalid("/note", "required"));
        }
        return set(line, BankLine.State.OTHER, note.strip(), actor).then();
    }

    /** Takes back what was booked for the line; it waits for a person again. */
    public Mono<Void> undo(UUID id, String note, String actor) {
        if (note.isBlank()) {
            return Mono.error(() -> new Problem.Invalid("/note", "required"));
        }
        return tx.portal(db -> lines.lock(db, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("line")))
                .flatMap(line -> {
                    var tenant = line.tenant();
                    if (line.state() == BankLine.State.OTHER) {
                        return back(db, line, note, actor);
                    }
                    return tenant == null
                            ? Mono.<Void>error(() -> new Problem.Conflict("line-not-booked"))
                            : tx.in(tenant, own -> treasury.reverseLine(tenant, id, note.strip(), actor)
                                    .then(back(own, line, note, actor)));
                }));
    }

    private Mono<Void> back(
            org.springframework.r2dbc.core.DatabaseClient db, BankLine line, String note, String actor) {
        return lines.decide(
                db,
                line,
                BankLine.State.SUSPENSE,
                null,
                line.round() + 1,
                line.note().equals(BankLine.REVERSAL) ? BankLine.REVERSAL : note.strip(),
                actor,
                clock.instant());
    }
}
