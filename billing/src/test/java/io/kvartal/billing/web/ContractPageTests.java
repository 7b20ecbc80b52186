package io.kvartal.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.DeveloperDirectory.Developer;
import io.kvartal.contract.DraftId;
import io.kvartal.contract.Person;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page of contracts in every language, full and empty; and forms that read as what they were made from. */
class ContractPageTests {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Person ANNA = new Person("anna", "<b>Анна</b>");
    private static final Person BORIS = new Person("boris", "Борис");
    private static final CurrentUser BILLING = new CurrentUser.Staff("boris", "Борис", Set.of(Role.BILLING));

    private static ContractDraft rich() {
        var form = ContractForm.typed(DraftForm.of(
                        SampleContracts.cpl()
                                .withTerms(Terms.defaults().withCaps(90, 9))
                                .withPlan(40)
                                .withPrices(List.of(
                                        PriceRule.all(Money.kzt(15_000)),
                                        new PriceRule(
                                                "alatau-park",
                                                RoomClass.STUDIO,
                                                Channel.FORM,
                                                "yandex",
                                                Money.kzt(12_000)),
                                        new PriceRule(null, null, null, "2gis", Money.of(1_250_050, "KZT")))),
                        "prices",
                        3)
                .fields());
        return read(form.with("newComplex", "alatau-park")
                .with("holidays", "16.12.2026\n2027-01-01")
                .with("validFrom", "2026-12-01")
                .withNewComplex()
                .with("c0.minTalkSec", "60"));
    }

    private static ContractDraft read(ContractForm form) {
        var fields = new DraftFields(form);
        var draft = fields.read(ContractDraft.PORTAL);
        assertThat(fields.wrong().errors()).isEmpty();
        return draft;
    }

    private static ContractDraft placement() {
        var form = DraftForm.of(
                ContractDraft.placement(LocalDate.of(2026, 12, 1), SampleContracts.PARTY, Money.kzt(450_000)), "", 0);
        return read(form.with("prepaidMonths", "3")
                .with("b0.name", "banner")
                .with("b0.price", "40 000")
                .with("b0.frequency", BundleItem.Frequency.ONCE.name()));
    }

    private static List<ContractDraft> drafts() {
        var from = LocalDate.of(2026, 12, 1);
        return List.of(
                rich(),
                placement(),
                ContractDraft.cpt(from, SampleContracts.PARTY, new BigDecimal("1.8")),
                ContractDraft.free(from, SampleContracts.PARTY));
    }

    private static Proposal proposal(ContractDraft content, Proposal.State state, Contract made) {
        var closed = state != Proposal.State.OPEN;
        return new Proposal(
                new DraftId(Ids.next()),
                SampleContracts.TENANT,
                2,
                state,
                content,
                "<b>why</b>",
                ANNA,
                AT,
                ANNA,
                AT,
                closed ? BORIS : null,
                closed ? AT : null,
                made == null ? null : made.id());
    }

    private static Stream<Map.Entry<String, Page>> pages(Ui ui) {
        var versions = List.of(SampleContracts.version(rich(), 2), SampleContracts.version(SampleContracts.cpl(), 1));
        var open = proposal(placement(), Proposal.State.OPEN, null);
        var approved = proposal(rich(), Proposal.State.APPROVED, versions.getFirst());
        var discarded = proposal(rich(), Proposal.State.DISCARDED, null);
        var file =
                new ContractCase(SampleContracts.TENANT, "<b>Alatau</b>", versions, List.of(open, approved, discarded));
        var empty = new ContractCase(SampleContracts.TENANT, "Alatau", List.of(), List.of());
        var begun = new ContractCase(SampleContracts.TENANT, "Alatau", List.of(), List.of(open));
        var directory = IntStream.range(0, 60)
                .mapToObj(i -> new Developer(new TenantId(new UUID(3, i)), "Developer " + i))
                .toList();
        var rows = ContractRow.of(versions, List.of(open), directory, ui.now());
        var wrong = new DraftFields(
                DraftForm.of(rich(), "", 1).with("t.minTalkSec", "999").with("zone", "Mars"));
        assertThat(wrong.read(ContractDraft.PORTAL)).isNull();
        return Stream.of(
                Map.entry("list", new ContractsPage(ui, rows, ContractRow.Show.ALL, "", 2)),
                Map.entry("list", new ContractsPage(ui, rows, ContractRow.Show.DRAFT, "ala", 1)),
                Map.entry("list", new ContractsPage(ui, List.of(), ContractRow.Show.ALL, "", 1)),
                Map.entry("contract", new ContractPage(ui, file, versions.getFirst())),
                Map.entry("contract", new ContractPage(ui, empty, null)),
                Map.entry("contract", new ContractPage(ui, begun, null)),
                Map.entry(
                        "editor",
                        new ContractEditorPage(ui, file, file.form(ui.now()), file.differences(rich()), "late")),
                Map.entry("editor", new ContractEditorPage(ui, empty, empty.form(ui.now()), List.of(), null)),
                Map.entry("editor", new ContractEditorPage(ui, begun, wrong.wrong(), List.of(), null)),
                Map.entry(
                        "approval",
                        new ContractApprovalPage(ui, file, open, file.differences(open.content()), "refused")),
                Map.entry("approval", new ContractApprovalPage(ui, file, discarded, List.of(), null)),
                Map.entry("approval", new ContractApprovalPage(ui, begun, open, List.of(), null)),
                Map.entry("compare", new ContractComparePage(ui, file, versions.getFirst(), versions.getLast())),
                Map.entry("compare", new ContractComparePage(ui, file, versions.getLast(), null)),
                Map.entry("own", new CabinetContractPage(ui, versions, versions.getFirst())),
                Map.entry("own", new CabinetContractPage(ui, List.of(), null)));
    }

