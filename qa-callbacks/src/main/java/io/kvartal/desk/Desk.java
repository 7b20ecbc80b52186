package io.kvartal.desk;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.desk.Ranking.Ranked;
import io.kvartal.lead.ConsentPurpose;
import io.kvartal.lead.DeskLead;
import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.platform.Audit;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What operators and quality callers do with leads of any developer. Every look at one is a named crossing in the audit log. */
@Component
class Desk {
    private static final int PER_DEVELOPER = 50;
    private static final int NOTE = 2000;

    record CallCentreLead(Developer developer, LeadRow lead) {}

    private final TenantTx tx;
    private final Leads leads;
    private final Catalogue catalogue;
    private final Alternatives alternatives;
    private final Audit audit;
    private final Clock clock;

    Desk(TenantTx tx, Leads leads, Catalogue catalogue, Alternatives alternatives, Audit audit, Clock clock) {
        this.tx = tx;
        this.leads = leads;
        this.catalogue = catalogue;
        this.alternatives = alternatives;
        this.audit = audit;
        this.clock = clock;
    }

    /** The lead with its whole timeline and the open phone. */
    Mono<DeskLead> lead(Staff who, LeadId lead) {
        var access = who.access("lead " + lead);
        return tx.staff(
                access, db -> leads.developerOf(access, lead).flatMap(tenant -> leads.forDesk(access, tenant, lead)));
    }

    Mono<List<Ranked>> alternatives(Staff who, LeadId lead) {
        var access = who.access("alternatives for lead " + lead);
        return tx.staff(access, db -> leads.developerOf(access, lead)
                .flatMap(tenant -> leads.forDesk(access, tenant, lead))
                .flatMap(alternatives::of));
    }

    /**
     * Passes the buyer on, in one transaction with the consent that was just said aloud.
     *
     * @throws Problem.Invalid without the consent
     */
    Mono<LeadId> reassign(Staff who, LeadId lead, String complex, boolean consent, String evidence) {
        if (!consent) {
            return Mono.error(new Problem.Invalid("/consent", "desk.consent"));
        }
        var access = who.access("reassignment of lead " + lead);
        return tx.staff(access, db -> leads.developerOf(access, lead).flatMap(from -> catalogue
                .complex(complex)
                .flatMap(target -> target.developer().equals(from)
                        ? Mono.<LeadId>error(new Problem.Invalid("/complex", "desk.same-developer"))
                        : leads.recordConsent(access, from, lead, ConsentPurpose.SHARE, evidence)
                                .then(Mono.defer(() -> leads.reassign(access, from, lead, target.id())))
                                .flatMap(second -> audit.record(
                                                db,
                                                who.userId(),
                                                "lead.reassigned",
                                                lead.toString(),
                                                Map.of("to", second.toString(), "complex", complex))
                                        .thenReturn(second)))));
    }

    /** Leads that the portal's own call centre has to work, of all developers, the oldest first. */
    Mono<List<CallCentreLead>> callCentre(Staff who) {
        return tx.staff(who.access("call-centre list"), db -> catalogue
                .developers()
                .flatMapMany(Flux::fromIterable)
                .concatMap(developer -> leads.list(
                                developer.id(), LeadFilter.view(LeadFilter.View.CALL_CENTRE), null, PER_DEVELOPER)
                        .flatMapIterable(slice -> slice.items())
                        .map(row -> new CallCentreLead(developer, row)))
                .collectSortedList(Comparator.comparing(entry -> entry.lead().createdAt())));
    }

    /** @param nonTarget null when the buyer is what the contract calls a target, else the reason why not */
    Mono<LeadRow> qualify(Staff who, LeadId lead, @Nullable String nonTarget, @Nullable String note) {
        if (note != null && note.length() > NOTE) {
            return Mono.error(new Problem.Invalid("/note", "desk.note", NOTE));
        }
        var word = nonTarget == null
                ? Classification.target(who.name(), clock.instant())
                : Classification.nonTarget(nonTarget, who.name(), clock.instant());
        return on(who, lead, "qualification", (access, tenant) -> leads.qualify(access, tenant, lead, word, note));
    }

    Mono<LeadRow> handOver(Staff who, LeadId lead) {
        return on(who, lead, "hand-over", (access, tenant) -> leads.handOver(access, tenant, lead));
    }

    private interface Act {
        Mono<LeadRow> on(StaffAccess access, TenantId tenant);
    }

    private Mono<LeadRow> on(Staff who, LeadId lead, String what, Act act) {
        var access = who.access(what + " of lead " + lead);
        return tx.staff(access, db -> leads.developerOf(access, lead).flatMap(tenant -> act.on(access, tenant)));
    }
}
