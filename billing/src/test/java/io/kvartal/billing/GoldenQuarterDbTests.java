package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A quarter that an accountant wrote down by hand: contacts, contracts and money as they became known, and what must come of it. The stories are plain
 * text in {@code golden/}.
 */
@DbTest
class GoldenQuarterDbTests extends BillingBase {
    private static final List<String> ACCOUNTS =
            List.of("REVENUE", "VAT", "UNBILLED", "RECEIVABLE+PREPAID", "STRIPE_CLEARING", "CREDITS");

    @Autowired
    Fixations fixations;

    @Autowired
    Crediting crediting;

    @Autowired
    TimeMachine machine;

    private final Map<String, TenantId> tenants = new LinkedHashMap<>();
    private final Map<String, String> developerOf = new HashMap<>();
    private final Map<String, ContactFacts> contacts = new LinkedHashMap<>();
    private final Map<String, UUID> leads = new HashMap<>();
    private final Map<UUID, String> leadOf = new HashMap<>();
    /** developer, month, complex, channel, month of the line → raw, persons, target, counted when the month was closed. */
    private final Map<String, String> counts = new HashMap<>();

    private final String run = Ids.next().toString();

    /** Something that happens at a moment of knowledge. */
    private record Event(Instant at, Runnable happens) {}

    @BeforeEach
    void nothingKnown() {
        tenants.clear();
        contacts.clear();
    }

    @Test
    void theQuarterOfTheYearChangeComesOutAsTheAccountantSays() {
        live("quarter.txt", "2026-03-05T23:59:59");
    }

    @Test
    void theLeapDayComesOutAsTheAccountantSays() {
        live("leap-day.txt", "2028-04-02T12:00:00");
    }

    private void live(String name, String end) {
        var story = GoldenStory.read(name);
        var events = new ArrayList<Event>();
        story.lines().forEach(line -> events.addAll(events(line)));
        events.sort(Comparator.comparing(Event::at));
        for (var event : events) {
            clock.set(event.at());
            event.happens().run();
        }
        clock.set(GoldenStory.instant(end));
        print(name);
        verdicts(story);
        invoices(story);
        balances(story);
        timeMachine(story);
    }

    // ---- what happens ----

    private List<Event> events(GoldenStory.Line line) {
        return switch (line.keyword()) {
            case "ДОГОВОР" -> List.of(new Event(day(line.word(1)), () -> signed(line)));
            case "КЛИЕНТ" -> List.of(new Event(line.at(4), () -> claimed(line)));
            case "КОНТАКТ" -> List.of(new Event(known(line), () -> contact(line)));
            case "ПОЗЖЕ" -> List.of(new Event(line.at(1), () -> later(line)));
            case "КРЕДИТ" -> List.of(new Event(line.at(1), () -> credited(line)));
            case "ЗАМЕНА" -> replacement(line);
            case "СДЕЛКА" -> List.of(new Event(line.at(6), () -> deal(line)));
            case "ЗАКРЫТЬ" -> List.of(new Event(line.at(1), () -> closed(line.word(0))));
            case "ОПЛАТА" -> List.of(new Event(line.at(2), () -> paid(line)));
            case "РЕШЕНИЕ", "СТРОКА", "КРЕДИТ-СТРОКА", "ИТОГО", "САЛЬДО" -> List.of();
            default -> throw new IllegalStateException("line " + line.number() + ": " + line.keyword());
        };
    }

    private static Instant day(String date) {
        return GoldenStory.instant(date + "T09:00:00");
    }

    private static Instant known(GoldenStory.Line line) {
        var late = line.named().get("стало-известно");
        return late == null ? line.at(2).plus(Duration.ofMinutes(1)) : GoldenStory.instant(late);
    }

    private TenantId tenant(String developer) {
        return tenants.computeIfAbsent(developer, unseen -> Tenants.random());
    }

    private void signed(GoldenStory.Line line) {
        var from = LocalDate.parse(line.word(2));
        var party = SampleContracts.PARTY;
        var draft =
                switch (line.word(3)) {
                    case "CPL" ->
                        ContractDraft.cpl(from, party, Money.kzt(line.number("цена")))
                                .withTerms(terms(line));
                    case "CPT" -> ContractDraft.cpt(from, party, new BigDecimal(line.get("процент")));
                    default -> ContractDraft.placement(from, party, Money.kzt(line.number("плата")));
                };
        contracts.sign(tenant(line.word(0)), draft, "accountant").block();
    }

