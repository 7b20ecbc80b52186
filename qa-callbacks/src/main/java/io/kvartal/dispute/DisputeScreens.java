package io.kvartal.dispute;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.ReceiptLine;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.Recordings;
import io.kvartal.desk.Recordings.Playable;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers the two screens of one dispute. */
@Component
class DisputeScreens {
    private final TenantTx tx;
    private final Disputes disputes;
    private final Billing billing;
    private final Leads leads;
    private final Recordings recordings;
    private final DisputeFiles files;
    private final Listening listening;
    private final DisputeRows rows;
    private final Catalogue catalogue;
    private final AccountManagers managers;
    private final Clock clock;

    DisputeScreens(
            TenantTx tx,
            Disputes disputes,
            Billing billing,
            Leads leads,
            Recordings recordings,
            DisputeFiles files,
            Listening listening,
            DisputeRows rows,
            Catalogue catalogue,
            AccountManagers managers,
            Clock clock) {
        this.tx = tx;
        this.disputes = disputes;
        this.billing = billing;
        this.leads = leads;
        this.recordings = recordings;
        this.files = files;
        this.listening = listening;
        this.rows = rows;
        this.catalogue = catalogue;
        this.managers = managers;
        this.clock = clock;
    }

    Mono<DisputePage> forStaff(Ui ui, Staff staff, DisputeId id, @Nullable String problem) {
        var access = staff.access("dispute " + id);
        return tx.staff(access, db -> disputes.view(access, id)
                .flatMap(view -> money(access, view.dispute(), ui).flatMap(money -> around(db, staff, view.dispute())
                        .map(around -> page(ui, view, money, around, problem)))));
    }

    private DisputePage page(Ui ui, DisputeView view, Money money, Around around, @Nullable String problem) {
        return new DisputePage(
                ui,
                view,
                money.developer(),
                money.effect(),
                money.receipt(),
                around.heard(),
                around.shown().files(),
                around.shown().session(),
                around.shown().siblings(),
                around.mayDecide(),
                view.dispute().isLate(clock.instant()),
                problem);
    }

    /** What is at stake, and for whom. */
    private record Money(String developer, Effect effect, List<ReceiptLine> receipt) {}

    private Mono<Money> money(StaffAccess access, Dispute dispute, Ui ui) {
        return catalogue.developer(dispute.tenant()).flatMap(developer -> disputes.effect(access, dispute.id())
                .flatMap(effect -> billing.charge(dispute.tenant(), dispute.charge())
                        .map(charge -> new Money(developer.name(), effect, receipt(charge, ui)))));
    }

    /** What can be heard and seen, and whether this person may decide. */
    private record Around(List<Playable> heard, Shown shown, boolean mayDecide) {}

    private Mono<Around> around(DatabaseClient db, Staff staff, Dispute dispute) {
        return heard(dispute.tenant(), dispute.lead()).flatMap(heard -> shown(db, dispute)
                .flatMap(shown -> mayDecide(staff, dispute).map(may -> new Around(heard, shown, may))));
    }

    private Mono<List<Playable>> heard(TenantId tenant, LeadId lead) {
        return leads.card(tenant, lead).flatMap(card -> recordings.of(tenant, card));
    }

    private Mono<Boolean> mayDecide(Staff staff, Dispute dispute) {
        return managers.of(dispute.tenant())
                .map(manager -> manager.filter(own -> own.isSame(staff.userId(), staff.name()))
                        .isEmpty());
    }

    /** What stands beside a dispute. */
    private record Shown(List<DisputeFile> files, @Nullable SessionId session, List<Dispute> siblings) {}

    private Mono<Shown> shown(DatabaseClient db, Dispute dispute) {
        return files.of(db, dispute)
                .flatMap(shown -> listening.ofDispute(dispute).flatMap(session -> siblings(db, dispute)
                        .map(siblings -> new Shown(shown, session.orElse(null), siblings))));
    }

    private Mono<List<Dispute>> siblings(DatabaseClient db, Dispute dispute) {
        return rows.listOfTenant(db, dispute.tenant()).map(all -> all.stream()
                .filter(one -> !one.id().equals(dispute.id()))
                .filter(one -> one.state().allows(DisputeState.Act.LISTEN))
                .toList());
    }

    private static List<ReceiptLine> receipt(ChargeView charge, Ui ui) {
        var receipt = charge.receipt();
        return receipt == null ? List.of() : ReceiptLine.of(receipt, ui);
    }

    Mono<CabinetDisputePage> forMember(Ui ui, Member member, LeadId lead, Claimed claimed, @Nullable String problem) {
        var tenant = member.tenant();
        return tx.in(tenant, db -> leads.card(tenant, lead).flatMap(card -> disputes.standing(tenant, lead)
                .flatMap(standing -> disputes.ofLead(tenant, lead).flatMap(view -> heardAndShown(db, tenant, card, view)
                        .map(around -> new CabinetDisputePage(
                                ui,
                                card.lead(),
                                standing,
                                view.orElse(null),
                                around.heard(),
                                around.shown().files(),
                                around.shown().session(),
                                claimed,
                                problem))))));
    }

    private Mono<Around> heardAndShown(DatabaseClient db, TenantId tenant, LeadCard card, Optional<DisputeView> view) {
        var shown = view.map(found -> shown(db, found.dispute()))
                .orElseGet(() -> Mono.just(new Shown(List.of(), null, List.of())));
        return recordings.of(tenant, card).flatMap(heard -> shown.map(one -> new Around(heard, one, false)));
    }
}
