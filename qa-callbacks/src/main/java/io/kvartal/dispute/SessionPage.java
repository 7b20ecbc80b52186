package io.kvartal.dispute;

import io.kvartal.dispute.DisputeView.Side;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joint listening, seen by either side.
 *
 * @param heard what is listened to, with the remarks of both sides
 * @param mayDecide portal staff who do not look after this developer
 */
public record SessionPage(
        Ui ui,
        ListeningSession session,
        Side side,
        String developer,
        List<Heard> heard,
        boolean mayDecide,
        @Nullable String problem)
        implements Page {
    /** @param audio addresses of the recordings for this side, with their lengths in seconds */
    public record Heard(DisputeView view, List<Audio> audio) {}

    public record Audio(String url, int seconds) {}

    @Override
    public String title() {
        return ui.t("dispute.session.title", ui.stamp(session.appointedAt()));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return side == Side.PORTAL ? "disputes" : "cabinet-disputes";
    }

    public String base() {
        return (side == Side.PORTAL ? "/desk/disputes/sessions/" : "/cabinet/disputes/sessions/") + session.id();
    }

    public PositionPage positionPage() {
        var position = session.position();
        var url = position == null
                ? null
                : heard.stream()
                        .filter(one -> one.view().dispute().id().equals(position.dispute()))
                        .flatMap(one -> one.audio().stream())
                        .map(Audio::url)
                        .findFirst()
                        .orElse(null);
        return new PositionPage(ui, position, url);
    }

    public boolean mayAccept() {
        return session.mayAccept(side);
    }

    public boolean maySign() {
        return session.maySign(side) && (side == Side.DEVELOPER || mayDecide);
    }

    public boolean canDecide(Heard heard) {
        return side == Side.PORTAL
                && mayDecide
                && heard.view().dispute().state().allows(DisputeState.Act.DECIDE);
    }

    public String remarks(Heard heard) {
        return side == Side.PORTAL
                ? "/desk/disputes/" + heard.view().dispute().id() + "/remarks"
                : "/cabinet/leads/" + heard.view().dispute().lead() + "/dispute/remarks";
    }

    public String typedTime() {
        return session.appointedAt()
                .atZone(Ui.ZONE)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString();
    }
}