    private static Terms terms(GoldenStory.Line line) {
        var terms = Terms.defaults()
                .withMinTalkSec(line.number("разговор"))
                .withReviewFromSec(line.number("прослушивание"))
                .withUniqueness(
                        line.number("окно"),
                        UniquenessScope.valueOf(line.get("область")),
                        UniquenessAnchor.FIRST_BILLED);
        return line.named().containsKey("в-день")
                ? terms.withCaps(line.number("в-месяц"), line.number("в-день"))
                : terms;
    }

    private String person(String name) {
        return fixations.person(phone(name));
    }

    private PhoneNumber phone(String name) {
        return new PhoneNumber("+7701%07d".formatted(Math.floorMod((run + name).hashCode(), 10_000_000)));
    }

    private UUID lead(String developer, String person, String complex) {
        return leads.computeIfAbsent(developer + " " + person + " " + complex, unseen -> Ids.next());
    }

    private void claimed(GoldenStory.Line line) {
        var complex = line.optional(3);
        if (line.word(2).equals("portal")) {
            var lead = lead(line.word(0), line.word(1), line.word(3));
            fixations
                    .claim(tenant(line.word(0)), person(line.word(1)), complex, lead, line.at(4))
                    .block();
        } else {
            var draft = new ClaimDraft(
                    phone(line.word(1)), complex, Fixation.Channel.AGENCY, "агентство", "запись в журнале", line.at(4));
            fixations.claim(tenant(line.word(0)), draft, "tester").block();
        }
    }

    private void contact(GoldenStory.Line line) {
        var id = line.word(0);
        var hidden = line.word(5).equals("скрыт");
        var talk = line.named().get("разговор");
        var facts = new ContactFacts(
                Ids.next(),
                Channel.valueOf(line.word(3)),
                line.at(2),
                hidden ? null : person(line.word(5)),
                line.named().get("исключение"),
                talk != null || line.has("дозвонились"),
                5,
                talk == null ? 0 : Integer.parseInt(talk),
                line.word(4),
                null,
                null,
                null,
                null,
                null);
        developerOf.put(id, line.word(1));
        leadOf.put(facts.contact(), id);
        leads.put(id, hidden ? Ids.next() : lead(line.word(1), line.word(5), line.word(4)));
        tell(id, facts);
    }

    private void tell(String id, ContactFacts facts) {
        contacts.put(id, facts);
        billing.assess(tenant(developerOf.get(id)), leads.get(id), facts.complex(), facts)
                .block();
    }

    private void later(GoldenStory.Line line) {
        var now = contacts.get(line.word(0));
        var change = line.named().entrySet().iterator().next();
        tell(
                line.word(0),
                switch (change.getKey()) {
                    case "перезвонили" -> now.returned(Integer.parseInt(change.getValue()));
                    case "разговор" -> RandomHistories.with(now, now.person(), Integer.parseInt(change.getValue()));
                    case "человек" -> RandomHistories.with(now, person(change.getValue()), now.talkSec());
                    case "слово" ->
                        now.classified(
                                change.getValue().equals("target")
                                        ? Classification.target("listener", clock.instant())
                                        : Classification.nonTarget(change.getValue(), "listener", clock.instant()));
                    default -> throw new IllegalStateException("line " + line.number());
                });
    }

    private Charge chargeOf(String contact) {
        var facts = contacts.get(contact);
        return billing.charges(tenant(developerOf.get(contact)), BillingPeriod.of(facts.at(), zone())).block().stream()
                .filter(charge -> facts.contact().equals(charge.contact()))
                .findFirst()
                .orElseThrow();
    }

    private static java.time.ZoneId zone() {
        return java.time.ZoneId.of("Asia/Almaty");
    }

    private void credited(GoldenStory.Line line) {
        billing.credit(
                        tenant(developerOf.get(line.word(0))),
                        chargeOf(line.word(0)).id(),
                        CreditReason.DISPUTE,
                        Money.kzt(Long.parseLong(line.word(2))),
                        "",
                        "quality")
                .block();
    }

    /** Promised, and on the eleventh day looked after by the job. */
    private List<Event> replacement(GoldenStory.Line line) {
        return List.of(
                new Event(line.at(1), () -> billing.oweReplacement(
                                tenant(developerOf.get(line.word(0))),
                                chargeOf(line.word(0)).id(),
                                "",
                                "quality")
                        .block()),
                new Event(
                        line.at(1).plus(Duration.ofDays(11)),
                        () -> crediting.creditOverdue().block()));
    }

