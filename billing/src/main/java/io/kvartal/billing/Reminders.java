package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Attachment;
import io.kvartal.platform.message.Mail;
import io.kvartal.platform.message.Mailer;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Letters about invoices: the invoice itself with its paper as soon as it is final, then what the reminder policy says as long as it is not paid. Each
 * step is written once; nobody unsubscribes from an invoice.
 */
@Component("invoiceReminders")
public class Reminders implements OutboxConsumer<InvoiceFinalised> {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final int DAY_FROM = 9;
    private static final int DAY_UNTIL = 20;

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final InvoicePrint print;
    private final Mailer mailer;
    private final Uis uis;
    private final Templates templates;
    private final Invoices invoices = new Invoices();
    private final InvoiceLetterRows letters = new InvoiceLetterRows();

    Reminders(
            TenantTx tx,
            Clock clock,
            Contracts contracts,
            InvoicePrint print,
            Mailer mailer,
            Uis uis,
            Templates templates) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.print = print;
        this.mailer = mailer;
        this.uis = uis;
        this.templates = templates;
    }

    /** Letters that were written about the invoice, oldest first. */
    public Mono<List<InvoiceReminder>> ofInvoice(TenantId tenant, InvoiceId invoice) {
        return tx.in(tenant, db -> letters.ofInvoice(db, tenant, invoice));
    }

    @Override
    public Class<InvoiceFinalised> event() {
        return InvoiceFinalised.class;
    }

    @Override
    public String name() {
        return "billing.invoice-letter";
    }

    /** The paper is made outside any transaction; what is written is once by its key. */
    @Override
    public boolean callsOutside() {
        return true;
    }

    @Override
    public Mono<Void> on(@Nullable TenantId ignored, InvoiceFinalised event) {
        return write(event.tenant(), event.invoice(), ReminderStep.INVOICE).then();
    }

    /** By day, all that is due; one that fails holds up nobody. Emits how many letters were written. */
    Mono<Long> remind() {
        var local = clock.instant().atZone(WorkingHours.ALMATY);
        if (local.getHour() < DAY_FROM || local.getHour() >= DAY_UNTIL) {
            return Mono.just(0L);
        }
        return tx.staff(StaffAccess.system("invoice reminders"), db -> letters.policy(db)
                        .flatMap(policy ->
                                letters.candidates(db, local.toLocalDate()).map(found -> new Due(policy, found))))
                .flatMapMany(due -> Flux.fromIterable(due.candidates())
                        .concatMap(one -> remind(due.policy(), one).onErrorResume(failure -> {
                            LOG.error("no reminder of invoice {}", one.invoice(), failure);
                            return Mono.just(false);
                        })))
                .filter(written -> written)
                .count();
    }

    private record Due(List<ReminderStep> policy, List<InvoiceLetterRows.Candidate> candidates) {}

    private Mono<Boolean> remind(List<ReminderStep> policy, InvoiceLetterRows.Candidate one) {
        var tenant = one.tenant();
        return tx.in(tenant, db -> invoices.byId(db, tenant, one.invoice())
                        .flatMap(invoice -> letters.ofInvoice(db, tenant, one.invoice())
                                .map(written -> ReminderStep.due(
                                        policy,
                                        written.stream()
                                                .collect(Collectors.toMap(
                                                        InvoiceReminder::step, letter -> day(letter.writtenAt()))),
                                        invoice.issuedOn(),
                                        invoice.dueOn(),
                                        today()))))
                .flatMap(step -> step.map(due -> write(tenant, one.invoice(), due.step()))
                        .orElse(Mono.just(false)));
    }

    /** Emits false when the step was written before, or the invoice no longer waits for money. */
    private Mono<Boolean> write(TenantId tenant, InvoiceId id, String step) {
        return tx.in(tenant, db -> invoices.view(db, tenant, id)
                        .flatMap(view -> letters.language(db, tenant).map(lang -> new Draft(view, lang))))
                .filter(draft -> isWanted(draft.view().invoice(), step))
                .flatMap(draft -> print.pdf(draft.view(), draft.lang())
                        .flatMap(pdf -> tx.in(tenant, db -> store(db, draft, step, pdf))))
                .defaultIfEmpty(false);
    }

    private record Draft(InvoiceView view, Lang lang) {}

    /** A first letter also for an invoice that credits have paid already: it is the developer's paper. */
    private static boolean isWanted(Invoice invoice, String step) {
        return invoice.state() == InvoiceState.FINAL
                || (invoice.state() == InvoiceState.PAID && step.equals(ReminderStep.INVOICE));
    }

    /** The lock and the second look keep a payment of this moment from being answered with a reminder. */
    private Mono<Boolean> store(DatabaseClient db, Draft draft, String step, byte[] pdf) {
        var invoice = draft.view().invoice();
        var tenant = invoice.tenant();
        return TenantLock.take(db, tenant)
                .then(invoices.byId(db, tenant, invoice.id()))
                .filter(now -> isWanted(now, step))
                .flatMap(now -> recipient(tenant, draft.view()).flatMap(to -> {
                    var known = Mail.isAddress(to);
                    return letters.insert(
                                    db, tenant, invoice.id(), step, to, known ? null : "no-address", clock.instant())
                            .filterWhen(isNew -> isNew && known
                                    ? letter(draft, now, step, to, pdf)
                                            .flatMap(mail ->
                                                    mailer.sendOnce(db, "invoice " + invoice.id() + " " + step, mail))
                                            .thenReturn(true)
                                    : Mono.just(isNew));
                }))
                .defaultIfEmpty(false);
    }

    /** Where the contract says now; an invoice of an older version went to where that one said. */
    private Mono<String> recipient(TenantId tenant, InvoiceView view) {
        return contracts
                .history(tenant)
                .map(versions -> versions.isEmpty()
                        ? view.buyer().email()
                        : versions.getFirst().party().email());
    }

    private Mono<Mail> letter(Draft draft, Invoice invoice, String step, String to, byte[] pdf) {
        return contracts.history(invoice.tenant()).map(versions -> {
            var after = versions.isEmpty()
                    ? Optional.<Integer>empty()
                    : Optional.ofNullable(versions.getFirst().billing().restrictAfterDays());
            var page = page(uis.in(draft.lang()), invoice, step, after.orElse(null));
            return new Mail(to, page.subject(), templates.bodyText("reminder/letter", page), page.plain())
                    .with(new Attachment(invoice.number() + ".pdf", "application/pdf", pdf));
        });
    }

    private InvoiceLetterPage page(Ui ui, Invoice invoice, String step, @Nullable Integer afterDays) {
        var overdue = ChronoUnit.DAYS.between(invoice.dueOn(), today());
        var kind = ReminderStep.kind(step, overdue);
        var open = invoice.total().minus(invoice.paid());
        var facts = new ArrayList<InvoiceLetterPage.Fact>();
        facts.add(new InvoiceLetterPage.Fact(ui.t("billing.col.number"), invoice.number()));
        facts.add(new InvoiceLetterPage.Fact(
                ui.t("billing.period"), ui.month(invoice.period().month())));
        facts.add(new InvoiceLetterPage.Fact(ui.t("billing.col.total"), ui.money(invoice.total())));
        if (!open.equals(invoice.total())) {
            facts.add(new InvoiceLetterPage.Fact(ui.t("reminder.open"), ui.money(open)));
        }
        facts.add(new InvoiceLetterPage.Fact(ui.t("billing.col.due"), ui.date(invoice.dueOn())));
        return new InvoiceLetterPage(
                ui,
                ui.t("reminder.subject." + kind, invoice.number(), Math.abs(overdue)),
                ui.t("reminder.intro." + kind, invoice.number(), ui.date(invoice.dueOn()), Math.abs(overdue)),
                facts,
                afterDays == null || invoice.state() != InvoiceState.FINAL
                        ? null
                        : ui.t("reminder.warning", ui.date(Restriction.startsOn(invoice.dueOn(), afterDays))),
                ui.absolute("/cabinet/billing/invoices/" + invoice.id() + "/payment"));
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkingHours.ALMATY);
    }
}
