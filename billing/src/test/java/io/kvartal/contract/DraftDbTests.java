package io.kvartal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** A draft is written by one person and approved by another. */
@DbTest
class DraftDbTests {
    private static final Person ANNA = new Person("anna", "Анна");
    private static final Person BORIS = new Person("boris", "Борис");
    private static final StaffAccess STAFF = new StaffAccess("tester", "drafts in a test");
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);

    @Autowired
    ContractDrafts drafts;

    @Autowired
    Contracts contracts;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();
    private Contract first = SampleContracts.signed(SampleContracts.cpl());

    @BeforeEach
    void aTenantWithAContract() {
        clock.set(TestClock.START);
        first = contracts.sign(tenant, SampleContracts.cpl(), "tester").block();
    }

    private ContractDraft dearer(int tenge) {
        return first.redraft(DECEMBER).withPrices(List.of(PriceRule.all(Money.kzt(tenge))));
    }

    private Proposal save(int edited, ContractDraft content, Person by) {
        return drafts.save(tenant, edited, content, "new prices", by).block();
    }

    private void sql(String statement) {
        tx.in(tenant, db -> db.sql(statement).then()).block();
    }

    private List<String> audit() {
        return tx.portal(db -> db.sql("select action from platform.audit where subject = :who order by id")
                        .bind("who", "tenant " + tenant)
                        .map(row -> row.get("action", String.class))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void anotherPersonMakesTheDraftTheNextVersion() {
        var written = save(0, dearer(20_000), ANNA);
        assertThat(drafts.open(tenant).block()).contains(written);
        assertThat(drafts.allOpen(STAFF).block()).contains(written);
        assertThat(contracts.history(tenant).block()).containsExactly(first);

        assertThatThrownBy(() -> drafts.approve(tenant, 1, ANNA).block())
                .isInstanceOfSatisfying(
                        Problem.Forbidden.class, own -> assertThat(own.code()).isEqualTo("contract-own-draft"));
        var signed = drafts.approve(tenant, 1, BORIS).block();

        assertThat(signed.redraft(DECEMBER)).isEqualTo(dearer(20_000));
        assertThat(signed.state(clock.instant())).isEqualTo(VersionState.APPROVED);
        assertThat(drafts.open(tenant).block()).isEmpty();
        var closed = drafts.all(tenant).block().getFirst();
        assertThat(closed.state()).isEqualTo(Proposal.State.APPROVED);
        assertThat(closed.contract()).isEqualTo(signed.id());
        assertThat(closed.closedBy()).isEqualTo(BORIS);
        assertThat(closed.author()).isEqualTo(ANNA);
        assertThat(audit())
                .containsExactly(
                        "contract-signed", "contract-draft-saved", "contract-signed", "contract-draft-approved");
    }

    @Test
    void whoeverEditedLastMayNotApproveAndLookingIsNoEdit() {
        save(0, dearer(20_000), ANNA);
        assertThat(save(1, dearer(20_000), BORIS).version()).isOne();
        assertThat(save(1, dearer(21_000), BORIS).editor()).isEqualTo(BORIS);
        assertThatThrownBy(() -> drafts.approve(tenant, 2, BORIS).block()).isInstanceOf(Problem.Forbidden.class);
        assertThat(drafts.approve(tenant, 2, ANNA).block().version()).isEqualTo(2);
    }

    @Test
    void oneOfTwoEditorsIsToldThatTheOtherWasFaster() {
        save(0, dearer(20_000), ANNA);
        assertThatThrownBy(() -> save(0, dearer(22_000), BORIS))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, late -> assertThat(late.args()).containsExactly("Анна"));
        save(1, dearer(23_000), ANNA);
        assertThatThrownBy(() -> save(1, dearer(22_000), BORIS)).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> drafts.approve(tenant, 1, BORIS).block())
                .as("what was not read is not approved")
                .isInstanceOf(Problem.Conflict.class);
        assertThat(drafts.open(tenant).block().orElseThrow().content()).isEqualTo(dearer(23_000));
    }

    @Test
    void ofTwoWhoSaveAtOnceOneIsStored() {
        for (int edited = 0; edited < 4; edited++) {
            var at = edited;
            var results = Mono.zip(
                            drafts.save(tenant, at, dearer(30_000 + at * 10), "a", ANNA)
                                    .thenReturn(1)
                                    .onErrorReturn(Problem.Conflict.class, 0),
                            drafts.save(tenant, at, dearer(30_001 + at * 10), "b", BORIS)
                                    .thenReturn(1)
                                    .onErrorReturn(Problem.Conflict.class, 0))
                    .block();
            assertThat(results.getT1() + results.getT2()).isOne();
            assertThat(drafts.open(tenant).block().orElseThrow().version()).isEqualTo(at + 1);
        }
        assertThat(drafts.all(tenant).block()).hasSize(1);
    }

    @Test
    void aDiscardedDraftStaysReadableAndANewOneCanBegin() {
        save(0, dearer(20_000), ANNA);
        drafts.discard(tenant, 1, ANNA).block();
        save(0, dearer(25_000), BORIS);
        assertThat(drafts.all(tenant).block())
                .extracting(
                        Proposal::state,
                        draft -> draft.content().prices().getFirst().price())
                .containsExactly(
                        tuple(Proposal.State.OPEN, Money.kzt(25_000)),
                        tuple(Proposal.State.DISCARDED, Money.kzt(20_000)));
        assertThat(audit()).contains("contract-draft-discarded");
    }

    @Test
    void aDraftWhoseDayHasPassedIsNotApproved() {
        save(0, dearer(20_000), ANNA);
        clock.set(TestClock.START.plusSeconds(30L * 86_400));
        assertThatThrownBy(() -> drafts.approve(tenant, 1, BORIS).block()).isInstanceOf(Problem.Invalid.class);
        assertThat(contracts.history(tenant).block()).hasSize(1);
        assertThat(drafts.open(tenant).block()).isPresent();
    }

    @Test
    void anotherTenantNeverSeesTheDraft() {
        save(0, dearer(20_000), ANNA);
        var other = Tenants.random();
        assertThat(drafts.all(other).block()).isEmpty();
        assertThat(tx.in(other, db -> db.sql("select count(*) as n from contract.draft")
                                .map(row -> row.get("n", Long.class))
                                .one())
                        .block())
                .isZero();
        assertThatThrownBy(() -> drafts.approve(other, 1, BORIS).block()).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theDatabaseItselfKeepsClosedDraftsAndTheSecondPerson() {
        save(0, dearer(20_000), ANNA);
        assertThatThrownBy(() -> sql("""
            update contract.draft set state = 'APPROVED', closed_by = editor, closed_by_name = editor_name,
                closed_at = now(), contract = (select id from contract.contract limit 1)\
            """)).hasStackTraceContaining("draft_approved_by_another");
        assertThatThrownBy(() -> sql("update contract.draft set content = '{}'"))
                .hasStackTraceContaining("every edit of a draft counts");
        assertThatThrownBy(() -> sql("""
            update contract.draft set state = 'DISCARDED', closed_by = 'x', closed_by_name = 'x', closed_at = now(),
                content = '{}'\
            """)).hasStackTraceContaining("closing a draft changes nothing of it");
        drafts.discard(tenant, 1, ANNA).block();
        assertThatThrownBy(() -> sql("update contract.draft set note = 'other'"))
                .hasStackTraceContaining("a closed draft is never changed");
        assertThatThrownBy(() -> sql("delete from contract.draft")).hasStackTraceContaining("permission denied");
    }
}
