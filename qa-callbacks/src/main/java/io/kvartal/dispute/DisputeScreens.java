package io.kvartal.dispute;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.ReceiptLine;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.Recordings;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import java.time.Clock;
import java.util.List;
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
        return tx.staff(access, db -> disputes.view(access, id).flatMap(view -> {
            var dispute = view.dispute();
            return catalogue.developer(dispute.tenant()).flatMap(developer -> disputes.effect(access, id)
                    .flatMap(effect -> billing.charge(dispute.tenant(), dispute.charge())
                            .flatMap(charge -> leads.card(dispute.tenant(), dispute.lead())
                                    .flatMap(card -> recordings.of(dispute.tenant(), card))
                                    .flatMap(heard -> shown(db, dispute).flatMap(shown -> managers.of(dispute.tenant())
                                            .map(manager -> new DisputePage(
                                                    ui,
                                                    view,
                                                    developer.name(),
                                                    effect,
                                                    receipt(charge, ui),
                                                    heard,
                                                    shown.files(),
                                                    shown.session(),
                                                    shown.siblings(),
                                                    manager.filter(own -> own.isSame(staff.userId(), staff.name()))
                                                            .isEmpty(),
                                                    dispute.isLate(clock.instant()),
                                                    problem)))))));
        }));
    }

    /** What stands beside a dispute. */
    private record Shown(List<DisputeFile> files, @Nullable SessionId session, List<Dispute> siblings) {}

    private Mono<Shown> shown(DatabaseClient db, Dispute dispute) {
        return files.of(db, dispute)
                .flatMap(
                        shown -> listening.ofDispute(dispute).flatMap(session -> rows.listOfTenant(db, dispute.tenant())
                                .map(all -> new Shown(
                                        shown,
                                        session.orElse(null),
                                        all.stream()
                                                .filter(one -> !one.id().equals(dispute.id())
                                                        && one.state().allows(DisputeState.Act.LISTEN))
                                                .toList()))));
    }

    private static List<ReceiptLine> receipt(ChargeView charge, Ui ui) {
        var receipt = charge.receipt();
        return receipt == null ? List.of() : ReceiptLine.of(receipt, ui);
    }

    Mono<CabinetDisputePage> forMember(Ui ui, Member member, LeadId lead, Claimed claimed, @Nullable String problem) {
        var tenant = member.tenant();
        return tx.in(tenant, db -> leads.card(tenant, lead)
                .flatMap(card -> disputes.standing(tenant, lead).flatMap(standing -> disputes.ofLead(tenant, lead)
                        .flatMap(view -> recordings.of(tenant, card).flatMap(heard -> view.map(
                                        found -> shown(db, found.dispute()))
                                .orElseGet(() -> Mono.just(new Shown(List.of(), null, List.of())))
                                .map(shown -> new CabinetDisputePage(
                                        ui,
                                        card.lead(),
                                        standing,
                                        view.orElse(null),
                                        heard,
                                        shown.files(),
                                        shown.session(),
                                        claimed,
                                        problem)))))));
    }
}
