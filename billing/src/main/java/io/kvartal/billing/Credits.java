package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pdf;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Credit notes as documents, goodwill, and the leads that the portal owes. */
@Component
public class Credits {
    public static final int LONGEST = 2000;
    private static final int SHOWN = 500;

    private final TenantTx tx;
    private final Clock clock;
    private final Uis uis;
    private final Crediting crediting;
    private final Replacements replacements = new Replacements();
    private final CreditNotes notes = new CreditNotes();
    private final CreditDocuments documents = new CreditDocuments();
    private final Charges charges = new Charges();
    private final Invoices invoices = new Invoices();

    Credits(TenantTx tx, Clock clock, Uis uis, Crediting crediting) {
        this.tx = tx;
        this.clock = clock;
        this.uis = uis;
        this.crediting = crediting;
    }

    /** One line of a list. @param number null until it is given */
    public record Line(
            UUID id,
            ChargeId charge,
            CreditReason reason,
            Money amount,
            Money vat,
            @Nullable String number,
            Instant issuedAt) {
        static Line of(CreditDocuments.Row row) {
            return new Line(row.id(), row.charge(), row.reason(), row.amount(), row.vat(), row.number(), row.at());
        }
    }

    /** A promise and the developer to whom it was made. */
    public record Owed(TenantId tenant, Replacement replacement) {}

    /** Newest first. */
    public Mono<List<Line>> all(TenantId tenant) {
        return tx.in(tenant, db -> documents.all(db, tenant, SHOWN))
                .map(rows -> rows.stream().map(Line::of).toList());
    }

    public Mono<List<Line>> ofCharge(TenantId tenant, ChargeId charge) {
        return tx.in(tenant, db -> documents.ofCharge(db, tenant, charge))
                .map(rows -> rows.stream().map(Line::of).toList());
    }

    public Mono<CreditDocument> document(TenantId tenant, UUID id) {
        return tx.in(tenant, db -> documents
                .row(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("credit-note")))
                .flatMap(row -> crediting.charge(db, tenant, row.charge()).flatMap(charge -> notes.ofCharge(
                                db, tenant, charge.id())
                        .flatMap(all -> invoiceNumber(db, charge)
                                .map(number -> new CreditDocument(
                                        all.stream()
                                                .filter(note -> note.id().equals(id))
                                                .findFirst()
                                                .orElseThrow(),
                                        row.vat(),
                                        row.number(),
                                        charge,
                                        number.isEmpty() ? null : number))))));
    }

    private Mono<String> invoiceNumber(DatabaseClient db, Charge charge) {
        var invoice = charge.invoice();
        return invoice == null
                ? Mono.just("")
                : invoices.byId(db, charge.tenant(), invoice)
                        .map(Invoice::number)
                        .defaultIfEmpty("");
    }

    /** On paper. Seller and buyer are those of the contract by which the lead was charged. */
    public Mono<byte[]> pdf(TenantId tenant, UUID id, Lang lang) {
        var ui = uis.in(lang);
        return document(tenant, id).flatMap(document -> tx.in(
                        tenant, db -> crediting.contractOf(document.charge()).flatMap(contract -> invoices.seller(
                                        db, contract.legalEntity())
                                .map(seller -> new CreditPrintPage(ui, document, seller, contract.party()))))
                .flatMap(page -> Pdf.render("credit/print", page)));
    }

    /** Gives the next number to a credit note that has none. Done twice, it changes nothing. */
    Mono<Void> number(TenantId tenant, UUID id) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(documents.isWithoutNumber(db, tenant, id))
                .flatMap(without -> without ? entity(db, tenant, id) : Mono.empty())
                .flatMap(contract -> documents.give(db, tenant, id, contract.legalEntity(), clock.instant())));
    }

    private Mono<Contract> entity(DatabaseClient db, TenantId tenant, UUID id) {
        return documents
                .row(db, tenant, id)
                .flatMap(row -> crediting.charge(db, tenant, row.charge()))
                .flatMap(crediting::contractOf);
    }

    /**
     * The portal gives something back of its own will.
     *
     * @param amount without VAT; null: see {@code percent}
     * @param percent of the whole charge, 0 exclusive to 100; with neither all that is left is credited
     */
    public Mono<CreditNote> goodwill(
            TenantId tenant,
            ChargeId id,
            @Nullable Money amount,
            @Nullable BigDecimal percent,
            String note,
            String actor) {
        if (note.isBlank() || note.length() > LONGEST) {
            return Mono.error(new Problem.Invalid("/note", "credit-note-text", LONGEST));
        }
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(crediting.charge(db, tenant, id))
                .flatMap(charge -> crediting.credit(
                        tenant,
                        id,
                        CreditReason.GOODWILL,
                        amount != null ? amount : percent != null ? share(charge.amount(), percent) : charge.rest(),
                        note.strip(),
                        actor)));
    }

    /** Rounded once, HALF_UP. @throws Problem.Invalid outside 0 to 100 */
    public static Money share(Money whole, BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new Problem.Invalid("/percent", "credit-percent");
        }
        return whole.times(percent.movePointLeft(2));
    }

    /** @param wanted what makes good for the bad lead; the deadline is the contract's */
    public Mono<Replacement> owe(
            TenantId tenant, ChargeId charge, Replacement.Wanted wanted, String note, String actor) {
        return crediting.owe(tenant, charge, wanted, note, actor);
    }

    /** Of all developers: what is owed first, by its deadline. */
    public Mono<List<Owed>> promises(StaffAccess who) {
        return tx.staff(who, db -> replacements.ofAll(db, SHOWN)).map(all -> all.stream()
                .map(one -> new Owed(one.tenant(), one.replacement()))
                .toList());
    }

    /** Leads charged since then, by developer; one that was charged again after a credit that was wrong counts once. */
    public Mono<Map<TenantId, Integer>> chargedLeads(StaffAccess who, Instant since) {
        return tx.staff(who, db -> charges.countLeads(db, null, since));
    }

    public Mono<Integer> chargedLeads(TenantId tenant, Instant since) {
        return tx.in(tenant, db -> charges.countLeads(db, tenant, since)).map(counts -> counts.getOrDefault(tenant, 0));
    }

    /** The lead's live charge; empty when nothing was charged. */
    public Mono<Charge> ofLead(TenantId tenant, UUID lead) {
        return tx.in(tenant, db -> charges.ofLeads(db, tenant, List.of(lead)))
                .flatMap(found -> found.containsKey(lead) ? Mono.just(found.get(lead)) : Mono.empty());
    }

    /** By hand: the charge of this lead pays for the promise. */
    public Mono<Replacement> fulfil(TenantId tenant, ReplacementId id, UUID lead, String actor) {
        return ofLead(tenant, lead)
                .switchIfEmpty(Mono.error(() -> new Problem.Invalid("/lead", "replacement-uncharged-lead")))
                .flatMap(charge -> charge.rest().isPositive()
                        ? crediting.fulfil(tenant, id, charge.id(), actor)
                        : Mono.error(new Problem.Invalid("/lead", "replacement-uncharged-lead")));
    }
}
