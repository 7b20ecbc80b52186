package io.kvartal.desk;

import io.kvartal.callback.Callback;
import io.kvartal.callback.Callbacks;
import io.kvartal.callback.Reason;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.desk.PanelPage.Other;
import io.kvartal.desk.PanelPage.Script;
import io.kvartal.desk.Ranking.Ranked;
import io.kvartal.lead.DeskLead;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers the one-screen panel. */
@Component
class Panels {
    private final Desk desk;
    private final Callbacks callbacks;
    private final Catalogue catalogue;
    private final Recordings recordings;
    private final Uis uis;

    Panels(Desk desk, Callbacks callbacks, Catalogue catalogue, Recordings recordings, Uis uis) {
        this.desk = desk;
        this.callbacks = callbacks;
        this.catalogue = catalogue;
        this.recordings = recordings;
        this.uis = uis;
    }

    Mono<PanelPage> of(Ui ui, Staff staff, Callback callback, boolean offering, @Nullable String problem) {
        return page(ui, staff, callback.lead(), callback, offering, problem);
    }

    Mono<PanelPage> of(Ui ui, Staff staff, LeadId lead, boolean offering, @Nullable String problem) {
        return page(ui, staff, lead, null, offering, problem);
    }

    private Mono<PanelPage> page(
            Ui ui, Staff staff, LeadId id, @Nullable Callback callback, boolean offering, @Nullable String problem) {
        return desk.lead(staff, id).flatMap(lead -> {
            var others = offering && lead.card().lead().lost() == null
                    ? desk.alternatives(staff, id)
                    : Mono.just(List.<Ranked>of());
            return Mono.zip(
                            catalogue.developer(lead.tenant()),
                            callbacks.attempts(id),
                            recordings.of(lead.tenant(), lead.card()),
                            others)
                    .map(found -> new PanelPage(
                            ui,
                            found.getT1().name(),
                            lead,
                            callback,
                            callback != null && callback.isHeldBy(staff.userId()),
                            found.getT2(),
                            lead.card().timeline().stream()
                                    .map(entry -> TimelineLine.of(ui, entry))
                                    .toList(),
                            found.getT3(),
                            script(staff, lead, found.getT1().name(), callback == null ? null : callback.reason()),
                            offering,
                            others(ui, found.getT4()),
                            problem));
        });
    }

    private static List<Other> others(Ui ui, List<Ranked> ranked) {
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> {
                    var one = ranked.get(i);
                    var complex = one.alternative().complex();
                    return new Other(
                            i + 1,
                            complex.slug(),
                            complex.name(),
                            complex.developerName(),
                            one.alternative().priceFrom(),
                            one.score(),
                            one.reasons().stream()
                                    .map(reason -> Sentences.of(ui, reason))
                                    .toList());
                })
                .toList();
    }

    /** In the buyer's language first, Russian and Kazakh both at hand. */
    private List<Script> script(Staff staff, DeskLead lead, String developer, @Nullable Reason reason) {
        var second = lead.card().locale() == Lang.KK ? Lang.RU : Lang.KK;
        return List.of(
                script(lead.card().locale(), staff, lead, developer, reason),
                script(second, staff, lead, developer, reason));
    }

    private Script script(Lang lang, Staff staff, DeskLead lead, String developer, @Nullable Reason reason) {
        var ui = uis.in(lang);
        var row = lead.card().lead();
        var name = row.buyer().name();
        var kind = reason == null
                ? "call-centre"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Script(
                lang,
                ui.t("desk.script.hello", name == null ? "" : ", " + name, staff.name()),
                ui.t("desk.script." + kind, row.complexName(), developer, ui.ago(row.createdAt())),
                ui.t("desk.script.consent"));
    }
}