    private void deal(GoldenStory.Line line) {
        billing.declareDeal(
                        tenant(line.word(0)),
                        new DealDraft(
                                lead(line.word(0), line.word(1), line.word(2)),
                                Money.kzt(Long.parseLong(line.word(5))),
                                LocalDate.parse(line.word(3)),
                                LocalDate.parse(line.word(4)),
                                line.word(1)),
                        "manager")
                .block();
    }

    private void closed(String month) {
        var done = billing.close(BillingPeriod.parse(month), STAFF).block();
        assertThat(done.parked()).isEmpty();
        tenants.forEach(
                (developer, id) -> tx.in(id, db -> new Facts().newestSince(db, id, Instant.EPOCH)).block().stream()
                        .collect(java.util.stream.Collectors.groupingBy(known -> String.join(
                                " ",
                                developer,
                                month,
                                known.facts().complex(),
                                known.facts().channel().name(),
                                YearMonth.from(known.facts().at().atZone(zone()))
                                        .toString())))
                        .forEach((key, known) -> counts.put(key, counted(id, known))));
    }

    private String counted(TenantId id, List<Facts.Known> known) {
        var ids = known.stream().map(one -> one.facts().contact()).toList();
        var receipts = receipts(id, ids);
        var persons = known.stream()
                .map(one -> one.facts().person() == null
                        ? one.facts().contact().toString()
                        : one.facts().person())
                .distinct()
                .count();
        var target = receipts.values().stream()
                .filter(receipt -> receipt.verdict().billable())
                .count();
        return known.size() + " " + persons + " " + target;
    }

    private void paid(GoldenStory.Line line) {
        var invoice = invoice(line.word(0), line.word(1));
        billing.paid(
                        tenant(line.word(0)),
                        invoice.id(),
                        Money.kzt(Long.parseLong(line.word(3))),
                        run + line.number(),
                        clock.instant())
                .block();
    }

    private Invoice invoice(String developer, String month) {
        return billing.invoices(tenant(developer)).block().stream()
                .filter(one -> one.period().toString().equals(month))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no invoice " + developer + " " + month));
    }

    // ---- what must come of it ----

    private void verdicts(GoldenStory story) {
        var expected = new TreeSet<String>();
        var found = new TreeSet<String>();
        story.all("РЕШЕНИЕ").forEach(line -> expected.add(line.word(0) + " " + line.word(1) + " " + line.word(2)));
        contacts.forEach((id, facts) -> {
            var tenant = tenant(developerOf.get(id));
            var now = billing.assess(tenant, leads.get(id), facts.complex(), facts)
                    .block();
            var charge = now.charge();
            found.add(
                    id + " " + now.receipt().verdict().code() + " " + (charge == null ? "0" : plain(charge.amount())));
        });
        assertThat(found).isEqualTo(expected);
    }

    private void invoices(GoldenStory story) {
        var expected = new TreeSet<String>();
        story.all("ИТОГО").forEach(line -> expected.add("ИТОГО " + String.join(" ", line.words())));
        story.all("СТРОКА").forEach(line -> expected.add("СТРОКА " + String.join(" ", line.words())));
        story.all("КРЕДИТ-СТРОКА").forEach(line -> expected.add("КРЕДИТ-СТРОКА " + String.join(" ", line.words())));
        var found = new TreeSet<String>();
        tenants.forEach((developer, id) -> billing.invoices(id).block().forEach(one -> {
            found.add("ИТОГО " + developer + " " + one.period() + " " + plain(one.net()) + " " + plain(one.vat()) + " "
                    + plain(one.total()) + " " + one.dueOn() + " " + one.state());
            billing.invoice(id, one.id()).block().lines().forEach(line -> found.add(line(developer, one, line)));
        }));
        assertThat(found).isEqualTo(expected);
    }

