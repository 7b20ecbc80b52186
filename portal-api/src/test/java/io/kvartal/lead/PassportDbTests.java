package io.kvartal.lead;

import static io.kvartal.lead.LeadScene.buyer;
import static io.kvartal.lead.LeadScene.form;
import static io.kvartal.lead.LeadScene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.CommercialModel;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Duration;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What buyers say through the private address of their request. */
@DbTest
class PassportDbTests extends LeadWorkBase {
    @Autowired
    TenantTx tx;

    @Test
    void aPassportsTokenIsNowhereInTheDatabase() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var token = get(leads.request(form(complex, buyer(), null))).passport();
        assertThat(token).hasSize(22);
        var stored = get(tx.portal(db -> db.sql("select count(*) as n from lead.passport where token_hash = :plain")
                .bind("plain", token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .map(row -> StoredLeads.must(row, "n", Long.class))
                .one()));
        assertThat(stored).isZero();
        assertThat(get(leads.passport(token)).complex()).isEqualTo(complex.slug());
        assertThatThrownBy(() -> leads.passport(token.substring(1) + "A").block())
                .isInstanceOf(Problem.NotFound.class);
        clock.advance(Duration.ofDays(181));
        assertThatThrownBy(() -> leads.passport(token).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theBuyersYesStopsTheClockAndTheNoGoesToTheDesk() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var accepted = get(leads.request(form(complex, buyer(), null)));
        assertThat(get(leads.passport(accepted.passport())).state()).isEqualTo(Passport.State.WAITING);
        clock.advance(Duration.ofMinutes(20));
        assertThat(get(leads.passport(accepted.passport())).state()).isEqualTo(Passport.State.OVERDUE);
        assertThat(get(leads.answer(accepted.passport(), false)).called()).isFalse();
        assertThat(scene.events(complex.developer(), BuyerAnswered.class)).isEqualTo(1);
        var answered = get(leads.answer(accepted.passport(), true));
        assertThat(answered.state()).isEqualTo(Passport.State.CALLED);
        assertThat(answered.called()).isTrue();
        assertThat(get(leads.card(complex.developer(), accepted.lead())).lead().firstContactAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void aConsentTakenBackClosesThePhone() {
        var complex = scene.complexOf(CommercialModel.CPL);
        var accepted = get(leads.request(form(complex, buyer(), null)));
        assertThat(get(leads.passport(accepted.passport())).consents())
                .hasSize(2)
                .allMatch(Passport.Agreement::isGiven);
        var share = get(leads.withdraw(accepted.passport(), "share"));
        assertThat(share.state()).isEqualTo(Passport.State.WAITING);
        var contact = get(leads.withdraw(accepted.passport(), "contact"));
        assertThat(contact.state()).isEqualTo(Passport.State.WITHDRAWN);
        var row = get(leads.card(complex.developer(), accepted.lead())).lead();
        assertThat(row.buyer().withdrawn()).isTrue();
        assertThat(row.buyer().phone()).contains("•");
        assertThatThrownBy(
                        () -> leads.withdraw(accepted.passport(), "everything").block())
                .isInstanceOf(Problem.NotFound.class);
    }
}
