package io.kvartal.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.result.view.Rendering;

/** What a controller answers: {@code return Pages.render("lead/list", page)}. */
public final class Pages {
    static final String MODEL = "page";

    private Pages() {}

    /** @param view path below {@code src/main/jte} without the ending */
    public static Rendering render(String view, Page page) {
        return render(HttpStatus.OK, view, page);
    }

    /** A form that comes back with its errors answers 422. */
    public static Rendering invalid(String view, Page page) {
        return render(HttpStatus.UNPROCESSABLE_CONTENT, view, page);
    }

    public static Rendering render(HttpStatusCode status, String view, Page page) {
        return Rendering.view(view).modelAttribute(MODEL, page).status(status).build();
    }

    /** 303 after a successful form. */
    public static Rendering seeOther(String href) {
        return Rendering.redirectTo(href)
                .status(HttpStatus.SEE_OTHER)
                .contextRelative(false)
                .build();
    }
}
