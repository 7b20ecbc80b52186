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
    private final Catalogue catalogue;
    private final AccountManagers managers;
    private final Clock clock;

    DisputeScreens(
            TenantTx tx,
            Disputes disputes,
            Billing billing,
            Leads leads,
            Recordings recordings,
            Catalogue catalogue,
            AccountManagers managers,
            Clock clock) {
        this.tx = tx;
        this.disputes = disputes;
        this.billing = billing;
        this.leads = leads;
        this.recordings = recordings;
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
                                    .flatMap(heard -> managers.of(dispute.tenant())
                                            .map(manager -> new DisputePage(
                                                    ui,
                                                    view,
                                                    developer.name(),
                                                    effect,
                                                    receipt(charge, ui),
                                                    heard,
                                                    manager.filter(own -> own.isSame(staff.userId(), staff.name()))
                                                            .isEmpty(),
                                                    dispute.isLate(clock.instant()),
                                                    problem))))));
        }));
    }

    private static List<ReceiptLine> receipt(ChargeView charge, Ui ui) {
        var receipt = charge.receipt();
        return receipt == null ? List.of() : ReceiptLine.of(receipt, ui);
    }

    Mono<CabinetDisputePage> forMember(Ui ui, Member member, LeadId lead, Claimed claimed, @Nullable String problem) {
        var tenant = member.tenant();
        return tx.in(tenant, db -> leads.card(tenant, lead).flatMap(card -> disputes.standing(tenant, lead)
                .flatMap(standing -> disputes.ofLead(tenant, lead).flatMap(view -> recordings
                        .of(tenant, card)
                        .map(heard -> new CabinetDisputePage(
                                ui, card.lead(), standing, view.orElse(null), heard, claimed, problem))))));
    }
}