    private static String render(String template, Page page) {
        var out = new StringOutput();
        ENGINE.render("contract/" + template + ".jte", page, out);
        return out.toString();
    }

    @Test
    void everyPageRendersInEveryLanguage() {
        for (var lang : Lang.values()) {
            pages(Ui.sample(lang, BILLING)).forEach(page -> {
                assertThat(render(page.getKey(), page.getValue()))
                        .as(page.getKey())
                        .isNotBlank()
                        .doesNotContain("<b>", "contract.", "problem.");
                assertThat(page.getValue().title()).isNotBlank();
            });
            for (var draft : drafts()) {
                var signed = SampleContracts.signed(draft);
                assertThat(render("own", new CabinetContractPage(Ui.sample(lang), List.of(signed), signed)))
                        .isNotBlank();
            }
        }
    }

    @Test
    void theDeveloperReadsTheScopeOfUniquenessInBold() {
        var signed = SampleContracts.signed(rich());
        assertThat(render("own", new CabinetContractPage(Ui.sample(Lang.RU), List.of(signed), signed)))
                .contains("Один человек оплачивается не чаще раза за 60 дней")
                .contains("<strong>по всем вашим комплексам вместе</strong>");
    }

    @Test
    void aFormReadsAsTheDraftThatItWasMadeFrom() {
        for (var draft : drafts()) {
            assertThat(read(DraftForm.of(draft, "note", 4))).isEqualTo(draft);
        }
    }

    @Test
    void everyWrongFieldGetsASentenceAndNothingTypedIsLost() {
        var form = DraftForm.of(rich(), "", 1)
                .with("validFrom", "soon")
                .with("t.minTalkSec", "many")
                .with("t.uniquenessScope", "GALAXY")
                .with("price", "-5")
                .with("p0.price", "")
                .with("p1.price", "1,234.5678")
                .with("h.MONDAY.from", "20:00")
                .with("zone", "Mars")
                .with("holidays", "2026-12-16 never")
                .with("decideDays", "0")
                .with("taxId", "")
                .with("newComplex", "Not A Slug");
        var fields = new DraftFields(form);
        assertThat(fields.read(ContractDraft.PORTAL)).isNull();
        assertThat(fields.wrong().errors().keySet())
                .contains(
                        "validFrom",
                        "t.minTalkSec",
                        "t.uniquenessScope",
                        "price",
                        "p0.price",
                        "p1.price",
                        "h.MONDAY.from",
                        "zone",
                        "holidays",
                        "decideDays",
                        "taxId",
                        "newComplex");
        assertThat(fields.wrong().fields()).isEqualTo(form.fields());
    }

    @Test
    void aComplexIsAddedWithTheCommonTermsAndTakenBack() {
        var form = DraftForm.of(SampleContracts.cpl(), "", 0);
        var added = form.with("newComplex", "alatau-park").withNewComplex();
        assertThat(read(added).complexTerms()).isEqualTo(Map.of("alatau-park", Terms.defaults()));
        assertThat(added.with("newComplex", "alatau-park").withNewComplex().complexes())
                .hasSize(1);
        assertThat(read(added.with("c0.remove", "on")).complexTerms()).isEmpty();
    }

    @Test
    void thereAreAlwaysEmptyRowsForMorePrices() {
        var form = DraftForm.of(rich(), "", 0);
        assertThat(form.priceRows()).hasSize(2 + 4);
        assertThat(form.with("p5.price", "1").priceRows()).hasSize(6 + 4);
    }

    @Test
    void theListIsNarrowedByStateAndName() {
        var signed = SampleContracts.signed(SampleContracts.cpl());
        var rows = ContractRow.of(
                List.of(signed), List.of(), List.of(new Developer(new TenantId(new UUID(3, 1)), "Samal")), AT);
        assertThat(rows.stream().filter(row -> row.fits(ContractRow.Show.NONE, "")))
                .extracting(ContractRow::name)
                .containsExactly("Samal");
        assertThat(rows.stream().filter(row -> row.fits(ContractRow.Show.IN_FORCE, "алатау")))
                .hasSize(1);
        assertThat(rows.stream().filter(row -> row.fits(ContractRow.Show.APPROVED, "")))
                .isEmpty();
    }
}
