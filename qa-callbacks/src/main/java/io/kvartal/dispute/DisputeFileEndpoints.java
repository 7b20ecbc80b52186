package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of a dispute go in by a form and come out as downloads. */
@Controller
class DisputeFileEndpoints {
    private final Disputes disputes;
    private final DisputeFiles files;
    private final DisputeScreens screens;

    DisputeFileEndpoints(Disputes disputes, DisputeFiles files, DisputeScreens screens) {
        this.disputes = disputes;
        this.files = files;
        this.screens = screens;
    }

    @PostMapping("/cabinet/leads/{id}/dispute/files")
    Mono<Rendering> add(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        var lead = LeadId.of(id);
        return disputes.ofLead(member.tenant(), lead)
                .map(found -> found.map(DisputeView::dispute).orElseThrow(() -> new Problem.NotFound("dispute")))
                .flatMap(dispute -> sent(exchange).flatMap(file -> bytes(file)
                        .flatMap(content ->
                                files.add(member.tenant(), dispute.id(), file.filename(), content, member.name()))))
                .map(added -> Pages.seeOther("/cabinet/leads/" + id + "/dispute"))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> again(
                                ui, member, lead, wrong.errors().getFirst().code(), HttpStatus.UNPROCESSABLE_CONTENT))
                .onErrorResume(
                        Problem.Conflict.class,
                        refused -> again(ui, member, lead, refused.code(), HttpStatus.CONFLICT));
    }

    private Mono<Rendering> again(Ui ui, Member member, LeadId lead, String code, HttpStatus status) {
        return screens.forMember(ui, member, lead, Claimed.NOTHING, "problem." + code)
                .map(page -> Pages.render(status, "dispute/cabinet", page));
    }

    private static Mono<FilePart> sent(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .flatMap(parts -> parts.getFirst("file") instanceof FilePart file
                                && !file.filename().isEmpty()
                        ? Mono.just(file)
                        : Mono.error(new Problem.Invalid("/file", "dispute.file-format")));
    }

    private static Mono<byte[]> bytes(FilePart file) {
        return DataBufferUtils.join(file.content(), Evidence.MOST_BYTES)
                .map(buffer -> {
                    var bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .switchIfEmpty(Mono.error(() -> new Problem.Invalid("/file", "dispute.file-format")))
                .onErrorMap(
                        DataBufferLimitException.class,
                        large -> new Problem.Invalid("/file", "dispute.file-size", Evidence.MOST_BYTES / 1024 / 1024));
    }

    @GetMapping("/cabinet/leads/{lead}/dispute/files/{id}")
    Mono<ResponseEntity<Flux<DataBuffer>>> ofMember(Member member, @PathVariable String id) {
        return files.file(member.tenant(), Ids.parse(id)).map(this::download);
    }

    @GetMapping("/desk/disputes/files/{id}")
    Mono<ResponseEntity<Flux<DataBuffer>>> ofStaff(Staff staff, @PathVariable String id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        return files.file(staff.access("evidence " + id), Ids.parse(id)).map(this::download);
    }

    /** Never shown inside our pages, whatever a browser thinks that it is. */
    private ResponseEntity<Flux<DataBuffer>> download(DisputeFile file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.contentType()))
                .contentLength(file.bytes())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(files.content(file));
    }
}