    private String line(String developer, Invoice invoice, InvoiceLine line) {
        var charges = line.charges().stream()
                .map(id -> billing.charge(tenant(developer), id).block())
                .toList();
        var month = invoice.period().toString();
        var rate = plain(line.vatRate().movePointRight(2));
        if (line.kind().equals("CREDIT")) {
            var contact = charges.getFirst().charge().contact();
            return String.join(
                    " ",
                    "КРЕДИТ-СТРОКА",
                    developer,
                    month,
                    line.description(),
                    plain(line.net()),
                    rate,
                    plain(line.vat()),
                    leadOf.get(contact));
        }
        var period = YearMonth.from(charges.getFirst().charge().occurredAt().atZone(zone()))
                .toString();
        assertThat(charges)
                .allMatch(view -> YearMonth.from(view.charge().occurredAt().atZone(zone()))
                        .toString()
                        .equals(period));
        var late = !period.equals(month) || !line.kind().equals("LEAD");
        var wholly = charges.stream()
                .filter(view ->
                        view.charge().rest().isZero() && view.credits().stream().noneMatch(CreditNote::afterInvoice))
                .count();
        return String.join(
                " ",
                "СТРОКА",
                developer,
                month,
                line.kind(),
                or(line.complex()),
                line.channel() == null ? "-" : line.channel().name(),
                period,
                plain(line.unitPrice()),
                String.valueOf(line.quantity()),
                plain(line.net()),
                rate,
                plain(line.vat()),
                late
                        ? "- - -"
                        : counts.get(String.join(
                                " ",
                                developer,
                                month,
                                line.complex(),
                                line.channel().name(),
                                month)),
                String.valueOf(charges.size()),
                String.valueOf(wholly));
    }

    private void balances(GoldenStory story) {
        story.all("САЛЬДО").forEach(line -> assertThat(plain(balance(line.word(0))))
                .as(line.word(0))
                .isEqualTo(line.word(1)));
        assertThat(story.all("САЛЬДО")).hasSize(ACCOUNTS.size());
        assertThat(ACCOUNTS.stream().map(this::balance).reduce(Money.ZERO_KZT, Money::plus))
                .isEqualTo(Money.ZERO_KZT);
    }

    private Money balance(String accounts) {
        return List.of(accounts.split("\\+")).stream()
                .flatMap(account -> tenants.values().stream()
                        .map(id -> tx.in(id, db -> new Ledger().balance(db, id, Account.valueOf(account)))
                                .block()))
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    /** The same months under the same contracts, judged once more. */
    private void timeMachine(GoldenStory story) {
        var months = story.all("ЗАКРЫТЬ").stream()
                .map(line -> YearMonth.parse(line.word(0)))
                .toList();
        tenants.values().forEach(id -> {
            var report = machine.ask(id, TimeMachineDbTests.question(months.getFirst(), months.getLast()))
                    .block();
            assertThat(report.difference()).isEqualTo(Money.ZERO_KZT);
        });
    }

    // ---- printing ----

    private void print(String name) {
        var out = new StringBuilder("\n==== " + name + " ====\n\nНАЧИСЛЕНИЯ\n");
        out.append(row("застройщик", "когда", "что", "контакт", "без НДС", "ставка", "снято", "счёт"));
        tenants.forEach((developer, id) -> charges(id)
                .forEach(charge -> out.append(row(
                        developer,
                        charge.occurredAt().atZone(zone()).toLocalDateTime().toString(),
                        or(charge.complex()) + " " + (charge.channel() == null ? charge.kind() : charge.channel()),
                        charge.contact() == null ? "-" : leadOf.get(charge.contact()),
                        plain(charge.amount()),
                        plain(charge.vatRate().movePointRight(2)),
                        plain(charge.credited()),
                        charge.invoice() == null
                                ? "-"
                                : billing.invoice(id, charge.invoice())
                                        .block()
                                        .invoice()
                                        .period()
                                        .toString()))));
        out.append("\nСЧЕТА\n");
        tenants.forEach(
                (developer, id) -> billing.invoices(id).block().reversed().forEach(one -> {
                    out.append(row(
                            developer,
                            one.period().toString(),
                            one.number(),
                            one.state().name(),
                            plain(one.net()),
                            plain(one.vat()),
                            plain(one.total()),
                            "оплачено " + plain(one.paid())));
                    billing.invoice(id, one.id()).block().lines().forEach(line -> out.append("    ")
                            .append(line(developer, one, line))
                            .append('\n'));
                }));
        out.append("\nОБОРОТНАЯ ВЕДОМОСТЬ\n");
        ACCOUNTS.forEach(account -> out.append(String.format("%-22s %16s%n", account, plain(balance(account)))));
        System.out.println(out);
    }

    private List<Charge> charges(TenantId id) {
        return tx.in(id, db -> new Charges().between(db, id, Instant.EPOCH, clock.instant()))
                .block()
                .reversed();
    }

    private static String row(Object... cells) {
        return String.format("%-10s %-20s %-14s %-8s %12s %12s %12s %s%n", cells);
    }

    private static String or(String text) {
        return text == null ? "-" : text;
    }

    private static String plain(Money money) {
        return plain(money.amount());
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
