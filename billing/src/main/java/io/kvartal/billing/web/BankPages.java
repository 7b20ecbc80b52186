package io.kvartal.billing.web;

import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.Treasury;
import io.kvartal.billing.bank.Statements;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bank statements: upload, look, apply; then the lines that only a person can place. */
@Controller
@RequestMapping("/billing/bank")
class BankPages {
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final String SUSPENSE = "/billing/bank/suspense";

    private final Statements statements;
    private final Treasury treasury;
    private final PaymentTexts texts;

    BankPages(Statements statements, Treasury treasury, PaymentTexts texts) {
        this.statements = statements;
        this.treasury = treasury;
        this.texts = texts;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return list(staff, ui, Map.of(), null).map(page -> Pages.render("payment/bank", page));
    }

    private Mono<BankPage> list(Staff staff, Ui ui, Map<String, String> form, @Nullable String error) {
        return statements.statements().flatMap(all -> statements
                .suspense(staff.access("lines that wait"))
                .map(waiting -> new BankPage(ui, all, waiting.size(), form, error)));
    }

    @PostMapping
    Mono<Rendering> upload(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getMultipartData().flatMap(parts -> {
            var columns = text(parts, "columns");
            return content(parts)
                    .flatMap(bytes -> statements.upload(name(parts), bytes, columns, staff.name()))
                    .map(id -> Pages.seeOther("/billing/bank/" + id))
                    .onErrorResume(PaymentTexts::isMendable, wrong -> list(
                                    staff, ui, Map.of("columns", columns), PaymentTexts.sentence(ui, wrong))
                            .map(page -> Pages.invalid("payment/bank", page)));
        });
    }

    private static Mono<byte[]> content(MultiValueMap<String, Part> parts) {
        if (!(parts.getFirst("file") instanceof FilePart file)
                || file.filename().isEmpty()) {
            return Mono.error(() -> new Problem.Invalid("/file", "statement-nothing"));
        }
        return DataBufferUtils.join(file.content(), MOST_BYTES)
                .map(buffer -> {
                    var bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .switchIfEmpty(Mono.error(() -> new Problem.Invalid("/file", "statement-nothing")))
                .onErrorMap(
                        DataBufferLimitException.class,
                        large -> new Problem.Invalid("/file", "statement-large", MOST_BYTES / 1024 / 1024));
    }

    private static String name(MultiValueMap<String, Part> parts) {
        return parts.getFirst("file") instanceof FilePart file
                ? file.filename().replaceAll("[\\p{Cntrl}\\\\/]", "_")
                : "";
    }

    private static String text(MultiValueMap<String, Part> parts, String name) {
        return parts.getFirst(name) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }

    @GetMapping("/{id}")
    Mono<Rendering> one(Staff staff, Ui ui, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return statements.view(staff.access("bank statement"), id).flatMap(view -> texts.names(staff)
                .map(names -> Pages.render(
                        "payment/lines", new BankLinesPage(ui, view.statement(), view.lines(), names, null))));
    }

    @GetMapping("/{id}/file")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(Staff staff, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return statements.view(staff.access("bank statement as it came"), id).map(view -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(view.statement().fileName(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(statements.original(view.statement())));
    }

    @PostMapping("/{id}/application")
    Mono<Rendering> apply(Staff staff, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return statements
                .apply(staff.access("bank statement applied"), id, staff.name())
                .map(done -> Pages.seeOther("/billing/bank/" + id));
    }

    @GetMapping("/suspense")
    Mono<Rendering> suspense(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return suspense(staff, ui, null).map(page -> Pages.render("payment/lines", page));
    }

    private Mono<BankLinesPage> suspense(Staff staff, Ui ui, @Nullable String error) {
        return statements.suspense(staff.access("lines that wait")).flatMap(lines -> texts.names(staff)
                .map(names -> new BankLinesPage(ui, null, lines, names, error)));
    }

    /** One of the suggested invoices ({@code invoice=tenant/id}), or a developer: its oldest invoices first. */
    @PostMapping("/lines/{line}/assignment")
    Mono<Rendering> assign(Staff staff, Ui ui, @PathVariable UUID line, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(form -> form.toSingleValueMap())
                .flatMap(
                        form -> back(staff, ui, Mono.defer(() -> treasury.openInvoices(staff.access("assigning a line"))
                                .flatMap(open -> assigned(staff, line, form, open)))));
    }

    private Mono<Void> assigned(Staff staff, UUID line, Map<String, String> form, List<OpenInvoice> open) {
        var chosen = form.getOrDefault("invoice", "");
        var numbers = new ArrayList<OpenInvoice>();
        var tenant = form.getOrDefault("tenant", "");
        for (var one : open) {
            if (chosen.isBlank()
                    ? one.tenant().toString().equals(tenant)
                    : one.id().toString().equals(chosen)) {
                numbers.add(one);
            }
        }
        if (!chosen.isBlank() && numbers.isEmpty()) {
            throw new Problem.Conflict("invoice-not-payable");
        }
        var whose = chosen.isBlank()
                ? TenantId.of(Body.required(tenant.isBlank() ? null : tenant, "/tenant"))
                : numbers.getFirst().tenant();
        return statements.assign(
                line, whose, numbers.stream().map(OpenInvoice::id).toList(), staff.name());
    }

    @PostMapping("/lines/{line}/undo")
    Mono<Rendering> undo(Staff staff, Ui ui, @PathVariable UUID line, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .flatMap(form -> back(
                        staff,
                        ui,
                        Mono.defer(() -> statements.undo(line, String.valueOf(form.getFirst("note")), staff.name()))));
    }

    @PostMapping("/lines/{line}/aside")
    Mono<Rendering> aside(Staff staff, Ui ui, @PathVariable UUID line, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .flatMap(form -> back(staff, ui, Mono.defer(() -> {
                    var note = form.getFirst("note");
                    return statements.setAside(line, note == null ? "" : note, staff.name());
                })));
    }

    private Mono<Rendering> back(Staff staff, Ui ui, Mono<Void> act) {
        return act.then(Mono.fromSupplier(() -> Pages.seeOther(SUSPENSE)))
                .onErrorResume(PaymentTexts::isMendable, wrong -> suspense(staff, ui, PaymentTexts.sentence(ui, wrong))
                        .map(page -> Pages.invalid("payment/lines", page)));
    }
}
