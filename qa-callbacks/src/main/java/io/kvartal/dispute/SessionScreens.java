package io.kvartal.dispute;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.Recordings;
import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Pdf;
import io.kvartal.platform.web.Ui;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what both sides see of a joint listening. */
@Component
class SessionScreens {
    static final String VIEW = "dispute/session";

    private final TenantTx tx;
    private final Listening listening;
    private final DisputeLog log;
    private final Leads leads;
    private final Recordings recordings;
    private final Catalogue catalogue;
    private final AccountManagers managers;
    private final Clock clock;

    SessionScreens(
            TenantTx tx,
            Listening listening,
            DisputeLog log,
            Leads leads,
            Recordings recordings,
            Catalogue catalogue,
            AccountManagers managers,
            Clock clock) {
        this.tx = tx;
        this.listening = listening;
        this.log = log;
        this.leads = leads;
        this.recordings = recordings;
        this.catalogue = catalogue;
        this.managers = managers;
        this.clock = clock;
    }

    Mono<SessionPage> forStaff(Ui ui, Staff staff, SessionId id, @Nullable String problem) {
        return tx.staff(
                staff.access("joint listening " + id),
                db -> listening.session(staff, id).flatMap(session -> managers.of(session.tenant())
                        .flatMap(manager -> page(
                                db,
                                ui,
                                session,
                                Side.PORTAL,
                                manager.filter(own -> own.isSame(staff.userId(), staff.name()))
                                        .isEmpty(),
                                problem))));
    }

    Mono<SessionPage> forMember(Ui ui, Member member, SessionId id, @Nullable String problem) {
        return tx.in(member.tenant(), db -> listening
                .session(member, id)
                .flatMap(session -> page(db, ui, session, Side.DEVELOPER, false, problem)));
    }

    private Mono<SessionPage> page(
            DatabaseClient db,
            Ui ui,
            ListeningSession session,
            Side side,
            boolean mayDecide,
            @Nullable String problem) {
        return Flux.fromIterable(session.disputes())
                .concatMap(dispute -> heard(db, dispute, side))
                .collectList()
                .flatMap(heard -> catalogue
                        .developer(session.tenant())
                        .map(developer ->
                                new SessionPage(ui, session, side, developer.name(), heard, mayDecide, problem)));
    }

    private Mono<SessionPage.Heard> heard(DatabaseClient db, Dispute dispute, Side side) {
        return log.view(db, dispute).flatMap(view -> leads.card(dispute.tenant(), dispute.lead())
                .flatMap(card -> recordings.of(dispute.tenant(), card))
                .map(all -> new SessionPage.Heard(view, audio(all, side))));
    }

    private static List<SessionPage.Audio> audio(List<Recordings.Playable> all, Side side) {
        return all.stream()
                .map(one ->
                        new SessionPage.Audio(side == Side.PORTAL ? one.staffUrl() : one.memberUrl(), one.seconds()))
                .toList();
    }

    Mono<ResponseEntity<byte[]>> protocol(Ui ui, ListeningSession session) {
        return catalogue
                .developer(session.tenant())
                .flatMap(developer -> Pdf.render("dispute/protocol", new ProtocolPage(ui, session, developer.name())))
                .map(bytes -> file(bytes, MediaType.APPLICATION_PDF, "protocol.pdf"));
    }

    ResponseEntity<byte[]> calendar(Ui ui, ListeningSession session, String path) {
        var text = Invitation.of(
                session.id(),
                session.appointedAt(),
                clock.instant(),
                ui.t("dispute.session.ics", session.disputes().size()),
                session.place(),
                ui.absolute(path));
        return file(
                text.getBytes(StandardCharsets.UTF_8),
                MediaType.parseMediaType("text/calendar;charset=UTF-8"),
                "listening.ics");
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    static org.springframework.web.reactive.result.view.Rendering shown(SessionPage page) {
        return Pages.render(VIEW, page);
    }
}
